package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * Something a shopper chooses between.
 *
 * @param name such as {@code Size}
 * @param values in the order of the variants, each once
 */
public record ProductOption(String name, List<String> values) {
    /** Copies the values. */
    public ProductOption {
        values = List.copyOf(values);
    }
}
