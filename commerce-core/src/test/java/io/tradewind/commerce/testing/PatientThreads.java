package io.tradewind.commerce.testing;

import io.tradewind.commerce.internal.world.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Real threads on which time is up when a call says that it hangs, and not before: however busy the machine is, a call has
 * begun by then, and one that does not hang is waited for. For one call at a time.
 */
public final class PatientThreads implements Threads {
    private static final long STUCK_SECONDS = 60;

    private final AtomicReference<CompletableFuture<Void>> over = new AtomicReference<>(new CompletableFuture<>());
    private final List<Duration> limits = new CopyOnWriteArrayList<>();

    /** Said by the call that somebody waits for. */
    public void timeIsUp() {
        over.get().complete(null);
    }

    /** How long callers would have waited at most, the first one first. */
    public List<Duration> limits() {
        return List.copyOf(limits);
    }

    @Override
    public ExecutorService pool(String name, int threads) {
        return REAL.pool(name, threads);
    }

    @Override
    public <T> T await(CompletableFuture<T> result, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        limits.add(longest);
        CompletableFuture.anyOf(result, over.get()).get(STUCK_SECONDS, TimeUnit.SECONDS);
        if (result.isDone()) {
            return result.get();
        }
        over.set(new CompletableFuture<>());
        throw new TimeoutException();
    }

    @Override
    public void pause(Duration duration) {
        REAL.pause(duration);
    }
}
