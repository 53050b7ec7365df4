package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Weather.Place;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what came up. Safe for many threads. */
final class Tally {
    private final Map<String, Map<Trouble.Kind, Integer>> faults = new TreeMap<>();
    private final Map<String, Integer> situations = new TreeMap<>();
    private final Map<Rare, Integer> rare = new EnumMap<>(Rare.class);
    private final Map<String, Integer> acts = new TreeMap<>();

    synchronized void struck(String operation, Trouble.Kind kind) {
        faults.computeIfAbsent(operation, it -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    }

    synchronized void situation(String name) {
        situations.merge(name, 1, Integer::sum);
    }

    synchronized void met(Rare situation) {
        rare.merge(situation, 1, Integer::sum);
    }

    synchronized void done(Act act, String outcome) {
        acts.merge(act + " " + outcome, 1, Integer::sum);
    }

    /** The process died there. */
    void died(boolean open, Place place) {
        if (!open) {
            met(Rare.DIED_WHILE_STARTING);
        }
        switch (place) {
            case COMMITTING -> met(Rare.DIED_BEFORE_COMMIT);
            case COMMITTED -> met(Rare.DIED_AFTER_COMMIT);
            case BEFORE_CALL -> met(Rare.DIED_BEFORE_CALL);
            case AFTER_CALL -> met(Rare.DIED_AFTER_CALL);
            default -> {}
        }
    }

    /** Which of these no story led to. */
    synchronized Set<Rare> missing(Set<Rare> wanted) {
        Set<Rare> missing = EnumSet.copyOf(wanted);
        missing.removeAll(rare.keySet());
        return missing;
    }

    /** Pairs of operation and trouble that no story met. */
    synchronized Set<String> neverStruck(List<Scene> scenes) {
        Set<String> never = new LinkedHashSet<>();
        for (Scene scene : scenes) {
            if (!faults.getOrDefault(scene.operation(), Map.of()).containsKey(scene.kind())) {
                never.add(scene.name());
            }
        }
        return never;
    }

    /** As tables for people. */
    synchronized String report() {
        StringBuilder text = new StringBuilder("operation x fault:\n");
        Set<Trouble.Kind> kinds = new TreeSet<>();
        faults.values().forEach(it -> kinds.addAll(it.keySet()));
        for (Trouble.Kind kind : kinds) {
            text.append(String.format("  %-22s", kind));
            faults.forEach((operation, counts) -> {
                if (counts.containsKey(kind)) {
                    text.append(' ').append(operation).append('=').append(counts.get(kind));
                }
            });
            text.append('\n');
        }
        text.append("rare situations:\n");
        for (Rare it : Rare.values()) {
            text.append(String.format("  %8d  %s%n", rare.getOrDefault(it, 0), it.words));
        }
        text.append("moves and what came in between:\n");
        situations.forEach((name, n) -> text.append(String.format("  %8d  %s%n", n, name)));
        text.append("steps:\n ");
        acts.forEach((name, n) -> text.append(' ').append(name).append('=').append(n));
        return text.append('\n').toString();
    }
}
