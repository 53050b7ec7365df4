package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bulkhead of one account: its own threads, queue and breaker. After four threads are stuck in the plugin the pool
 * is replaced, and what waited in the old queue moves over. Safe for many threads.
 */
final class Lane implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_STUCK = 4;

    private final String name;
    private final Bulkhead size;
    private final World world;
    private final ClassLoader loader;
    private final Breaker breaker = new Breaker();
    private final Semaphore callers;
    private @Nullable ExecutorService pool;
    private boolean retired;
    private int generation;
    private int stuck;
    private int stuckInAll;

    Lane(String name, Bulkhead size, World world, ClassLoader loader) {
        this.name = name;
        this.size = size;
        this.world = world;
        this.loader = loader;
        this.callers = new Semaphore(size.threads + size.queue);
    }

    Breaker breaker() {
        return breaker;
    }

    /** Threads that are inside the plugin although nobody waits for them any more. */
    synchronized int stuck() {
        return stuckInAll;
    }

    /**
     * Queues the call; null if there are as many callers as threads and places in the queue. Callers are counted, not
     * what lies in the queue of the pool: a thread that has answered is free a moment later than its caller.
     */
    <T> @Nullable Ticket<T> submit(Callable<T> work, Consumer<Attempt<T>> late) {
        if (!callers.tryAcquire()) {
            return null;
        }
        synchronized (this) {
            Stay stay = new Stay();
            Ticket<T> ticket = new Ticket<>(
                    () -> {
                        begun(stay);
                        return work.call();
                    },
                    world,
                    loader,
                    attempt -> {
                        returned(stay);
                        tell(late, attempt);
                    },
                    () -> left(stay),
                    callers::release);
            try {
                if (retired) {
                    throw new RejectedExecutionException("retired");
                }
                pool().execute(ticket);
                return ticket;
            } catch (RejectedExecutionException closed) {
                callers.release();
                return null;
            }
        }
    }

    private <T> void tell(Consumer<Attempt<T>> late, Attempt<T> attempt) {
        try {
            late.accept(attempt);
        } catch (RuntimeException lost) { // such as after close(); the provider is asked what became of the call
            log.info("A late answer of {} could not be kept: {}", name, lost.getMessage());
        }
    }

    private ExecutorService pool() {
        if (pool == null) {
            pool = world.pool(name, size.threads);
            if (pool instanceof ThreadPoolExecutor threads) {
                threads.setKeepAliveTime(30, TimeUnit.SECONDS);
                threads.allowCoreThreadTimeOut(true);
            }
        }
        return pool;
    }

    /** One call inside the plugin: which pool it keeps a thread of, and whether it is counted there. */
    private static final class Stay {
        private int generation;
        private boolean counted;
        private boolean over;
    }

    private synchronized void begun(Stay stay) {
        stay.generation = generation; // it may have been queued for the pool before
    }

    private synchronized void left(Stay stay) {
        stuckInAll++;
        if (stay.over || stay.generation != generation) {
            return;
        }
        stay.counted = true;
        stuck++;
        if (!retired && stuck >= Math.min(MOST_STUCK, size.threads)) {
            replace();
        }
    }

    private synchronized void returned(Stay stay) {
        stay.over = true;
        stuckInAll--;
        if (stay.counted && stay.generation == generation) {
            stuck--;
        }
    }

    private void replace() {
        ExecutorService old = pool;
        pool = null;
        generation++;
        stuck = 0;
        if (old instanceof ThreadPoolExecutor threads) {
            List<Runnable> waiting = new ArrayList<>();
            threads.getQueue().drainTo(waiting);
            waiting.forEach(pool()::execute);
        }
        if (old != null) {
            old.shutdown(); // its stuck threads are daemons and end when the plugin lets go of them
        }
    }

    /** Takes no new call; those under way and in the queue go on. */
    synchronized void retire() {
        retired = true;
        if (pool != null) {
            pool.shutdown();
        }
    }

    /** Waits for the calls of a retired lane, at most that long; what still runs then is interrupted. */
    void awaitEnd(Duration longest) {
        ExecutorService old;
        synchronized (this) {
            old = pool;
        }
        try {
            if (old != null && !old.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                old.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
