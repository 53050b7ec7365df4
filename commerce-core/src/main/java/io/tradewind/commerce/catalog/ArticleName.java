package io.tradewind.commerce.catalog;

/**
 * What staff call an article besides its number. Immutable.
 *
 * @param title of its product
 * @param variantName option values such as {@code Large / Blue}; empty if there are none
 */
public record ArticleName(String title, String variantName) {}
