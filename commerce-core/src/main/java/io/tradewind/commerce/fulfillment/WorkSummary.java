package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the packers' queue.
 *
 * @param receiver name of whom it goes to
 * @param service what the customer chose, in words
 * @param dueAt when it has to be handed over to keep the promise
 * @param units how many in all
 * @param scanned how many lie in the box
 * @param engraved true if something has to be made first
 * @param held true while a hold of the order keeps it from leaving
 */
public record WorkSummary(
        FulfillmentId id,
        OrderId orderId,
        String orderNumber,
        WorkState state,
        String receiver,
        String service,
        Instant dueAt,
        Optional<Instant> shipsOn,
        boolean express,
        int units,
        int scanned,
        boolean engraved,
        boolean held,
        boolean stopAsked,
        Optional<String> packer,
        List<PickLine> lines) {
    /** Copies the list. */
    public WorkSummary {
        lines = List.copyOf(lines);
    }
}
