package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether an account can be used.
 *
 * @param status the verdict
 * @param latency how long the question took
 * @param credentialsAccepted whether the credentials were accepted, empty when that was not learned
 * @param notes what staff should know; no secrets
 */
public record Health(Status status, Duration latency, Optional<Boolean> credentialsAccepted, List<String> notes) {
    /** Nothing is known. */
    public static final Health UNKNOWN = new Health(Status.UNKNOWN, Duration.ZERO, Optional.empty(), List.of());

    /** The verdict. */
    public enum Status {
        /** Works. */
        UP,
        /** Works in part or slowly. */
        DEGRADED,
        /** Does not work. */
        DOWN,
        /** Not known. */
        UNKNOWN
    }

    /** Copies the notes and refuses missing parts. */
    public Health {
        requireNonNull(status, "status");
        requireNonNull(latency, "latency");
        requireNonNull(credentialsAccepted, "credentialsAccepted");
        notes = List.copyOf(notes);
    }

    /** Returns health of an account that works, credentials included. */
    public static Health up(Duration latency) {
        return new Health(Status.UP, latency, Optional.of(true), List.of());
    }

    /** Returns health of an account whose provider does not answer as it should. */
    public static Health down(Duration latency, String note) {
        return new Health(Status.DOWN, latency, Optional.empty(), List.of(note));
    }

    /** Returns health of an account whose credentials are not accepted. */
    public static Health badCredentials(Duration latency) {
        return new Health(Status.DOWN, latency, Optional.of(false), List.of("credentials not accepted"));
    }
}
