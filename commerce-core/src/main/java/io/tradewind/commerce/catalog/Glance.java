package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * What a list tells of a product besides its card. Immutable.
 *
 * @param options with their values
 * @param soldOut true if nothing of it can be ordered now; what is still to be launched is not sold out
 */
public record Glance(List<ProductOption> options, boolean soldOut) {
    /** Keeps copies. */
    public Glance {
        options = List.copyOf(options);
    }
}
