package io.tradewind.commerce.catalog;

/**
 * A picture of a product. It is named, never fetched.
 *
 * @param source an {@code http} or {@code https} address, or the name of a blob such as {@code mugs/white.svg}
 * @param alt what it shows, for people who cannot see it; empty if nobody wrote it
 */
public record Picture(String source, String alt) {}
