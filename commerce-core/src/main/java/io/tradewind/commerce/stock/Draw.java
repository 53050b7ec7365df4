package io.tradewind.commerce.stock;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reservations take from the counters: units per level and per promise, merged, in the order in which the rows are
 * locked.
 */
record Draw(SortedMap<StockKey, Integer> levels, SortedMap<PromiseKey, Integer> promises) {
    static Draw of(Collection<Reservation> reservations) {
        SortedMap<StockKey, Integer> levels = new TreeMap<>();
        SortedMap<PromiseKey, Integer> promises = new TreeMap<>();
        for (Reservation it : reservations) {
            if (it.drawsOnStock()) {
                levels.merge(it.level(""), it.quantity(), Math::addExact);
            } else if (it.drawsOnPromise()) {
                promises.merge(new PromiseKey(it.storeId(), it.sku(), it.kind()), it.quantity(), Math::addExact);
            }
        }
        return new Draw(levels, promises);
    }

    boolean isEmpty() {
        return levels.isEmpty() && promises.isEmpty();
    }
}
