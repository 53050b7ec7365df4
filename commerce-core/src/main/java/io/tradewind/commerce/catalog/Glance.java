package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * What a list tells of a product besides its card. Immutable.
 *
 * @param options with their values
 * @param soldOut true if nothing of it can be ordered now; what a launch sells is not sold out
 * @param invited true if what can be had of it now takes an invitation to a launch
 */
public record Glance(List<ProductOption> options, boolean soldOut, boolean invited) {
    /** Keeps copies. */
    public Glance {
        options = List.copyOf(options);
    }
}
