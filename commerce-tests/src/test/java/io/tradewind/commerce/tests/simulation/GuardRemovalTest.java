package io.tradewind.commerce.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.tests.simulation.Simulation.Failure;
import java.sql.SQLException;
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
 * a dozen; {@code -Dguards=all} tries every one, {@code -Dguards="a code"} those with such a name.
 */
class GuardRemovalTest {
    private static final int TURN = 12;
    private static TestDatabase database;
    private static Simulation simulation;

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
    void everybody_hears_what_is_expected_while_every_guard_is_in_place() {
        for (Drill drill : Drills.all()) {
            assertThat(simulation.play(drill)).as(drill.name()).isEmpty();
        }
    }

    @Test
    void every_guard_is_missed_when_it_is_gone() {
        List<String> survivors = new ArrayList<>();
        for (Guard guard : chosen()) {
            String missed = missed(guard);
            System.out.println("without " + guard + ": " + missed);
            if (missed.isEmpty()) {
                survivors.add(guard.toString());
            }
        }
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
        return all.stream()
                .filter(it -> wanted.equals("all") || it.name().contains(wanted))
                .toList();
    }

    /** Who missed it, and how; empty if nobody did. */
    private static String missed(Guard guard) {
        Map<String, String> wording = guard.wording();
        simulation.stage().change(sql -> wording.getOrDefault(sql, sql), guard.drop());
        try {
            for (Drill drill : guard.needsTwo() ? Drills.all() : Drills.inTurn()) {
                Optional<Failure> failure = simulation.play(drill);
                if (failure.isPresent()) {
                    requireSound(guard, failure.get().reason());
                    return "'" + drill.name() + "' "
                            + failure.get().reason().getMessage().replaceAll("\\s+", " ");
                }
            }
            return "";
        } finally {
            simulation.stage().change(sql -> sql, guard.restore());
        }
    }

    /** A statement that no database takes would be noticed by everybody, and would prove nothing. */
    private static void requireSound(Guard guard, Throwable reason) {
        for (Throwable it = reason; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("42")) {
                throw new AssertionError("without " + guard + " the statement is wrong", reason);
            }
        }
    }
}
