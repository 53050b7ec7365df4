package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.order.OrderId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A parcel as staff see it. Immutable.
 *
 * @param number 1, 2, 3 … within its order
 * @param work the fulfillment order it belongs to; empty for one that comes back
 * @param account carrier account; empty if nothing is sent
 * @param service the carrier's service
 * @param trackingNumber the carrier's number; empty until there is one
 * @param grams weight in grams
 * @param quantities units by order line
 * @param cost what the carrier charged
 * @param hasLabel true if a label can be printed
 * @param note why it has no label, or what is odd about it; empty for nothing
 * @param delayed true if the carrier said it is late
 * @param onHold true if the carrier stopped it
 */
public record Parcel(
        ParcelId id,
        OrderId orderId,
        Optional<FulfillmentId> work,
        int number,
        ParcelDirection direction,
        ParcelState state,
        String account,
        String service,
        String trackingNumber,
        int grams,
        Map<UUID, Integer> quantities,
        Optional<Money> cost,
        boolean hasLabel,
        String note,
        boolean delayed,
        boolean onHold,
        Instant createdAt,
        Optional<Instant> handedOverAt,
        Optional<Instant> deliveredAt) {
    /** Copies the map. */
    public Parcel {
        quantities = Map.copyOf(quantities);
    }
}
