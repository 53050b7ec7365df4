package io.tradewind.commerce.app.console;

/**
 * A tile of the first page.
 *
 * @param colour as of a {@link Pill}
 * @param count how much waits; 0 is shown in grey
 * @param text what it means now
 * @param path the list behind it
 */
public record Need(String icon, String colour, String word, int count, String text, String path) {}
