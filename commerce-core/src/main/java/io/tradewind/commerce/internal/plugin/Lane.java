package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One bulkhead of one account: its own threads, queue and breaker. After four threads are stuck in the plugin the pool
 * is replaced, and what waited in the old queue moves over. Safe for many threads.
 */
final class Lane implements AutoCloseable {
    private static final int MOST_STUCK = 4;

    private final String name;
    private final Bulkhead size;
    private final World world;
    private final ClassLoader loader;
    private final Breaker breaker = new Breaker();
    private @Nullable ExecutorService pool;
    private int generation;
    private int stuck;
    private int stuckInAll;

    Lane(String name, Bulkhead size, World world, ClassLoader loader) {
        this.name = name;
        this.size = size;
        this.world = world;
        this.loader = loader;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Threads that are inside the plugin although nobody waits for them any more. */
    synchronized int stuck() {
        return stuckInAll;
    }

    /** Queues the call; null if the queue is full. */
    <T> @Nullable Ticket<T> submit(Callable<T> work, Consumer<Attempt<T>> late) {
        synchronized (this) {
            int born = generation;
            Ticket<T> ticket = new Ticket<>(
                    work,
                    loader,
                    attempt -> {
                        returned(born);
                        late.accept(attempt);
                    },
                    this::left);
            try {
                pool().execute(ticket);
                return ticket;
            } catch (RejectedExecutionException full) {
                return null;
            }
        }
    }

    private ExecutorService pool() {
        if (pool == null) {
            pool = world.pool(name, size.threads, size.queue);
            if (pool instanceof ThreadPoolExecutor threads) {
                threads.setKeepAliveTime(30, TimeUnit.SECONDS);
                threads.allowCoreThreadTimeOut(true);
            }
        }
        return pool;
    }

    private synchronized void left() {
        stuck++;
        stuckInAll++;
        if (stuck >= Math.min(MOST_STUCK, size.threads)) {
            replace();
        }
    }

    private synchronized void returned(int born) {
        stuckInAll--;
        if (born == generation) {
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

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
