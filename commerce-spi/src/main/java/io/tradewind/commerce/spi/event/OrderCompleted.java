package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * An order is delivered and settled.
 *
 * @param store key of the store
 * @param orderId the order
 * @param orderNumber its number
 * @param at when it happened
 * @param actor who did it
 */
public record OrderCompleted(String store, UUID orderId, String orderNumber, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public OrderCompleted {
        requireNonNull(store, "store");
        requireNonNull(orderId, "orderId");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return orderId;
    }
}
