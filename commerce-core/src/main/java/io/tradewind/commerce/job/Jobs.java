package io.tradewind.commerce.job;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The background work of this process: how it fares, and the way to step it by hand. Safe for many threads. */
@Singleton
public final class Jobs {
    private final JobRunner runner;

    @Inject
    Jobs(JobRunner runner) {
        this.runner = runner;
    }

    /** How each job has fared in this process since it started. */
    public List<JobStatus> status() {
        return runner.status();
    }

    /**
     * Runs every job until none finds anything due, at most 200 rounds; with {@link JobMode#MANUAL} nothing else does.
     * What other threads of this process are at is waited for, half a minute at most. What becomes due later needs the
     * clock to move on and another call.
     *
     * @return how many rows this call has handled
     */
    public int runDue() {
        return runner.runDue();
    }

    /**
     * The same, and what other threads of this process are at is waited for at most that long. Zero is for a caller that
     * one of them waits for.
     *
     * @throws CommerceException {@code BAD_ARGUMENT} if it is negative
     */
    public int runDue(Duration longest) {
        if (Objects.requireNonNull(longest, "longest").isNegative()) {
            throw new CommerceException(
                    ErrorCode.BAD_ARGUMENT, "longest is " + longest + ": it cannot be negative", null);
        }
        return runner.runDue(longest);
    }
}
