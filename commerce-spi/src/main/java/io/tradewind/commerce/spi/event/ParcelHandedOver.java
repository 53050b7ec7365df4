package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A parcel left the building.
 *
 * @param store key of the store
 * @param parcelId the parcel
 * @param orderId the order
 * @param carrier the shop's name of the carrier account
 * @param at when it happened
 * @param actor who did it
 */
public record ParcelHandedOver(String store, UUID parcelId, UUID orderId, String carrier, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public ParcelHandedOver {
        requireNonNull(store, "store");
        requireNonNull(parcelId, "parcelId");
        requireNonNull(orderId, "orderId");
        requireNonNull(carrier, "carrier");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return parcelId;
    }
}
