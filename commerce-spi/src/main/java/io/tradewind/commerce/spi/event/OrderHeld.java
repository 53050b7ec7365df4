package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * An order has to wait.
 *
 * @param store key of the store
 * @param orderId the order
 * @param orderNumber its number
 * @param hold type of the hold
 * @param at when it happened
 * @param actor who did it
 */
public record OrderHeld(String store, UUID orderId, String orderNumber, String hold, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public OrderHeld {
        requireNonNull(store, "store");
        requireNonNull(orderId, "orderId");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(hold, "hold");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return orderId;
    }
}
