package io.tradewind.commerce.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A product that an import wrote, and what it takes to take that back.
 *
 * @param place in the import, counted from 0
 * @param version after it was written
 * @param before as it was; empty if it is new
 * @param units that were booked in with it, by number
 */
record ImportItem(
        int place, String slug, ProductId product, int version, Optional<Product> before, Map<String, Integer> units) {
    ImportItem {
        units = Map.copyOf(units);
    }

    static ImportItem of(int place, Saving saving, Map<Sku, Integer> units) {
        Map<String, Integer> plain = new TreeMap<>();
        units.forEach((sku, count) -> plain.put(sku.value(), count));
        return new ImportItem(place, saving.after().slug(), saving.id(), saving.version(), saving.before(), plain);
    }
}
