package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * An order was cancelled; nothing of it was handed over.
 *
 * @param store key of the store
 * @param orderId the order
 * @param orderNumber its number
 * @param reason code of the reason
 * @param at when it happened
 * @param actor who did it
 */
public record OrderCancelled(String store, UUID orderId, String orderNumber, String reason, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public OrderCancelled {
        requireNonNull(store, "store");
        requireNonNull(orderId, "orderId");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(reason, "reason");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return orderId;
    }
}
