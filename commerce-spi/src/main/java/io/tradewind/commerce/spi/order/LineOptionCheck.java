package io.tradewind.commerce.spi.order;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ready-made check of a line option. Splits text into graphemes with {@code \X}, which follows Unicode UAX #29. */
final class LineOptionCheck {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int LONGEST = 10_000;

    private LineOptionCheck() {}

    static LineOption.Checked check(LineOption option, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>();
        given.forEach((name, value) -> {
            String normal = normalise(value);
            if (!normal.isEmpty()) {
                values.put(name, normal);
            }
        });
        List<LineOption.Problem> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (LineOption.Field field : option.fields()) {
            known.add(field.name());
            String value = values.getOrDefault(field.name(), "");
            problem(option, field, value, values).ifPresent(problems::add);
        }
        values.keySet().stream()
                .filter(it -> !known.contains(it))
                .forEach(it -> problems.add(new LineOption.Problem(it, LineOption.Problem.What.UNKNOWN_FIELD, "")));
        return problems.isEmpty() ? new LineOption.Checked.Good(values) : new LineOption.Checked.Bad(problems);
    }

    private static String normalise(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String lines = bounded.replace("\r\n", "\n").replace('\r', '\n');
        return Normalizer.normalize(lines, Normalizer.Form.NFC).strip();
    }

    private static Optional<LineOption.Problem> problem(
            LineOption option, LineOption.Field field, String value, Map<String, String> values) {
        if (value.isEmpty()) {
            return field.required() ? found(field, LineOption.Problem.What.MISSING, "") : Optional.empty();
        }
        if (!field.choices().isEmpty()) {
            return field.choices().contains(value)
                    ? Optional.empty()
                    : found(field, LineOption.Problem.What.NOT_A_CHOICE, "");
        }
        String[] lines = value.split("\n", -1);
        if (lines.length > field.maxLines()) {
            return found(field, LineOption.Problem.What.TOO_MANY_LINES, String.valueOf(field.maxLines()));
        }
        String allowed = option.glyphs(field, values);
        Pattern glyph = Pattern.compile(allowed);
        for (String line : lines) {
            int count = 0;
            Matcher graphemes = GRAPHEME.matcher(line);
            while (graphemes.find()) {
                String each = graphemes.group();
                if (!printable(each)
                        || !(allowed.isEmpty() || glyph.matcher(each).matches())) {
                    return found(field, LineOption.Problem.What.BAD_CHARACTER, each);
                }
                count++;
            }
            if (count > field.maxGraphemes()) {
                return found(field, LineOption.Problem.What.TOO_LONG, String.valueOf(field.maxGraphemes()));
            }
        }
        return Optional.empty();
    }

    /** Joiners stay: emoji and some scripts need them. Every other format character hides or turns text. */
    private static boolean printable(String grapheme) {
        return grapheme.codePoints()
                .allMatch(it -> it == 0x200C
                        || it == 0x200D
                        || switch (Character.getType(it)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.UNASSIGNED,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> false;
                            default -> true;
                        });
    }

    private static Optional<LineOption.Problem> found(
            LineOption.Field field, LineOption.Problem.What what, String detail) {
        return Optional.of(new LineOption.Problem(field.name(), what, detail));
    }
}
