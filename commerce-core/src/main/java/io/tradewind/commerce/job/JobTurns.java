package io.tradewind.commerce.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one job in this process: never two at once. A call that comes while one is running returns at once and
 * leaves a request behind, so that the runner looks once more before it leaves. Safe for many threads.
 */
final class JobTurns {
    private static final Logger log = LoggerFactory.getLogger(JobTurns.class);
    private static final int STEPS = 1_000; // a step that always finds work gives the thread back now and then
    private static final ThreadLocal<JobTurns> AT_WORK = new ThreadLocal<>();

    private final Job job;
    private final Supplier<Instant> clock;
    private final BooleanSupplier stopped;
    private final AtomicInteger requests = new AtomicInteger();
    private final ReentrantLock end = new ReentrantLock();
    private final Condition ended = end.newCondition();
    private volatile Past past = new Past(0, null, null, "");

    private record Past(
            long runs, @Nullable Instant lastRun, @Nullable Instant lastFailure, String problem) {}

    JobTurns(Job job, Supplier<Instant> clock, BooleanSupplier stopped) {
        this.job = job;
        this.clock = clock;
        this.stopped = stopped;
    }

    Job job() {
        return job;
    }

    /** Steps until nothing is left; returns how many rows were handled, empty if somebody else is at it. */
    OptionalInt run() {
        if (requests.getAndIncrement() > 0) {
            return OptionalInt.empty();
        }
        int handled = 0;
        int seen = 0;
        JobTurns before = AT_WORK.get();
        AT_WORK.set(this);
        try {
            do {
                seen = requests.get();
                handled += steps();
            } while (requests.addAndGet(-seen) != 0);
            seen = 0;
        } finally {
            if (seen != 0) {
                requests.set(0); // an Error ended this run; the next caller starts afresh
            }
            AT_WORK.set(before);
            end.lock();
            try {
                ended.signalAll();
            } finally {
                end.unlock();
            }
        }
        return OptionalInt.of(handled);
    }

    /**
     * Waits until nobody is at it, at most that long, and not inside a job, which might be what others wait for.
     *
     * @return what is left of the time; nothing if somebody still is at it
     */
    long awaitOthers(long nanos) {
        end.lock();
        try {
            long left = nanos;
            while (requests.get() > 0 && left > 0 && AT_WORK.get() == null) {
                left = ended.awaitNanos(left);
            }
            return requests.get() == 0 ? left : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            end.unlock();
        }
    }

    JobStatus status() {
        Past now = past;
        return new JobStatus(
                job.name(),
                job.every(),
                now.runs(),
                Optional.ofNullable(now.lastRun()),
                Optional.ofNullable(now.lastFailure()),
                now.problem());
    }

    private int steps() {
        int handled = 0;
        try {
            for (int i = 0; i < STEPS && !stopped.getAsBoolean(); i++) {
                int rows = job.step().getAsInt();
                if (rows == 0) {
                    break;
                }
                handled += rows;
            }
            past = new Past(past.runs() + 1, clock.get(), past.lastFailure(), past.problem());
        } catch (RuntimeException e) {
            log.warn("Job {} failed; its next turn tries again", job.name(), e);
            Instant now = clock.get();
            past = new Past(past.runs() + 1, now, now, String.valueOf(e.getMessage()));
        }
        return handled;
    }
}
