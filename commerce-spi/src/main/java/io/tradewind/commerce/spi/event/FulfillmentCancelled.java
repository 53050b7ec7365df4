package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A warehouse need not do this work any more.
 *
 * @param store key of the store
 * @param fulfillmentOrderId the fulfillment order
 * @param orderId the order
 * @param location name of the location
 * @param at when it happened
 * @param actor who did it
 */
public record FulfillmentCancelled(
        String store, UUID fulfillmentOrderId, UUID orderId, String location, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public FulfillmentCancelled {
        requireNonNull(store, "store");
        requireNonNull(fulfillmentOrderId, "fulfillmentOrderId");
        requireNonNull(orderId, "orderId");
        requireNonNull(location, "location");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return fulfillmentOrderId;
    }
}
