package io.tradewind.commerce.tests.simulation;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what came up. */
final class Tally {
    private final Map<String, Map<Trouble.Kind, Integer>> faults = new TreeMap<>();
    private final Map<String, Integer> situations = new TreeMap<>();
    private final Map<String, Integer> acts = new TreeMap<>();

    synchronized void struck(String operation, Trouble.Kind kind) {
        faults.computeIfAbsent(operation, it -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    }

    synchronized void situation(String name) {
        situations.merge(name, 1, Integer::sum);
    }

    synchronized void done(Act act, String outcome) {
        acts.merge(act + " " + outcome, 1, Integer::sum);
    }

    /** Kinds of trouble that no story met. */
    synchronized Set<Trouble.Kind> neverStruck() {
        Set<Trouble.Kind> never = EnumSet.complementOf(EnumSet.of(Trouble.Kind.NONE));
        faults.values().forEach(it -> never.removeAll(it.keySet()));
        return never;
    }

    /** As tables for people. */
    synchronized String report() {
        StringBuilder text = new StringBuilder("operation x fault:\n");
        Set<Trouble.Kind> kinds = new TreeSet<>();
        faults.values().forEach(it -> kinds.addAll(it.keySet()));
        for (Trouble.Kind kind : kinds) {
            text.append(String.format("  %-20s", kind));
            faults.forEach((operation, counts) -> {
                if (counts.containsKey(kind)) {
                    text.append(' ').append(operation).append('=').append(counts.get(kind));
                }
            });
            text.append('\n');
        }
        text.append("situations:\n");
        situations.forEach((name, n) -> text.append(String.format("  %8d  %s%n", n, name)));
        text.append("steps:\n ");
        acts.forEach((name, n) -> text.append(' ').append(name).append('=').append(n));
        return text.append('\n').toString();
    }
}
