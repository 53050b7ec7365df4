package io.tradewind.commerce.returns;

import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * Goods on their way back. Immutable.
 *
 * @param version grows with each move
 * @param note what was said when it was asked for
 * @param answer what staff said about it: why it was rejected
 * @param preview what was promised when it was asked for, if everything is accepted
 * @param refunded what is refunded, delivery included; zero until it is inspected
 * @param refundedDelivery how much of it is for delivery
 * @param parcel the parcel it travels in, if there is one
 * @param expiresAt until when it has to be sent
 * @param problem why the money could not be set on its way; empty for nothing
 * @param moves what this actor may do with it now
 */
public record Return(
        ReturnId id,
        OrderId orderId,
        String orderNumber,
        int version,
        ReturnState state,
        ReturnOrigin origin,
        Instant askedAt,
        String note,
        String answer,
        List<ReturnLine> lines,
        Money preview,
        Money refunded,
        Money refundedDelivery,
        Optional<Travel> parcel,
        Optional<Instant> expiresAt,
        String problem,
        Set<ReturnMove> moves) {
    /** Copies the collections. */
    public Return {
        lines = List.copyOf(lines);
        moves = Set.copyOf(moves);
    }

    /**
     * How it travels.
     *
     * @param trackingNumber the carrier's number; empty while there is none
     * @param hasLabel true if a label can be printed
     * @param note why there is no label; empty for nothing
     */
    public record Travel(ParcelId id, ParcelState state, String trackingNumber, boolean hasLabel, String note) {}
}
