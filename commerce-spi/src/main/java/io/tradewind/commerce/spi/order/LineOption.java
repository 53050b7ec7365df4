package io.tradewind.commerce.spi.order;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Something a buyer can have done to a line: engraving, gift wrap. Declares its fields; the ready-made {@link #check}
 * validates and normalises against them. Pure: no I/O, clock or randomness, within 5 ms. Hosts escape every text that
 * comes out.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface LineOption extends Provider {
    /** Returns what the buyer fills in. Constant. */
    List<Field> fields();

    /**
     * Returns the price of one unit with these values.
     *
     * @param values values as {@link Checked.Good} returned them
     * @param currency currency of the answer
     */
    Money price(Map<String, String> values, CurrencyUnit currency);

    /** Returns the time it adds to handling. */
    default Duration handlingTime(Map<String, String> values) {
        return Duration.ZERO;
    }

    /** Returns whether a line with these values can be given back without a fault. */
    default boolean returnable(Map<String, String> values) {
        return true;
    }

    /** Returns what the packer reads, one line each: by default every field's name and exact value. */
    default List<String> print(Map<String, String> values) {
        return fields().stream()
                .filter(it -> values.containsKey(it.name()))
                .map(it -> it.name() + ": " + values.get(it.name()))
                .toList();
    }

    /**
     * Returns the regular expression each character (grapheme) of a field has to match. By default the field's own; an
     * engraving whose typefaces have different glyphs looks at the chosen face first.
     */
    default String glyphs(Field field, Map<String, String> values) {
        return field.allowedGlyphs();
    }

    /**
     * Validates and normalises what a buyer filled in: composed form (NFC), trimmed, line ends as line feeds; control and
     * direction characters are never allowed. The first wrong character is named.
     */
    default Checked check(Map<String, String> values) {
        return LineOptionCheck.check(this, values);
    }

    /**
     * One thing to fill in.
     *
     * @param name name of the field
     * @param required whether it has to be filled in
     * @param maxGraphemes most characters per line, as a reader counts them
     * @param maxLines most lines
     * @param allowedGlyphs regular expression one character has to match, as {@code [\p{L}\p{N} .,&'-]}; empty for
     *     anything that can be printed
     * @param choices the allowed values; empty for free text
     */
    record Field(
            String name, boolean required, int maxGraphemes, int maxLines, String allowedGlyphs, List<String> choices) {
        /** Copies the choices and checks limits and expression. */
        public Field {
            requireNonNull(name, "name");
            choices = List.copyOf(choices);
            Pattern.compile(allowedGlyphs);
            if (maxGraphemes < 1 || maxLines < 1) {
                throw new IllegalArgumentException("field " + name + " has no room");
            }
        }

        /** Returns a required free text. */
        public static Field text(String name, int maxGraphemes, int maxLines, String allowedGlyphs) {
            return new Field(name, true, maxGraphemes, maxLines, allowedGlyphs, List.of());
        }

        /** Returns a required choice. */
        public static Field choice(String name, String... choices) {
            return new Field(name, true, 100, 1, "", List.of(choices));
        }

        /** Returns this field as one that may stay empty. */
        public Field asOptional() {
            return new Field(name, false, maxGraphemes, maxLines, allowedGlyphs, choices);
        }
    }

    /** Outcome of a check. */
    sealed interface Checked {
        /**
         * All right.
         *
         * @param values normalised values, fields left empty left out
         */
        record Good(Map<String, String> values) implements Checked {
            /** Copies the values. */
            public Good {
                values = Collections.unmodifiableMap(new TreeMap<>(values));
            }
        }

        /**
         * Something is wrong.
         *
         * @param problems all problems, in the order of the fields
         */
        record Bad(List<Problem> problems) implements Checked {
            /** Copies the problems. */
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * One thing wrong.
     *
     * @param field name of the field
     * @param what what is wrong
     * @param detail the first wrong character, the limit, or empty
     */
    record Problem(String field, What what, String detail) {
        /** What can be wrong. */
        public enum What {
            /** Not filled in. */
            MISSING,
            /** A line has too many characters; the detail is the limit. */
            TOO_LONG,
            /** Too many lines; the detail is the limit. */
            TOO_MANY_LINES,
            /** A character cannot be made; the detail is that character. */
            BAD_CHARACTER,
            /** None of the choices. */
            NOT_A_CHOICE,
            /** There is no such field. */
            UNKNOWN_FIELD
        }

        /** Refuses missing parts. */
        public Problem {
            requireNonNull(field, "field");
            requireNonNull(what, "what");
            requireNonNull(detail, "detail");
        }
    }
}
