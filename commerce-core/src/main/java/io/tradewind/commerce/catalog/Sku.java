package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;

/**
 * The shop's own number of one variant, unique in its store, kept as it was given. Immutable.
 *
 * @param value 1 to 40 printable characters without blanks at either end
 */
public record Sku(String value) implements Comparable<Sku> {
    /** Most characters. */
    public static final int MAX = 40;

    /** Refuses what cannot be a number of an article. */
    public Sku {
        if (!isValid(Given.value("sku", value))) {
            throw CommerceException.badArgument("sku", value, RULE);
        }
    }

    static final String RULE = "1 to " + MAX + " printable characters, no blank at either end";

    /** The number as a value. */
    public static Sku of(String text) {
        return new Sku(Given.value("sku", text).strip());
    }

    static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX
                && text.equals(text.strip())
                && CleanText.firstForbidden(text, "").isEmpty();
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
