package io.tradewind.commerce.delivery;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.List;

/**
 * A parcel that leaves later than the rest because its goods are not out yet. It is in the price of its option.
 *
 * @param shipsOn release date of the goods
 * @param promise when it arrives
 * @param skus what is in it
 */
public record LaterParcel(Instant shipsOn, Promise promise, List<Sku> skus) {
    /** Copies the list. */
    public LaterParcel {
        skus = List.copyOf(skus);
    }
}
