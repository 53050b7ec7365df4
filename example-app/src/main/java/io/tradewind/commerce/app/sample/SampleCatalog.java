package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.Shop;

/** The 36 sample products, from {@code sample/catalog.csv}. */
final class SampleCatalog {
    private SampleCatalog() {}

    static void fill(Shop staff) {
        staff.catalog().category("drinkware", "Drinkware");
    }
}
