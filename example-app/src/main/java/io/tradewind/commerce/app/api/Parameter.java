package io.tradewind.commerce.app.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A parameter in the path or the query. Immutable.
 *
 * @param pattern the whole text must match it
 * @param numeric true for a whole number
 * @param values the only ones allowed; empty for any
 * @param example one that makes sense
 * @param most how often it may be given
 */
public record Parameter(
        String name,
        String meaning,
        boolean required,
        String pattern,
        boolean numeric,
        List<String> values,
        String example,
        int most) {
    /** As many as there are kinds of parameter. */
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    /** Copies the values. */
    public Parameter {
        values = List.copyOf(values);
    }

    /** Given once at most. */
    public Parameter(
            String name,
            String meaning,
            boolean required,
            String pattern,
            boolean numeric,
            List<String> values,
            String example) {
        this(name, meaning, required, pattern, numeric, values, example, 1);
    }

    /** Any text up to that length. */
    public static Parameter text(String name, String meaning, int longest, String example) {
        return new Parameter(
                name, meaning, false, "^[^\\u0000-\\u001f\\u007f]{0," + longest + "}$", false, List.of(), example);
    }

    /** One of the names of an enum. */
    public static <E extends Enum<E>> Parameter oneOf(String name, String meaning, Class<E> type) {
        return among(
                name,
                meaning,
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    }

    /** One of these. */
    public static Parameter among(String name, String meaning, List<String> values) {
        return new Parameter(name, meaning, false, "", false, values, values.get(0));
    }

    /** True or false. */
    public static Parameter flag(String name, String meaning) {
        return among(name, meaning, List.of("true", "false"));
    }

    /** An instant. */
    public static Parameter instant(String name, String meaning) {
        return new Parameter(
                name,
                meaning,
                false,
                "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$",
                false,
                List.of(),
                "2026-01-01T00:00:00Z");
    }

    /** A whole number. */
    public static Parameter number(String name, String meaning, String pattern, String example) {
        return new Parameter(name, meaning, false, pattern, true, List.of(), example);
    }

    /** Must be there. */
    public Parameter needed() {
        return new Parameter(name, meaning, true, pattern, numeric, values, example, most);
    }

    /** With another example. */
    public Parameter like(String other) {
        return new Parameter(name, meaning, required, pattern, numeric, values, other, most);
    }

    /** May be given so often, each time with another value. */
    public Parameter upTo(int times) {
        return new Parameter(name, meaning, required, pattern, numeric, values, example, times);
    }

    static Parameter id(String name, IdKind kind) {
        return new Parameter(
                name,
                "Id of the " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                true,
                kind.pattern(),
                false,
                List.of(),
                kind.example());
    }

    /** What is wrong with a value; empty if nothing is. */
    Optional<String> refuses(String value) {
        if (!values.isEmpty() && !values.contains(value)) {
            return Optional.of("must be one of " + String.join(", ", values));
        } else if (!pattern.isEmpty() && !matches(value)) {
            return Optional.of(
                    example.isEmpty()
                            ? "must match " + pattern
                            : "must look like " + example + ", by the pattern " + pattern);
        }
        return Optional.empty();
    }

    private boolean matches(String value) {
        return PATTERNS.computeIfAbsent(pattern, Pattern::compile)
                .matcher(value)
                .matches();
    }
}
