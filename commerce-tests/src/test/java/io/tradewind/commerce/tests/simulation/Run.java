package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.tests.simulation.Simulation.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Plays the stories of a range of seeds, several at once, each worker on a database of its own. */
final class Run {
    private static final int MOST_FAILURES = 3;
    private static final int FIGURE_EVERY = 5000;
    private static final String AGAIN =
            "./mvnw -Pquick -pl commerce-tests -am test -Dtest=SimulationTest -Dsimulation.seed=";

    private final Engine engine;
    private final long last;
    private final boolean everyStep;
    private final AtomicLong next;
    private final AtomicLong played = new AtomicLong();
    private final List<String> failures = new ArrayList<>();
    private final Tally tally = new Tally();
    private final long start = System.nanoTime();

    private Run(Engine engine, long first, long last, boolean everyStep) {
        this.engine = engine;
        this.last = last;
        this.everyStep = everyStep;
        this.next = new AtomicLong(first);
    }

    /** Plays them all; throws what went wrong, at most three times, each with the command that plays it again. */
    static Tally play(Engine engine, long first, long last, int workers, boolean everyStep) {
        Run run = new Run(engine, first, last, everyStep);
        run.play(workers);
        System.out.println(run.figure() + "\n" + run.tally.report());
        if (!run.failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", run.failures));
        }
        return run.tally;
    }

    private void play(int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, workers)
                    .mapToObj(it -> CompletableFuture.runAsync(this::work, threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    private void work() {
        try (TestDatabase database = TestDatabases.open(engine);
                Simulation simulation = new Simulation(database, tally)) {
            for (long seed = next.getAndIncrement(); seed <= last && !isOver(); seed = next.getAndIncrement()) {
                Optional<Failure> failure = simulation.play(Story.of(seed), everyStep);
                if (failure.isPresent()) {
                    failed("seed " + seed + " on " + engine + ": " + simulation.shrunk(failure.get())
                            + "\nplay it again: " + AGAIN + seed);
                }
                if (played.incrementAndGet() % FIGURE_EVERY == 0) {
                    System.out.println(figure());
                }
            }
        }
    }

    private synchronized void failed(String what) {
        System.out.println(what);
        failures.add(what);
    }

    private synchronized boolean isOver() {
        return failures.size() >= MOST_FAILURES;
    }

    private synchronized String figure() {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return String.format(
                "simulation on %s: %d seeds in %d s, %.1f a second, %d failed",
                engine,
                played.get(),
                took.toSeconds(),
                played.get() * 1000.0 / Math.max(1, took.toMillis()),
                failures.size());
    }
}
