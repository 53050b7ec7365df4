package io.tradewind.commerce.internal.world;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Daemon threads of the library's own, of which can be known whether they are at work. Safe for many threads. */
final class Background implements Executor, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.daemons("tradewind"));
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int works;

    @Override
    public void execute(Runnable work) {
        count(1);
        try {
            threads.execute(() -> {
                inside.set(true);
                try {
                    work.run();
                } finally {
                    inside.remove();
                    count(-1);
                }
            });
        } catch (RejectedExecutionException closed) {
            count(-1);
            throw closed;
        }
    }

    private void count(int more) {
        lock.lock();
        try {
            works += more;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing that was handed over is left, its caller apart; false if it takes longer than that. */
    boolean awaitQuiet(Duration longest) {
        int own = inside.get() ? 1 : 0;
        lock.lock();
        try {
            long left = longest.toNanos();
            while (works > own && left > 0) {
                left = ended.awaitNanos(left);
            }
            return works <= own;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
