package io.tradewind.commerce.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.tests.simulation.Simulation.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Shoppers, staff, providers and jobs in a shop in which everything goes wrong that can: the library itself, one thread
 * at a time, with a clock, ids, chance and faults that a seed decides. After each story all invariants hold, the
 * providers' books agree with ours, everybody was told the truth, and nothing is left undone.
 *
 * <p>{@code -Dsimulation.seeds=100000} plays that many seeds, {@code -Dsimulation.seed=4711} one of them again.
 */
class SimulationTest {
    private static final int PUSH = 2000;
    private static final long ONLY = Long.getLong("simulation.seed", -1);
    private static final String AGAIN =
            "./mvnw -Pquick -pl commerce-tests -am test -Dtest=SimulationTest -Dsimulation.seed=";

    @Test
    void whatever_goes_wrong_nothing_is_sold_charged_or_given_back_twice() {
        int seeds = Integer.getInteger("simulation.seeds", PUSH);
        Tally tally = simulate(Engine.H2, seeds);
        if (ONLY < 0 && seeds >= PUSH) {
            assertThat(tally.neverStruck()).as("what never went wrong").isEmpty();
        }
    }

    @Test
    void the_same_holds_on_postgresql() {
        simulate(Engine.POSTGRESQL, Integer.getInteger("simulation.postgres", 20));
    }

    private static Tally simulate(Engine engine, int seeds) {
        long first = ONLY < 0 ? 1 : ONLY;
        long last = ONLY < 0 ? seeds : ONLY;
        try (TestDatabase database = TestDatabases.open(engine);
                Simulation simulation = new Simulation(database)) {
            long start = System.nanoTime();
            for (long seed = first; seed <= last; seed++) {
                Optional<Failure> failure = simulation.play(Story.of(seed), ONLY >= 0);
                if (failure.isPresent()) {
                    throw new AssertionError("seed " + seed + " on " + engine + ": " + simulation.shrunk(failure.get())
                            + "\nplay it again: " + AGAIN + seed);
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf(
                    "simulation on %s: %d seeds in %d s, %.1f a second%n%s",
                    engine,
                    last - first + 1,
                    took.toSeconds(),
                    (last - first + 1) * 1000.0 / Math.max(1, took.toMillis()),
                    simulation.tally().report());
            return simulation.tally();
        }
    }

    @Test
    void the_same_seed_gives_the_same_story_each_time() {
        try (TestDatabase one = TestDatabases.h2();
                TestDatabase other = TestDatabases.h2();
                Simulation first = new Simulation(one);
                Simulation second = new Simulation(other)) {
            for (long seed = 1; seed <= 12; seed++) {
                first.play(Story.of(seed + 100), false); // what was played before makes no difference
                assertThat(second.trace(Story.of(seed))).isEqualTo(first.trace(Story.of(seed)));
            }
        }
    }
}
