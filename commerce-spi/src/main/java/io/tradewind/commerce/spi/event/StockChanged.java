package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Experimental;
import java.time.Instant;
import java.util.UUID;

/**
 * The counts of an article at a location changed. Declared and not told by the core yet: each order would write one for
 * every article in it. What changed is read with {@code Stock.movements}.
 *
 * @param store key of the store
 * @param variantId the variant
 * @param sku the shop's article number
 * @param location name of the location
 * @param onHand units in the building
 * @param reserved units promised to somebody
 * @param at when it happened
 * @param actor who did it
 */
@Experimental
public record StockChanged(
        String store, UUID variantId, String sku, String location, long onHand, long reserved, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public StockChanged {
        requireNonNull(store, "store");
        requireNonNull(variantId, "variantId");
        requireNonNull(sku, "sku");
        requireNonNull(location, "location");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return variantId;
    }
}
