package io.tradewind.commerce.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list that stays in order while rows are added. Immutable.
 *
 * @param items at most as many as were asked for
 * @param next hands back to the query what follows; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
