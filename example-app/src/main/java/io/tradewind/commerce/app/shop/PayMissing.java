package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.payment.OrderMoney;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.payment.PaymentState;
import io.tradewind.commerce.payment.PaymentStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * What is still to be paid of an order that was placed, and how it can be paid now.
 *
 * @param missing more than zero
 * @param methods at least one; none that pays later
 * @param saved what the reader has kept of them
 * @param cards what the sandbox's test card can do
 */
public record PayMissing(Money missing, List<PaymentMethod> methods, List<KeptInstrument> saved, List<String> cards) {
    private static final Set<PaymentStatus> OWED =
            Set.of(PaymentStatus.AWAITING, PaymentStatus.PARTLY_PAID, PaymentStatus.VOIDED);

    private static final Set<PaymentState> UNDECIDED = Set.of(PaymentState.CONFIRMING, PaymentState.ACTION_REQUIRED);

    /** Copies the lists. */
    public PayMissing {
        methods = List.copyOf(methods);
        saved = List.copyOf(saved);
        cards = List.copyOf(cards);
    }

    /**
     * Empty if nothing is missing, or it is on its way.
     *
     * @param desk the shop as those see it who keep its books
     */
    static Optional<PayMissing> of(Shop desk, Order order) {
        if (order.state() != OrderState.PLACED || !(OWED.contains(order.payment()) || left(desk, order))) {
            return Optional.empty();
        }
        OrderMoney money = desk.payments().money(order.id().value());
        Money missing = order.total()
                .minus(money.captured())
                .plus(money.refunded())
                .minus(money.open())
                .minus(money.taking());
        if (!missing.isPositive()) {
            return Optional.empty();
        }
        List<PaymentMethod> methods = desk.payments().methods(order.address().country(), missing).stream()
                .filter(PaymentMethod::available)
                .filter(it -> it.kind() != PaymentMethod.Kind.PAY_LATER)
                .toList();
        return methods.isEmpty()
                ? Optional.empty()
                : Optional.of(new PayMissing(missing, methods, List.of(), PaymentPages.CARDS));
    }

    /**
     * The same with what the reader has kept, if the order is theirs.
     *
     * @param reader the shop as the one sees it who reads the page
     */
    PayMissing with(Shop reader, Order order) {
        boolean theirs = reader.actor().kind() == Actor.Kind.CUSTOMER
                && reader.orders().find(order.id()).isPresent();
        List<KeptInstrument> kept = theirs ? reader.payments().saved() : List.of();
        return new PayMissing(missing, methods, PaymentPages.payable(kept, methods), cards);
    }

    /** True if all that is under way is a provider's page that was opened and not finished: paying anew closes it. */
    private static boolean left(Shop desk, Order order) {
        if (order.payment() != PaymentStatus.CONFIRMING) {
            return false;
        }
        Set<PaymentState> open = desk.payments().of(order.id().value()).stream()
                .map(Payment::state)
                .filter(UNDECIDED::contains)
                .collect(Collectors.toSet());
        return open.equals(Set.of(PaymentState.ACTION_REQUIRED));
    }
}
