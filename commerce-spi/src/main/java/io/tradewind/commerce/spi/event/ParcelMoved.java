package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A parcel is somewhere else on its way.
 *
 * @param store key of the store
 * @param parcelId the parcel
 * @param orderId the order
 * @param status its new state
 * @param at when it happened
 * @param actor who did it
 */
public record ParcelMoved(String store, UUID parcelId, UUID orderId, String status, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public ParcelMoved {
        requireNonNull(store, "store");
        requireNonNull(parcelId, "parcelId");
        requireNonNull(orderId, "orderId");
        requireNonNull(status, "status");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return parcelId;
    }
}
