package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A warehouse has work to do.
 *
 * @param store key of the store
 * @param fulfillmentOrderId the fulfillment order
 * @param orderId the order
 * @param location name of the location
 * @param dueAt when it has to be handed over
 * @param at when it happened
 * @param actor who did it
 */
public record FulfillmentReleased(
        String store, UUID fulfillmentOrderId, UUID orderId, String location, Instant dueAt, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public FulfillmentReleased {
        requireNonNull(store, "store");
        requireNonNull(fulfillmentOrderId, "fulfillmentOrderId");
        requireNonNull(orderId, "orderId");
        requireNonNull(location, "location");
        requireNonNull(dueAt, "dueAt");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return fulfillmentOrderId;
    }
}
