package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A phone number was verified.
 *
 * @param store key of the store
 * @param verificationId the verification
 * @param purpose what it was verified for
 * @param at when it happened
 * @param actor who did it
 */
public record PhoneVerified(String store, UUID verificationId, String purpose, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public PhoneVerified {
        requireNonNull(store, "store");
        requireNonNull(verificationId, "verificationId");
        requireNonNull(purpose, "purpose");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return verificationId;
    }
}
