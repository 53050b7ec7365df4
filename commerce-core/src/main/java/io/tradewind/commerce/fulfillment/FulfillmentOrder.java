package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.spi.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work for one packer: what of an order leaves together. Immutable.
 *
 * @param version grows with each move
 * @param shipsOn date of a pre-order, or when work begins for a later day that was chosen; empty if it begins at once
 * @param dueAt when it has to be handed over to keep the promise
 * @param express true for the 24-hour delivery
 * @param held true while a hold of the order keeps it from leaving
 * @param stopAsked true if somebody wants it not to leave
 * @param stopReason why not, in the words of whoever asked; empty if nobody did
 * @param packer who has claimed it
 * @param leaseUntil when the claim lapses unless something is scanned
 * @param service what the customer chose, in words
 * @param courierNote what the customer wrote for whoever brings it
 * @param lines what to pick
 * @param parcels what it was packed into, voided ones included
 */
public record FulfillmentOrder(
        FulfillmentId id,
        OrderId orderId,
        String orderNumber,
        int version,
        WorkState state,
        Optional<Instant> shipsOn,
        Instant dueAt,
        boolean express,
        boolean held,
        boolean stopAsked,
        String stopReason,
        Optional<String> packer,
        Optional<Instant> leaseUntil,
        Address shipTo,
        String service,
        Optional<String> courierNote,
        List<PickLine> lines,
        List<Parcel> parcels) {
    /** Copies the lists. */
    public FulfillmentOrder {
        lines = List.copyOf(lines);
        parcels = List.copyOf(parcels);
    }

    /** Units to pick in all. */
    public int units() {
        return lines.stream().mapToInt(PickLine::quantity).sum();
    }

    /** True if every unit was scanned. */
    public boolean isComplete() {
        return lines.stream().allMatch(PickLine::isComplete);
    }

    /** The parcels that were not voided. */
    public List<Parcel> liveParcels() {
        return parcels.stream()
                .filter(parcel -> parcel.state() != ParcelState.VOIDED)
                .toList();
    }
}
