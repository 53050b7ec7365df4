package io.tradewind.commerce.checkout;

import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.OrderLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a payment provider is told of an order: what is needed to show and to judge it. */
final class Summaries {
    private Summaries() {}

    static CheckoutSummary of(NewOrder order) {
        return of(order, order.checkoutId().toString());
    }

    /** @param reference what the buyer and the bank read: of an order that is placed, its number */
    static CheckoutSummary of(NewOrder order, String reference) {
        List<OrderLine> lines = order.lines().stream()
                .map(line -> new OrderLine(
                        line.sku().value(),
                        line.title(),
                        line.quantity(),
                        line.unitPrice().plus(line.unitExtras()),
                        line.paid(),
                        line.tax()))
                .toList();
        return new CheckoutSummary(
                reference,
                lines,
                order.delivery().minus(order.deliveryDiscount()),
                order.tax(),
                order.total(),
                Optional.of(order.address()));
    }

    static Buyer buyer(NewOrder order) {
        return new Buyer(
                order.checkoutId().toString(),
                Optional.of(order.email()).filter(it -> !it.isEmpty()),
                Optional.of(order.phone()).filter(it -> !it.isEmpty()),
                Optional.of(order.address()),
                Locale.ENGLISH,
                Optional.empty());
    }
}
