package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Staff wrote something to the buyer of an order. What it was stands with the order.
 *
 * @param store key of the store
 * @param orderId the order
 * @param orderNumber its number
 * @param noteId what was written
 * @param at when it happened
 * @param actor who did it
 */
public record BuyerTold(String store, UUID orderId, String orderNumber, UUID noteId, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public BuyerTold {
        requireNonNull(store, "store");
        requireNonNull(orderId, "orderId");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(noteId, "noteId");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return orderId;
    }
}
