package io.tradewind.commerce.internal.world;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads come from, and how one waits. A simulation brings its own, on which waiting costs no time and happens in
 * the same order each time. Safe for many threads.
 */
public interface Threads {
    /** Real threads and real waiting. */
    Threads REAL = new Threads() {
        @Override
        public ExecutorService pool(String name, int threads) {
            return new ThreadPoolExecutor(
                    threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        }

        @Override
        public <T> T await(CompletableFuture<T> result, Duration longest)
                throws InterruptedException, ExecutionException, TimeoutException {
            return result.get(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
        }

        @Override
        public void pause(Duration duration) {
            LockSupport.parkNanos(duration.toNanos());
        }
    };

    /** A pool of that many daemon threads. */
    ExecutorService pool(String name, int threads);

    /** Waits for a result, at most that long. */
    <T> T await(CompletableFuture<T> result, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** Waits. */
    void pause(Duration duration);

    /** Makes daemon threads that are numbered. */
    static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
