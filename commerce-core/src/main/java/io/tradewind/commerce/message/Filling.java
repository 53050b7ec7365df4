package io.tradewind.commerce.message;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into words. A line with a value that is empty is left out; a name nobody knows is an error. Pure. */
final class Filling {
    private static final Pattern VALUE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");
    private static final Pattern GAP = Pattern.compile("\n{3,}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern TURNING = Pattern.compile("[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private final Map<String, String> values;
    private final UnaryOperator<String> escape;

    Filling(Map<String, String> values, UnaryOperator<String> escape) {
        this.values = values;
        this.escape = escape;
    }

    /** What people typed, on one line and read in one direction, so that it cannot pass for words of ours. */
    static String clean(String value) {
        String oneLine = UNSEEN.matcher(value).replaceAll(" ");
        return TURNING.matcher(oneLine).replaceAll("").strip();
    }

    String text(String words) {
        StringBuilder text = new StringBuilder();
        words.lines().forEach(line -> line(line).ifPresent(it -> text.append(it).append('\n')));
        return GAP.matcher(text).replaceAll("\n\n").strip();
    }

    /** On one line whatever was said. */
    String subject(String words) {
        return clean(filled(words)).replaceAll(" {2,}", " ");
    }

    private Optional<String> line(String line) {
        Matcher names = VALUE.matcher(line);
        while (names.find()) {
            if (value(names.group(1)).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(filled(line));
    }

    private String filled(String words) {
        return VALUE.matcher(words).replaceAll(name -> Matcher.quoteReplacement(escape.apply(value(name.group(1)))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "{" + name + "} is no value of this message; use some of " + new TreeSet<>(values.keySet()));
        }
        return value;
    }
}
