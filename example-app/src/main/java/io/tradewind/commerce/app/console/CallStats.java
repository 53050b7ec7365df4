package io.tradewind.commerce.app.console;

import io.tradewind.commerce.plugin.PluginCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the last calls to a plugin went.
 *
 * @param calls newest first
 * @param median half of the answers took at most so many milliseconds
 * @param slow 95 of 100 took at most so many
 * @param parts how the calls ended, most frequent first
 * @param path answer times as an SVG path, oldest first, on a field of 600 × 120; empty for less than two
 * @param top milliseconds at the top of that field
 */
public record CallStats(List<PluginCall> calls, long median, long slow, List<Part> parts, String path, long top) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 120;

    /** Copies the lists. */
    public CallStats {
        calls = List.copyOf(calls);
        parts = List.copyOf(parts);
    }

    /** One way to end: how often, and where its bar begins and how long it is, in thousandths. */
    public record Part(String word, String colour, int count, int from, int length) {}

    static CallStats of(List<PluginCall> calls) {
        List<Long> times =
                calls.stream().map(it -> it.duration().toMillis()).sorted().toList();
        long top = Math.max(100, times.isEmpty() ? 0 : times.get(times.size() - 1));
        return new CallStats(calls, at(times, 50), at(times, 95), parts(calls), path(calls, top), top);
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static List<Part> parts(List<PluginCall> calls) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        calls.forEach(it -> counts.merge(it.outcome(), 1, Integer::sum));
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (Map.Entry<String, Integer> one : counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList()) {
            int length = one.getValue() * 1000 / calls.size();
            parts.add(new Part(word(one.getKey()), colour(one.getKey()), one.getValue(), from, length));
            from += length;
        }
        return parts;
    }

    /** How a call ended, for people: {@code late: Approved} stays, {@code UP} is {@code Works}. */
    public static String word(String outcome) {
        return switch (outcome) {
            case "UP" -> "Works";
            case "DOWN" -> "Does not work";
            case "DEGRADED" -> "Works badly";
            case "UNKNOWN" -> "Nobody knows";
            case "NotSent" -> "Not sent";
            case "NotFound" -> "Not known there";
            case "ActionRequired" -> "Waits for the customer";
            case "Violation" -> "Answer does not fit";
            default -> outcome;
        };
    }

    /** How a call that ended so is coloured. */
    public static String colour(String outcome) {
        String word = outcome.replaceFirst("^late: ", "").replaceFirst("^Found ", "");
        return switch (word) {
            case "Approved", "Found", "Ok", "Sent", "Success", "UP", "Done", "Present" -> "ok";
            case "Pending", "ActionRequired", "NotFound", "UNKNOWN" -> "info";
            case "Declined", "Rejected", "NotSent", "Refused", "DEGRADED" -> "warn";
            case "Unknown", "Unavailable", "DOWN", "Violation" -> "bad";
            default -> outcome.startsWith("late") ? "warn" : "idle";
        };
    }

    private static String path(List<PluginCall> calls, long top) {
        if (calls.size() < 2) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < calls.size(); i++) {
            PluginCall call = calls.get(calls.size() - 1 - i);
            long y = HEIGHT - call.duration().toMillis() * HEIGHT / top;
            path.append(i == 0 ? 'M' : 'L')
                    .append((long) i * WIDTH / (calls.size() - 1))
                    .append(' ')
                    .append(y);
        }
        return path.toString();
    }
}
