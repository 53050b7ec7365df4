package io.tradewind.commerce.tests.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;

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

    synchronized int count(String situation) {
        return situations.getOrDefault(situation, 0);
    }

    synchronized Map<String, Map<Trouble.Kind, Integer>> faults() {
        return faults;
    }

    synchronized void add(Tally other) {
        other.faults.forEach((operation, kinds) -> kinds.forEach((kind, n) ->
                faults.computeIfAbsent(operation, it -> new TreeMap<>()).merge(kind, n, Integer::sum)));
        other.situations.forEach((name, n) -> situations.merge(name, n, Integer::sum));
        other.acts.forEach((name, n) -> acts.merge(name, n, Integer::sum));
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
