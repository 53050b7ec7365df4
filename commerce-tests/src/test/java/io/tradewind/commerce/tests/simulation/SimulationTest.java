package io.tradewind.commerce.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Shoppers, staff, providers and jobs in a shop in which everything goes wrong that can: the library itself, one thing
 * at a time, with a clock, ids, chance and faults that a seed decides. After each story all invariants hold, the
 * providers' books agree with ours, everybody was told the truth, and nothing is left undone.
 *
 * <p>{@code -Dsimulation.seeds=100000} plays that many seeds, {@code -Dsimulation.from=100001} begins elsewhere, {@code
 * -Dsimulation.seed=4711} plays one of them again, and
 * {@code -Dsimulation.workers=2} plays two at a time.
 */
class SimulationTest {
    private static final int PUSH = 2000;
    private static final int MANY = 50_000;
    private static final long ONLY = Long.getLong("simulation.seed", -1);
    private static final long FIRST = Long.getLong("simulation.from", 1);
    private static final int WORKERS = Integer.getInteger(
            "simulation.workers", Math.min(2, Runtime.getRuntime().availableProcessors()));

    @Test
    void whatever_goes_wrong_nothing_is_sold_charged_or_given_back_twice() {
        int seeds = Integer.getInteger("simulation.seeds", PUSH);
        Tally tally = simulate(Engine.H2, seeds, WORKERS);
        if (ONLY < 0 && seeds >= PUSH) {
            assertThat(tally.neverStruck(Scenes.ALL)).as("pairs that never met").isEmpty();
            assertThat(tally.missing(seeds >= MANY ? EnumSet.allOf(Rare.class) : Rare.COMMONEST))
                    .as("situations that never came up")
                    .isEmpty();
        }
    }

    @Test
    void the_same_holds_on_postgresql() {
        simulate(Engine.POSTGRESQL, Integer.getInteger("simulation.postgres", 20), 1);
    }

    private static Tally simulate(Engine engine, int seeds, int workers) {
        boolean one = ONLY >= 0;
        return Run.play(engine, one ? ONLY : FIRST, one ? ONLY : FIRST + seeds - 1, one ? 1 : workers, one);
    }

    @Test
    void what_went_wrong_once_goes_well() {
        try (TestDatabase database = TestDatabases.h2();
                Simulation simulation = new Simulation(database, new Tally())) {
            for (Story story : Kept.ALL) {
                assertThat(simulation.play(story, true)).as(story.toString()).isEmpty();
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_story_each_time_alone_or_among_others() {
        List<String> alone = hashes(0);
        CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> hashes(100));
        CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> hashes(200));
        assertThat(first.join()).isEqualTo(alone);
        assertThat(second.join()).isEqualTo(alone);
    }

    /** What was played before makes no difference. */
    private static List<String> hashes(int others) {
        List<String> hashes = new ArrayList<>();
        try (TestDatabase database = TestDatabases.h2();
                Simulation simulation = new Simulation(database, new Tally())) {
            for (long seed = 1; seed <= 12; seed++) {
                if (others > 0) {
                    simulation.play(Story.of(seed + others), false);
                }
                hashes.add(simulation.hash(Story.of(seed)));
            }
        }
        return hashes;
    }
}
