package io.tradewind.commerce.spi;

import java.util.regex.Pattern;

/**
 * Marks in a text that nobody sees and that turn its direction or hide what it says: bidirectional controls, the
 * zero-width space and the byte order mark. They come along when a name or a number is copied from elsewhere, and a
 * label or a list in which they stand reads wrong. Joiners stay: some scripts and emoji need them.
 */
public final class UnseenMarks {
    private static final Pattern MARKS =
            Pattern.compile("[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF]");

    private UnseenMarks() {}

    /** The text without them. */
    public static String without(String text) {
        return MARKS.matcher(text).replaceAll("");
    }
}
