package io.tradewind.commerce.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many people who do something at once. */
public final class Crowd {
    private final int threads;

    private Crowd(int threads) {
        this.threads = threads;
    }

    /** People on that many threads. */
    public static Crowd of(int threads) {
        return new Crowd(threads);
    }

    /** Lets that many people act, all threads released together; their results by number, or the first failure. */
    public <T> List<T> each(int people, Deed<T> deed) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await();
                    return deed.by(number);
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("somebody failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("somebody hangs", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What a person does. */
    public interface Deed<T> {
        /** By the person with that number, counted from 0. */
        T by(int number) throws Exception;
    }
}
