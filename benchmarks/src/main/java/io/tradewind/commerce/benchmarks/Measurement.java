package io.tradewind.commerce.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What several threads did in one window of time.
 *
 * @param nanos length of the window
 * @param latencies nanoseconds of each piece of work, sorted
 * @param own processor time of this process
 * @param server processor time of the database server
 */
record Measurement(long nanos, long[] latencies, Duration own, Duration server) {
    static final Measurement NOTHING = new Measurement(0, new long[0], Duration.ZERO, Duration.ZERO);

    /** What is done over and over; false if there is nothing left to do. */
    interface Work {
        boolean once() throws SQLException;
    }

    /** Lets the threads work until the time is over, or nothing is left to do. */
    static Measurement of(Work work, int threads, Duration window, Processor processor)
            throws SQLException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            Callable<List<Long>> worker = () -> repeat(work, start, window);
            Duration own = processor.own();
            Duration server = processor.server();
            long begin = System.nanoTime();
            List<Future<List<Long>>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(worker));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : workers) {
                all.addAll(one.get());
            }
            long nanos = System.nanoTime() - begin;
            long[] latencies = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Measurement(
                    nanos,
                    latencies,
                    processor.own().minus(own),
                    processor.server().minus(server));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The work could not be done.", failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> repeat(Work work, CyclicBarrier start, Duration window) throws Exception {
        List<Long> latencies = new ArrayList<>();
        start.await();
        long end = System.nanoTime() + window.toNanos();
        long before = System.nanoTime();
        while (before < end && work.once()) {
            long now = System.nanoTime();
            latencies.add(now - before);
            before = now;
        }
        return latencies;
    }

    Measurement plus(Measurement other) {
        long[] all = Arrays.copyOf(latencies, latencies.length + other.latencies.length);
        System.arraycopy(other.latencies, 0, all, latencies.length, other.latencies.length);
        Arrays.sort(all);
        return new Measurement(nanos + other.nanos, all, own.plus(other.own), server.plus(other.server));
    }

    double perSecond() {
        return nanos == 0 ? 0 : latencies.length * 1e9 / nanos;
    }

    /** Milliseconds within which that share of the work was done. */
    double millis(double share) {
        if (latencies.length == 0) {
            return 0;
        }
        int index = Math.min(latencies.length - 1, (int) (latencies.length * share));
        return latencies[index] / 1e6;
    }

    /** Milliseconds of processor time of this process for one order. */
    double ownMillis() {
        return own.toNanos() / 1e6 / Math.max(1, latencies.length);
    }

    /** Milliseconds of processor time of the database server for one order. */
    double serverMillis() {
        return server.toNanos() / 1e6 / Math.max(1, latencies.length);
    }
}
