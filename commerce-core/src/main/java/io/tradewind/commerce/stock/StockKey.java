package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import java.util.Comparator;

/** A level. Levels are locked in the order of their keys. */
record StockKey(int storeId, Sku sku, String location) implements Comparable<StockKey> {
    private static final Comparator<StockKey> ORDER = Comparator.comparingInt(StockKey::storeId)
            .thenComparing(StockKey::sku)
            .thenComparing(StockKey::location);

    @Override
    public int compareTo(StockKey other) {
        return ORDER.compare(this, other);
    }
}
