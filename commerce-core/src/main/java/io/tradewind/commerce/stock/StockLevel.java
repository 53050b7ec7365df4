package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;

/**
 * What there is of an article at one location.
 *
 * @param location code of the location
 * @param onHand units in the building
 * @param reserved units of these that are held or sold; never more than {@code onHand}
 */
public record StockLevel(Sku sku, String location, int onHand, int reserved) {
    /** Units that nobody has reserved. */
    public int available() {
        return onHand - reserved;
    }
}
