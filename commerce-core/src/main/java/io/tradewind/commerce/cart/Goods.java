package io.tradewind.commerce.cart;

import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.stock.Availability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the articles of a cart are now.
 *
 * @param items those that are for sale
 * @param stock what is free of them
 */
record Goods(Map<Sku, SaleItem> items, Map<Sku, Availability> stock) {
    static final Goods NONE = new Goods(Map.of(), Map.of());

    /** Those of several carts. */
    static Goods of(List<Loaded> carts) {
        Goods all = new Goods(new HashMap<>(), new HashMap<>());
        for (Loaded it : carts) {
            all.items.putAll(it.goods().items());
            all.stock.putAll(it.goods().stock());
        }
        return all;
    }
}
