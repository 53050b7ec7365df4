package io.tradewind.commerce.order;

import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** What a checkout hands over to become an order. */
@Internal
public record NewOrder(
        UUID checkoutId,
        String number,
        String ownerKey,
        Money goods,
        Money discount,
        Money delivery,
        Money deliveryDiscount,
        Money addedTax,
        Money total,
        Money tax,
        List<TaxLine> taxLines,
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
        List<OrderLine> lines,
        List<NewHold> holds) {

    /** The same order with its number. */
    public NewOrder numbered(String itsNumber) {
        return new NewOrder(
                checkoutId,
                itsNumber,
                ownerKey,
                goods,
                discount,
                delivery,
                deliveryDiscount,
                addedTax,
                total,
                tax,
                taxLines,
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
                lines,
                holds);
    }

    /** The same order, placed before its money is there. */
    public NewOrder payingLater(boolean shipsFirst, List<NewHold> more) {
        List<NewHold> standing = new ArrayList<>(holds);
        standing.addAll(more);
        return new NewOrder(
                checkoutId,
                number,
                ownerKey,
                goods,
                discount,
                delivery,
                deliveryDiscount,
                addedTax,
                total,
                tax,
                taxLines,
                quoteHash,
                true,
                shipsFirst,
                account,
                code,
                influencer,
                phone,
                email,
                address,
                shipping,
                lines,
                standing);
    }

    /** The order as it lies in the database once it is written. */
    OrderRow placed(List<Hold> standing, Instant at) {
        return new OrderRow(
                checkoutId,
                number,
                1,
                OrderState.PLACED,
                ownerKey,
                goods,
                discount,
                delivery,
                deliveryDiscount,
                addedTax,
                total,
                tax,
                Money.zero(total.getCurrencyUnit()),
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
                shipping.promise().latest(),
                taxLines,
                at,
                lines,
                standing);
    }
}
