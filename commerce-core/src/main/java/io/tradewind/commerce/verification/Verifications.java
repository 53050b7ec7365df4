package io.tradewind.commerce.verification;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.Optional;

/** Verifies phone numbers. Safe for many threads. */
public final class Verifications {
    @Inject
    Verifications(@Assisted Scope scope) {}

    /** Sends a code. */
    public SendAnswer send(VerificationSubject subject, PhoneNumber number) {
        throw new UnsupportedOperationException("plugins");
    }

    /** Checks a code. */
    public CheckAnswer check(VerificationSubject subject, String code) {
        throw new UnsupportedOperationException("plugins");
    }

    /** How far it is. */
    public Optional<VerificationStatus> status(VerificationSubject subject) {
        throw new UnsupportedOperationException("plugins");
    }
}
