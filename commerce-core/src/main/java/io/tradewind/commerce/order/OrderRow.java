package io.tradewind.commerce.order;

import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** An order as it lies in the database, read whole and, by {@link OrderBook#lock}, locked. For sibling packages. */
@Internal
public record OrderRow(
        UUID id,
        String number,
        int version,
        OrderState state,
        String ownerKey,
        Money goods,
        Money discount,
        Money delivery,
        Money deliveryDiscount,
        Money addedTax,
        Money total,
        Money tax,
        Money reduced,
        String quoteHash,
        boolean payLater,
        boolean shipsUnpaid,
        String account,
        Optional<String> code,
        Optional<String> influencer,
        String phone,
        String email,
        Address address,
        Shipping shipping,
        Instant promiseLatest,
        List<TaxLine> taxLines,
        Instant placedAt,
        List<OrderLine> lines,
        List<Hold> holds) {

    /** The line with that id. */
    public Optional<OrderLine> line(UUID lineId) {
        return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    /** The same order with its lines and holds. */
    OrderRow with(List<OrderLine> itsLines, List<Hold> itsHolds) {
        return new OrderRow(
                id,
                number,
                version,
                state,
                ownerKey,
                goods,
                discount,
                delivery,
                deliveryDiscount,
                addedTax,
                total,
                tax,
                reduced,
                quoteHash,
                payLater,
                shipsUnpaid,
                account,
                code,
                influencer,
                phone,
                email,
                address,
                shipping,
                promiseLatest,
                taxLines,
                placedAt,
                itsLines,
                itsHolds);
    }

    /** The same order after all holds of that kind were lifted. */
    public OrderRow without(HoldKind kind) {
        return with(lines, holds.stream().filter(hold -> hold.kind() != kind).toList());
    }

    /** The same order after that hold was lifted. */
    public OrderRow without(Hold gone) {
        return with(
                lines,
                holds.stream().filter(hold -> !hold.id().equals(gone.id())).toList());
    }

    /** True if any of its goods have not left yet. */
    public boolean isHere() {
        return lines.stream().anyMatch(line -> line.handedOver() < line.wanted());
    }

    /** True if any hold stands. */
    public boolean held() {
        return !holds.isEmpty();
    }
}
