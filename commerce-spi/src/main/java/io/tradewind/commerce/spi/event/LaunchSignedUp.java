package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody signed up for a launch.
 *
 * @param store key of the store
 * @param launchId the launch
 * @param signUpId the sign-up
 * @param at when it happened
 * @param actor who did it
 */
public record LaunchSignedUp(String store, UUID launchId, UUID signUpId, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public LaunchSignedUp {
        requireNonNull(store, "store");
        requireNonNull(launchId, "launchId");
        requireNonNull(signUpId, "signUpId");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return launchId;
    }
}
