package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * An order was placed.
 *
 * @param store key of the store
 * @param orderId the order
 * @param orderNumber its number
 * @param total what it costs in all
 * @param at when it happened
 * @param actor who did it
 */
public record OrderPlaced(String store, UUID orderId, String orderNumber, Money total, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public OrderPlaced {
        requireNonNull(store, "store");
        requireNonNull(orderId, "orderId");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(total, "total");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return orderId;
    }
}
