package io.tradewind.commerce.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one job has fared in this process since it started. Other processes may have run it too.
 *
 * @param name the job
 * @param every the longest pause between two runs while jobs are on
 * @param runs how many runs have ended
 * @param lastRun when the last run ended; empty before the first
 * @param lastFailure when a run last ended in an exception; empty if none has
 * @param problem what that exception said; empty if none has happened
 */
public record JobStatus(
        String name,
        Duration every,
        long runs,
        Optional<Instant> lastRun,
        Optional<Instant> lastFailure,
        String problem) {
    /** True if the last run ended in an exception. */
    public boolean failing() {
        return lastFailure.isPresent() && lastFailure.equals(lastRun);
    }
}
