package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderMove;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Dispute;
import io.tradewind.commerce.payment.Operation;
import io.tradewind.commerce.payment.OrderMoney;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.returns.Return;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Everything about one order on one page.
 *
 * @param money amounts, payments, refunds, facts and what can go back
 * @param moneyMoves what can be done with it, and why the rest cannot
 * @param disputes what the customer's bank disputes; empty for those who may not see it
 * @param timeline newest first
 * @param actions all that can or could be done; at most one of them first
 * @param mayRefund true if this person may approve refunds of others and send them again
 * @param me who looks
 * @param mayAsk true if this person may ask providers
 * @param calls what was sent to payment providers, by operation
 */
public record OrderSheet(
        Order order,
        List<FulfillmentOrder> works,
        List<Parcel> parcels,
        OrderMoney money,
        List<MoneyMove> moneyMoves,
        List<Dispute> disputes,
        List<Return> returns,
        List<Entry> timeline,
        List<Deal> actions,
        Map<UUID, List<PluginCall>> calls,
        boolean mayRefund,
        Actor me,
        boolean mayAsk) {
    /** Copies the lists. */
    public OrderSheet {
        works = List.copyOf(works);
        parcels = List.copyOf(parcels);
        moneyMoves = List.copyOf(moneyMoves);
        disputes = List.copyOf(disputes);
        returns = List.copyOf(returns);
        timeline = List.copyOf(timeline);
        actions = List.copyOf(actions);
        calls = Map.copyOf(calls);
    }

    /** True if the goods in it were booked in, whether its carrier said so or not. */
    public boolean isBack(Parcel parcel) {
        return returns.stream()
                .filter(it -> Pills.isHere(it.state()))
                .anyMatch(it ->
                        it.parcel().filter(its -> its.id().equals(parcel.id())).isPresent());
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

    /**
     * Something that can be done with the money, or cannot now.
     *
     * @param what what it would do, with amounts
     * @param path where its form goes, or a part of this page
     * @param warning what the person who presses should know
     * @param press on the button that does it
     * @param amount what stands in the field for an amount; empty if it takes none
     * @param key names this wish, so that pressing twice is pressing once
     * @param danger true if it cannot be taken back
     * @param blocked why it is not possible now; empty if it is
     */
    public record MoneyMove(
            String word,
            String what,
            String path,
            String warning,
            String press,
            Optional<Money> amount,
            String key,
            boolean danger,
            String blocked) {
        static MoneyMove link(String word, String what, String path) {
            return new MoneyMove(word, what, path, "", "", Optional.empty(), "", false, "");
        }

        static MoneyMove not(String word, String why) {
            return new MoneyMove(word, "", "", "", "", Optional.empty(), "", false, why);
        }

        /** True if it is possible now. */
        public boolean open() {
            return blocked.isEmpty();
        }
    }

    static OrderSheet of(Shop shop, Member me, Order order, Plugins plugins) {
        List<FulfillmentOrder> works = shop.fulfillment().of(order.id());
        List<Parcel> parcels = shop.fulfillment().parcels(order.id());
        OrderMoney money = shop.payments().money(order.id().value());
        List<Entry> timeline = new ArrayList<>(shop.orders().timeline(order.id()));
        Collections.reverse(timeline);
        return new OrderSheet(
                order,
                works,
                parcels,
                money,
                MoneyMoves.of(me, order, money),
                me.may(Permission.PAYMENTS)
                        ? shop.payments().disputesOf(order.id().value())
                        : List.of(),
                shop.returns().of(order.id()),
                timeline,
                Actions.of(me, order, works, parcels, money.refundable().most()),
                plugins.calls(money.payments().stream()
                        .flatMap(it -> it.operations().stream())
                        .map(Operation::id)
                        .toList()),
                me.may(Permission.REFUNDS),
                me.actor(),
                me.may(Permission.PAYMENTS));
    }

    /** Taken and not given back. */
    public Money received() {
        return money.captured().minus(money.refunded());
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

    /** What is still missing. */
    public Money missing() {
        return order.total().isGreaterThan(received())
                ? order.total().minus(received())
                : order.total().minus(order.total());
    }

    /** True if the customer can pay what is missing on the order's page. */
    public boolean payable() {
        boolean owed = order.payment() == PaymentStatus.AWAITING
                || order.payment() == PaymentStatus.PARTLY_PAID
                || order.payment() == PaymentStatus.VOIDED;
        return order.state() == OrderState.PLACED && owed && missing().isPositive();
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
