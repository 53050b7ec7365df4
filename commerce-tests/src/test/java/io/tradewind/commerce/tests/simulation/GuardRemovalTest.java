package io.tradewind.commerce.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.testdb.removal.Shortcuts;
import io.tradewind.commerce.tests.simulation.Simulation.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Switches the guards of the library off, one after the other, and fails if nobody misses one. Each push it is the turn of
 * a dozen; {@code -Dguards=all} tries every one, {@code -Dguards="a code,a plugin"} those with such a name.
 */
class GuardRemovalTest {
    private static final int TURN = 12;
    private static final int SEEDS = 200;
    private static final int WORDS = 150;
    private static TestDatabase database;
    private static Simulation simulation;

    /**
     * How somebody missed a guard.
     *
     * @param by the drill or the seed
     * @param how what went wrong
     * @param story the how-maniest story it was
     */
    private record Missed(String by, String how, int story) {
        static Missed of(String by, Failure failure, int story) {
            String how = String.valueOf(failure.reason().getMessage()).replaceAll("\\s+", " ");
            return new Missed(by, how.length() > WORDS ? how.substring(0, WORDS) + "…" : how, story);
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabases.h2();
        simulation = new Simulation(database);
        simulation.stage().withoutGate();
    }

    @AfterAll
    static void close() {
        simulation.close();
        database.close();
    }

    @Test
    void there_are_at_least_45_guards_with_names_of_their_own() {
        assertThat(Guards.ALL)
                .hasSizeGreaterThanOrEqualTo(45)
                .extracting(Guard::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void everybody_hears_what_is_expected_while_every_guard_is_in_place() {
        for (Drill drill : Drills.all()) {
            assertThat(simulation.play(drill)).as(drill.name()).isEmpty();
        }
    }

    @Test
    void every_guard_is_missed_when_it_is_gone() {
        List<Guard> chosen = chosen();
        List<String> survivors = new ArrayList<>();
        StringBuilder list = new StringBuilder("Guards that were switched off, and who missed them:\n");
        long start = System.nanoTime();
        for (Guard guard : chosen) {
            Optional<Missed> missed = missed(guard);
            if (missed.isEmpty()) {
                survivors.add(guard.toString());
            }
            list.append(missed.map(it ->
                            String.format("  %-55s story %d, %s: %s%n", guard.name(), it.story(), it.by(), it.how()))
                    .orElseGet(() -> String.format("  %-55s NOBODY%n", guard.name())));
        }
        list.append(String.format(
                "guards: %d of %d switched off, %d missed, in %d s%n",
                chosen.size(),
                Guards.ALL.size(),
                chosen.size() - survivors.size(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        System.out.print(list);
        assertThat(survivors).as("guards that nobody misses").isEmpty();
    }

    private static List<Guard> chosen() {
        List<Guard> all = Guards.ALL;
        String wanted = System.getProperty("guards", "");
        if (wanted.isEmpty()) {
            String revision = System.getenv().getOrDefault("GITHUB_SHA", String.valueOf(LocalDate.now(ZoneOffset.UTC)));
            int first = Math.floorMod(revision.hashCode(), all.size());
            List<Guard> round = new ArrayList<>(all);
            round.addAll(all);
            return round.subList(first, first + TURN);
        }
        List<String> names = List.of(wanted.split(","));
        return all.stream()
                .filter(it -> wanted.equals("all") || names.stream().anyMatch(it.name()::contains))
                .toList();
    }

    /** Who missed it first: the drills one after the other, those at once, or the stories of some seeds. */
    private static Optional<Missed> missed(Guard guard) {
        Map<String, String> wording = guard.wording();
        simulation.stage().change(sql -> wording.getOrDefault(sql, sql), guard.drop());
        Shortcuts.take(guard.shortcuts());
        try {
            return missedByStories(guard);
        } finally {
            Shortcuts.leave(guard.shortcuts());
            simulation.stage().change(sql -> sql, guard.restore());
        }
    }

    private static Optional<Missed> missedByStories(Guard guard) {
        int story = 0;
        for (Drill drill : Drills.all()) {
            if (!guard.isMeant(drill)) {
                continue;
            }
            Optional<Failure> failure = simulation.play(drill);
            story++;
            if (failure.isPresent()) {
                requireSound(guard, failure.get().reason());
                return Optional.of(Missed.of("'" + drill.name() + "'", failure.get(), story));
            }
        }
        for (long seed = 1; seed <= SEEDS && guard.meant().isEmpty(); seed++) {
            Optional<Failure> failure = simulation.play(Story.of(seed), false);
            story++;
            if (failure.isPresent()) {
                return Optional.of(Missed.of("seed " + seed, failure.get(), story));
            }
        }
        return Optional.empty();
    }

    /** A statement that no database takes, or a method that no JVM takes, would be noticed by everybody. */
    private static void requireSound(Guard guard, Throwable reason) {
        for (Throwable it = reason; it != null; it = it.getCause()) {
            boolean badStatement = it instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("42");
            if (badStatement || it instanceof LinkageError || it instanceof ClassCastException) {
                throw new AssertionError("without " + guard + " nothing works", reason);
            }
        }
    }
}
