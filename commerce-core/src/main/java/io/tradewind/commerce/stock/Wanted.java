package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.spi.Internal;
import java.util.UUID;

/**
 * What one line of a checkout needs.
 *
 * @param lineId the line; it stays the same from cart to order
 * @param quantity units, at least 1
 * @param kind what the units are drawn on
 */
@Internal
public record Wanted(UUID lineId, Sku sku, int quantity, Kind kind) {
    /** Checks the quantity. */
    public Wanted {
        if (quantity < 1) {
            throw CommerceException.badArgument("quantity", quantity, "at least 1");
        }
    }
}
