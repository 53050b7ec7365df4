package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderMove;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Operation;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.returns.Return;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * Everything about one order on one page.
 *
 * @param timeline newest first
 * @param received captured and not given back
 * @param refundable of that, what is not set aside for a refund already
 * @param actions all that can or could be done; at most one of them first
 * @param calls what was sent to payment providers, by operation
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
        List<Deal> actions,
        Map<UUID, List<PluginCall>> calls) {
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
        actions = List.copyOf(actions);
        calls = Map.copyOf(calls);
    }

    /**
     * Something that can be done to the order, or cannot now.
     *
     * @param post true if it is a form without fields, false if it leads to a page or a part of this one
     * @param first true for what should be done next
     * @param danger true if it cannot be taken back
     * @param blocked why it is not possible now, and who may; empty if it is possible
     */
    public record Deal(
            String word, String icon, String path, boolean post, boolean first, boolean danger, String blocked) {
        static Deal link(String word, String icon, String path) {
            return new Deal(word, icon, path, false, false, false, "");
        }

        static Deal next(String word, String icon, String path, boolean post) {
            return new Deal(word, icon, path, post, true, false, "");
        }

        static Deal not(String word, String why) {
            return new Deal(word, "", "", false, false, false, why);
        }

        Deal dangerous() {
            return new Deal(word, icon, path, post, first, true, blocked);
        }

        /** True if it is possible now. */
        public boolean open() {
            return blocked.isEmpty();
        }
    }

    static OrderSheet of(Shop shop, Member me, Order order, Plugins plugins) {
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
                Actions.of(me, order, works, parcels, refundable),
                calls(payments, plugins));
    }

    private static Map<UUID, List<PluginCall>> calls(List<Payment> payments, Plugins plugins) {
        return payments.stream()
                .flatMap(it -> it.operations().stream())
                .collect(Collectors.toMap(Operation::id, it -> plugins.calls(it.id())));
    }

    /** What is possible now, the next step last, where the eye ends. */
    public List<Deal> open() {
        return actions.stream()
                .filter(Deal::open)
                .sorted(Comparator.comparing(Deal::first))
                .toList();
    }

    /** What is not possible now. */
    public List<Deal> blocked() {
        return actions.stream().filter(it -> !it.open()).toList();
    }

    /** True if that part of the page stands open for this person. */
    public boolean offers(String part) {
        return actions.stream().anyMatch(it -> it.open() && it.path().equals("#" + part));
    }

    static boolean awaits(Order order) {
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
