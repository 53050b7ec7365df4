package io.tradewind.commerce.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether all is well, at one moment. A gateway that is down makes a shop degraded, never down: it goes on selling with
 * the others.
 *
 * @param at when it was asked
 * @param findings one per thing looked at, in a fixed order
 */
public record HealthReport(Instant at, List<Finding> findings) {
    /** Copies the findings. */
    public HealthReport {
        findings = List.copyOf(findings);
    }

    /** How bad something is. */
    public enum Level {
        /** As it should be. */
        UP,
        /** The shop works, but somebody should look. */
        DEGRADED,
        /** The shop does not work. */
        DOWN
    }

    /**
     * One thing that was looked at.
     *
     * @param name stable, such as {@code database} or {@code plugin card}
     * @param level how it is
     * @param message what was seen, for people
     * @param cure what to do; empty if nothing needs doing
     */
    public record Finding(String name, Level level, String message, String cure) {
        static Finding up(String name, String message) {
            return new Finding(name, Level.UP, message, "");
        }

        static Finding degraded(String name, String message, String cure) {
            return new Finding(name, Level.DEGRADED, message, cure);
        }

        static Finding down(String name, String message, String cure) {
            return new Finding(name, Level.DOWN, message, cure);
        }
    }

    /** The worst level of all findings. */
    public Level level() {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.UP);
    }

    /** The finding of that name. */
    public Optional<Finding> finding(String name) {
        return findings.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
