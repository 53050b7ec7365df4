package io.tradewind.commerce.verification;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells sibling packages, in their transaction, which number was verified for what. Safe for many threads. */
@Internal
@Singleton
public final class VerifiedPhones {
    @Inject
    VerifiedPhones() {}

    /** The number that was verified for that subject. */
    public Optional<PhoneNumber> of(Handle handle, Scope scope, UUID subject) {
        throw new UnsupportedOperationException("plugins");
    }

    /** A subject's verifications now belong to another one: carts were merged. */
    public void moved(Handle handle, Scope scope, UUID fromSubject, UUID toSubject) {
        throw new UnsupportedOperationException("plugins");
    }
}
