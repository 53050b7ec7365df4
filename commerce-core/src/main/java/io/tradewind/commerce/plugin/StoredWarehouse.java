package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import java.util.Map;

/**
 * News of an outside warehouse, flat, as it is written to the inbox.
 *
 * @param what which variant
 * @param request the warehouse's reference of the pick request
 * @param text reason, or carrier
 * @param number tracking number
 */
record StoredWarehouse(
        What what, String request, Map<String, Integer> quantities, int grams, String text, String number) {
    enum What {
        PACKED,
        MISSING,
        SHIPPED,
        REFUSED
    }

    static StoredWarehouse of(WarehouseFact fact) {
        String ref = fact.request().value();
        if (fact instanceof WarehouseFact.Packed it) {
            return new StoredWarehouse(What.PACKED, ref, it.quantities(), it.grams(), "", "");
        } else if (fact instanceof WarehouseFact.Missing it) {
            return new StoredWarehouse(What.MISSING, ref, it.quantities(), 0, it.reason(), "");
        } else if (fact instanceof WarehouseFact.Shipped it) {
            return new StoredWarehouse(What.SHIPPED, ref, it.quantities(), 0, it.carrier(), it.trackingNumber());
        } else if (fact instanceof WarehouseFact.Refused it) {
            return new StoredWarehouse(What.REFUSED, ref, Map.of(), 0, it.reason(), "");
        }
        throw new IllegalArgumentException("unheard-of fact " + fact.getClass());
    }

    WarehouseFact fact() {
        ProviderRef ref = new ProviderRef(request);
        return switch (what) {
            case PACKED -> new WarehouseFact.Packed(ref, quantities, grams);
            case MISSING -> new WarehouseFact.Missing(ref, quantities, text);
            case SHIPPED -> new WarehouseFact.Shipped(ref, text, number, quantities);
            case REFUSED -> new WarehouseFact.Refused(ref, text);
        };
    }
}
