package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

/**
 * A provider's own reference to something it keeps. Unique within one account.
 *
 * @param value 1 to 255 printable characters
 */
public record ProviderRef(String value) {
    /** Longest reference that is accepted, in characters. */
    public static final int LONGEST = 255;

    /** Refuses a reference that is empty, too long, or has control, format or lone surrogate characters. */
    public ProviderRef {
        requireNonNull(value, "value");
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a reference has 1 to " + LONGEST + " characters, not " + value.length());
        }
        if (!value.codePoints().allMatch(ProviderRef::printable)) {
            throw new IllegalArgumentException("a reference has printable characters only");
        }
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns the reference itself. */
    @Override
    public String toString() {
        return value;
    }
}
