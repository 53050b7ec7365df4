package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import java.util.Comparator;

/** A promise. Promises are locked in the order of their keys, after all levels. */
record PromiseKey(int storeId, Sku sku, Kind kind) implements Comparable<PromiseKey> {
    private static final Comparator<PromiseKey> ORDER = Comparator.comparingInt(PromiseKey::storeId)
            .thenComparing(PromiseKey::sku)
            .thenComparing(PromiseKey::kind);

    @Override
    public int compareTo(PromiseKey other) {
        return ORDER.compare(this, other);
    }
}
