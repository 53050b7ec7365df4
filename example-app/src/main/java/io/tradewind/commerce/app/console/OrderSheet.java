package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderMove;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.returns.Return;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * Everything about one order on one page.
 *
 * @param timeline newest first
 * @param received captured and not given back
 * @param refundable of that, what is not set aside for a refund already
 * @param next what should be done now; empty if nothing
 * @param blocked what cannot be done now, and why
 */
public record OrderSheet(
        Order order,
        List<FulfillmentOrder> works,
        List<Parcel> parcels,
        List<Payment> payments,
        List<Refund> refunds,
        List<Return> returns,
        List<Entry> timeline,
        Money received,
        Money refundable,
        Optional<Next> next,
        List<Blocked> blocked) {
    private static final Set<RefundState> PENDING =
            EnumSet.of(RefundState.PROPOSED, RefundState.APPROVED, RefundState.RUNNING);

    /** Copies the lists. */
    public OrderSheet {
        works = List.copyOf(works);
        parcels = List.copyOf(parcels);
        payments = List.copyOf(payments);
        refunds = List.copyOf(refunds);
        returns = List.copyOf(returns);
        timeline = List.copyOf(timeline);
        blocked = List.copyOf(blocked);
    }

    /**
     * The next action.
     *
     * @param post true if it is a form, false if it is a page
     */
    public record Next(String word, String icon, String path, boolean post) {}

    /** Something that cannot be done now. */
    public record Blocked(String what, String why) {}

    static OrderSheet of(Shop shop, Order order) {
        List<FulfillmentOrder> works = shop.fulfillment().of(order.id());
        List<Parcel> parcels = shop.fulfillment().parcels(order.id());
        List<Payment> payments = shop.payments().of(order.id().value());
        List<Refund> refunds = shop.payments().refundsOf(order.id().value());
        Money zero = Money.zero(shop.store().currency());
        Money received =
                payments.stream().map(it -> it.captured().minus(it.refunded())).reduce(zero, Money::plus);
        Money pending = refunds.stream()
                .filter(it -> PENDING.contains(it.state()))
                .map(Refund::amount)
                .reduce(zero, Money::plus);
        Money refundable = received.isGreaterThan(pending) ? received.minus(pending) : zero;
        List<Entry> timeline = new ArrayList<>(shop.orders().timeline(order.id()));
        Collections.reverse(timeline);
        return new OrderSheet(
                order,
                works,
                parcels,
                payments,
                refunds,
                shop.returns().of(order.id()),
                timeline,
                received,
                refundable,
                next(order, works, parcels),
                blocked(order, refundable));
    }

    private static Optional<Next> next(Order order, List<FulfillmentOrder> works, List<Parcel> parcels) {
        for (FulfillmentOrder work : works) {
            String bench = "/admin/pack/" + work.id();
            if (work.state() == WorkState.PICKING || work.stopAsked()) {
                return Optional.of(new Next("Open the bench", "box", bench, false));
            } else if (work.state() == WorkState.RELEASED) {
                return Optional.of(new Next("Pack it", "box", bench + "/claim", true));
            }
        }
        for (Parcel parcel : parcels) {
            if (parcel.direction() == ParcelDirection.OUTBOUND && parcel.state() == ParcelState.LABELLED) {
                return Optional.of(new Next("Hand over", "truck", "/admin/parcels", false));
            } else if (parcel.direction() == ParcelDirection.OUTBOUND && parcel.state() == ParcelState.PLANNED) {
                return Optional.of(new Next("Get the label", "print", "/admin/parcels/" + parcel.id(), false));
            }
        }
        return awaits(order) ? Optional.of(new Next("Confirm payment", "bank", "#receipt", false)) : Optional.empty();
    }

    private static List<Blocked> blocked(Order order, Money refundable) {
        List<Blocked> blocked = new ArrayList<>();
        order.actions().stream()
                .filter(it -> !it.allowed())
                .filter(it -> it.move() == OrderMove.CANCEL || it.move() == OrderMove.HOLD)
                .forEach(it -> blocked.add(new Blocked(
                        it.move() == OrderMove.CANCEL ? "Cancel the order" : "Hold the order",
                        it.reason()
                                .replace(
                                        order.state().name(),
                                        Words.plain(order.state()).toLowerCase(java.util.Locale.ROOT)))));
        if (refundable.isZero()) {
            blocked.add(new Blocked("Refund", "no money of this order is here that could go back"));
        }
        if (order.lines().stream().noneMatch(it -> it.delivered() > it.returned())) {
            blocked.add(new Blocked("Take goods back", "nothing of it has been delivered yet, or all of it came back"));
        }
        return blocked;
    }

    private static boolean awaits(Order order) {
        return order.state() == OrderState.PLACED
                && order.payLater()
                && (order.payment() == PaymentStatus.AWAITING || order.payment() == PaymentStatus.PARTLY_PAID);
    }

    /** True if a person is to confirm that money has come. */
    public boolean awaitsMoney() {
        return awaits(order);
    }

    /** What is still missing. */
    public Money missing() {
        return order.total().isGreaterThan(received)
                ? order.total().minus(received)
                : order.total().minus(order.total());
    }

    /** True if that can be done now. */
    public boolean may(OrderMove move) {
        return order.allows(move);
    }

    /** True if some delivered unit can come back. */
    public boolean returnable() {
        return order.lines().stream().anyMatch(it -> it.delivered() > it.returned());
    }
}
