package io.tradewind.commerce.spi.warehouse;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Call;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Work for a warehouse.
 *
 * @param call identity and time budget
 * @param fulfillmentOrder id of the fulfillment order
 * @param orderNumber number of the order
 * @param location name of the location
 * @param shipTo where it goes
 * @param service name of the delivery service
 * @param lines what to pick
 * @param dueAt when it has to be handed over
 */
public record PickRequest(
        Call call,
        UUID fulfillmentOrder,
        String orderNumber,
        String location,
        Address shipTo,
        String service,
        List<Line> lines,
        Instant dueAt) {
    /**
     * One thing to pick.
     *
     * @param id the line, unique within the request
     * @param sku the shop's article number
     * @param quantity how many
     * @param notes what to do with it, as engraving text; exact
     */
    public record Line(String id, String sku, int quantity, List<String> notes) {
        /** Copies the notes. */
        public Line {
            requireNonNull(id, "id");
            requireNonNull(sku, "sku");
            notes = List.copyOf(notes);
        }
    }

    /** Copies the lines. */
    public PickRequest {
        requireNonNull(call, "call");
        requireNonNull(fulfillmentOrder, "fulfillmentOrder");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(location, "location");
        requireNonNull(shipTo, "shipTo");
        requireNonNull(service, "service");
        requireNonNull(dueAt, "dueAt");
        lines = List.copyOf(lines);
    }
}
