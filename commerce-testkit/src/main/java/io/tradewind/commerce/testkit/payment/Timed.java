package io.tradewind.commerce.testkit.payment;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call on a thread of its own, timed. A busy machine stops everybody for a while; the longest such pause, felt by a
 * watcher that only sleeps, is no fault of the plugin and is added to what it is allowed.
 */
final class Timed<T> {
    private static final Duration BEAT = Duration.ofMillis(5);

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicLong worstPause = new AtomicLong();
    private final Thread thread;

    private Timed(Callable<T> work) {
        thread = new Thread(() -> work(work), "tck-call");
        thread.setDaemon(true);
        Thread watcher = new Thread(this::watch, "tck-watcher");
        watcher.setDaemon(true);
        watcher.start();
        thread.start();
    }

    static <T> Timed<T> start(Callable<T> work) {
        return new Timed<>(work);
    }

    private void work(Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    private void watch() {
        while (!result.isDone()) {
            long start = System.nanoTime();
            try {
                Thread.sleep(BEAT.toMillis());
            } catch (InterruptedException stopped) {
                return;
            }
            long pause = System.nanoTime() - start - BEAT.toNanos();
            worstPause.accumulateAndGet(pause, Math::max);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** How long the machine stood still at worst while the call ran. */
    Duration worstPause() {
        return Duration.ofNanos(worstPause.get());
    }

    /** Waits for the call; empty if it takes longer than that, several pauses included. */
    Optional<T> within(Duration allowed) throws Exception {
        long start = System.nanoTime();
        while (!result.isDone()) {
            long left = allowed.plus(worstPause().multipliedBy(3)).toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                return Optional.empty();
            }
            await(left);
        }
        try {
            return Optional.of(result.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed.getCause() instanceof Broken broken
                    ? broken
                    : new Broken("threw " + failed.getCause(), failed);
        }
    }

    private void await(long nanos) throws InterruptedException {
        try {
            result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException lookAgain) {
            return;
        }
    }
}
