package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A parcel arrived.
 *
 * @param store key of the store
 * @param parcelId the parcel
 * @param orderId the order
 * @param at when it happened
 * @param actor who did it
 */
public record ParcelDelivered(String store, UUID parcelId, UUID orderId, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public ParcelDelivered {
        requireNonNull(store, "store");
        requireNonNull(parcelId, "parcelId");
        requireNonNull(orderId, "orderId");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return parcelId;
    }
}
