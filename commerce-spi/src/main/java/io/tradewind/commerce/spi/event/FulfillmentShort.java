package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Units that a warehouse was to pack are missing or broken. They were taken off its work: they wait for other goods, or
 * are cancelled and paid back.
 *
 * @param store key of the store
 * @param fulfillmentOrderId the fulfillment order
 * @param orderId the order
 * @param lineId the order line
 * @param sku the article
 * @param units how many
 * @param reason {@code MISSING} or {@code DAMAGED}
 * @param fate {@code WAIT} or {@code CANCEL}
 * @param at when it happened
 * @param actor who reported it
 */
public record FulfillmentShort(
        String store,
        UUID fulfillmentOrderId,
        UUID orderId,
        UUID lineId,
        String sku,
        int units,
        String reason,
        String fate,
        Instant at,
        String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public FulfillmentShort {
        requireNonNull(store, "store");
        requireNonNull(fulfillmentOrderId, "fulfillmentOrderId");
        requireNonNull(orderId, "orderId");
        requireNonNull(lineId, "lineId");
        requireNonNull(sku, "sku");
        requireNonNull(reason, "reason");
        requireNonNull(fate, "fate");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return fulfillmentOrderId;
    }
}
