package io.tradewind.commerce.verification;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Proof that a buyer holds a phone number. A code of six digits works for ten minutes and five guesses; how many may be
 * asked for is limited per number, session, address block and day's budget. Only whoever asked for a code may enter it.
 * Both verbs call a provider and so refuse to work inside a transaction. Safe for many threads.
 */
public final class Verifications {
    private static final int KEY_LIMIT = 200;

    private final Scope scope;
    private final Sending sending;
    private final Checking checking;
    private final VerificationStore store;

    @Inject
    Verifications(@Assisted Scope scope, Sending sending, Checking checking, VerificationStore store) {
        this.scope = scope;
        this.sending = sending;
        this.checking = checking;
        this.store = store;
    }

    /** Sends a code to the number; prefer the form that says where the request comes from. */
    public SendAnswer send(VerificationSubject subject, PhoneNumber number) {
        return send(subject, number, Origin.UNKNOWN);
    }

    /**
     * Sends a code to the number, or another one if its time has come. Another number for the same subject ends the
     * codes of the first.
     *
     * @param origin the browser's address block, so that nobody can spend the shop's money from one place
     */
    public SendAnswer send(VerificationSubject subject, PhoneNumber number, Origin origin) {
        return send(subject, number, origin, "");
    }

    /**
     * The same under a name: again with it for this subject gives the same answer and sends nothing, with another number
     * it is an error.
     *
     * @param key the caller's name for this wish, at most 200 characters; empty for none. A message that was refused or
     *     did not go out may be asked for again with it
     */
    public SendAnswer send(VerificationSubject subject, PhoneNumber number, Origin origin, String key) {
        Given.value("key", key);
        if (key.length() > KEY_LIMIT) {
            throw CommerceException.badArgument("key", key, "at most " + KEY_LIMIT + " characters");
        }
        return sending.send(scope, subject.value(), number, origin, key);
    }

    /** Compares a code with those sent for the subject; blanks and dashes in it do not matter. */
    public CheckAnswer check(VerificationSubject subject, String code) {
        Given.value("code", code);
        return checking.check(scope, subject.value(), code);
    }

    /** How far the subject's latest verification is; empty if this actor asked for none. */
    public Optional<VerificationStatus> status(VerificationSubject subject) {
        return scope.tx()
                .read(
                        "verifications.status",
                        handle -> store.current(
                                handle,
                                scope.storeId(),
                                subject.value(),
                                scope.actor().ownerKey()))
                .map(it -> new VerificationStatus(
                        it.state(), it.phone().masked(), it.resendAt(), it.expiresAt(), it.triesLeft()));
    }
}
