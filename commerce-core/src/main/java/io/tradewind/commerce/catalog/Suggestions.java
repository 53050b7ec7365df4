package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * What somebody who is typing may mean. Immutable.
 *
 * @param text what was looked for: the words as typed, or corrected if nothing was found for those
 * @param corrected true if the words were changed
 * @param products at most eight, the best first
 */
public record Suggestions(String text, boolean corrected, List<ProductCard> products) {
    /** Copies the list. */
    public Suggestions {
        products = List.copyOf(products);
    }
}
