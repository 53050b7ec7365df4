package io.tradewind.commerce.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.removal.Shortcuts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Takes guards away one after the other, runs the test that is about each, and fails if that test does not. Prints the
 * list. Those that the simulation misses are switched off there.
 */
class GuardRemovalTest {
    private static final String ENGINE = "test.engine";
    private static final int WORDS = 120;

    @Test
    void every_guard_is_missed_when_it_is_gone() {
        List<String> survivors = new ArrayList<>();
        StringBuilder list = new StringBuilder("Guards that were taken away, and the tests that missed them:\n");
        for (Guard guard : Guards.ALL) {
            List<Throwable> failures = failuresWithout(guard);
            failures.forEach(it -> requireSound(guard, it));
            if (failures.isEmpty()) {
                survivors.add(guard.name());
            }
            list.append(String.format(
                    "  %-66s %s%n", guard.name(), failures.isEmpty() ? "NOBODY" : brief(guard, failures.get(0))));
        }
        System.out.printf("%sguards: %d taken away, %d not missed%n", list, Guards.ALL.size(), survivors.size());
        assertThat(survivors).as("guards that nobody misses").isEmpty();
    }

    private static String brief(Guard guard, Throwable failure) {
        String how =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        String test = guard.missedBy().substring(guard.missedBy().indexOf('#') + 1);
        return test + ": " + (how.length() > WORDS ? how.substring(0, WORDS) + "…" : how);
    }

    private static List<Throwable> failuresWithout(Guard guard) {
        Shortcuts.take(guard.shortcuts());
        String before = System.getProperty(ENGINE, "");
        System.setProperty(ENGINE, Engine.H2.name());
        try {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectMethod(
                                            guard.test().getDeclaringClass(), guard.test()))
                                    .build(),
                            listener);
            TestExecutionSummary summary = listener.getSummary();
            assertThat(summary.getTestsStartedCount()).as(guard.missedBy()).isPositive();
            return summary.getFailures().stream()
                    .map(TestExecutionSummary.Failure::getException)
                    .toList();
        } finally {
            System.setProperty(ENGINE, before);
            Shortcuts.leave(guard.shortcuts());
        }
    }

    /** A statement that no database takes, or a class that no JVM takes, would be noticed by everybody. */
    private static void requireSound(Guard guard, Throwable reason) {
        for (Throwable it = reason; it != null; it = it.getCause()) {
            boolean badStatement = it instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("42");
            if (badStatement || it instanceof LinkageError || it instanceof ClassCastException) {
                throw new AssertionError("without '" + guard.name() + "' nothing works", reason);
            }
        }
    }
}
