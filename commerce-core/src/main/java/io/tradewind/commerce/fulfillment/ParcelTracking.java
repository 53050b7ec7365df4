package io.tradewind.commerce.fulfillment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A parcel as the customer follows it. Immutable.
 *
 * @param number 1, 2, 3 … within the order
 * @param carrier carrier account's name; empty if nothing is sent
 * @param quantities units by order line
 * @param promise when it should arrive at the latest
 * @param steps what is known of its journey, newest first
 */
public record ParcelTracking(
        ParcelId id,
        int number,
        ParcelDirection direction,
        ParcelState state,
        String carrier,
        String service,
        String trackingNumber,
        Map<UUID, Integer> quantities,
        Instant promise,
        boolean delayed,
        boolean onHold,
        Optional<Instant> handedOverAt,
        Optional<Instant> deliveredAt,
        List<TrackingStep> steps) {
    /** Copies the collections. */
    public ParcelTracking {
        quantities = Map.copyOf(quantities);
        steps = List.copyOf(steps);
    }
}
