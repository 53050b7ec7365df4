package io.tradewind.commerce.app.console;

/**
 * A state in a word and a colour.
 *
 * @param word what it is called
 * @param colour {@code ok}, {@code info}, {@code brand}, {@code warn}, {@code bad} or {@code idle}
 */
public record Pill(String word, String colour) {}
