package io.tradewind.commerce.catalog;

/**
 * Something wrong in an imported file.
 *
 * @param line of the file, counted from 1, where the row begins; 0 if it is about the whole file
 * @param column its name in the header; empty if it is about the whole row or file
 * @param value what stands there, shortened
 * @param cure what is wrong and what to do
 */
public record RowError(int line, String column, String value, String cure) {
    private static final int SHOWN = 80;

    /** Shortens the value. */
    public RowError {
        if (value.length() > SHOWN) {
            value = value.substring(0, SHOWN) + "… (" + value.length() + " characters)";
        }
    }
}
