package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.console.OrderSheet.MoneyMove;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderMove;
import io.tradewind.commerce.payment.OrderMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** What can be done with an order's money now, and why the rest cannot: by what is where, and by what this person may. */
final class MoneyMoves {
    private MoneyMoves() {}

    static List<MoneyMove> of(Member me, Order order, OrderMoney money) {
        if (money.payments().isEmpty()) {
            return List.of();
        }
        List<MoneyMove> all = new ArrayList<>();
        all.add(take(me, order, money));
        all.add(giveUp(me, order, money));
        all.add(refund(me, money));
        return all;
    }

    private static MoneyMove take(Member me, Order order, OrderMoney money) {
        String word = "Take reserved money";
        if (money.takeable().isZero()) {
            return MoneyMove.not(word, nothingReserved(money));
        } else if (!me.may(Permission.PAYMENTS)) {
            return MoneyMove.not(word, Access.lacking(Permission.PAYMENTS));
        }
        Money most = money.takeable();
        return new MoneyMove(
                word,
                Format.money(most) + " is reserved and not taken yet",
                "/admin/orders/" + order.id() + "/take",
                "The customer is charged at once. At most " + Format.money(most) + ".",
                "Take it now",
                Optional.of(most),
                UUID.randomUUID().toString(),
                false,
                "");
    }

    private static MoneyMove giveUp(Member me, Order order, OrderMoney money) {
        String word = "Give up the reservation";
        if (money.takeable().isZero()) {
            return MoneyMove.not(word, nothingReserved(money));
        } else if (!me.may(Permission.PAYMENTS)) {
            return MoneyMove.not(word, Access.lacking(Permission.PAYMENTS));
        }
        String also = order.allows(OrderMove.CANCEL) ? " To call the whole order off, cancel the order instead." : "";
        return new MoneyMove(
                word,
                Format.money(money.open()) + " goes back to the customer’s limit",
                "/admin/orders/" + order.id() + "/give-up",
                Format.money(money.open()) + " can then not be taken any more, and the order is not paid." + also,
                "Give up " + Format.money(money.open()),
                Optional.empty(),
                UUID.randomUUID().toString(),
                true,
                "");
    }

    private static MoneyMove refund(Member me, OrderMoney money) {
        Money most = money.refundable().most();
        if (most.isPositive()) {
            return me.may(Permission.ORDERS)
                    ? MoneyMove.link(
                            "Refund", "By line, for delivery, or any amount up to " + Format.money(most), "#refund")
                    : MoneyMove.not("Refund", Access.lacking(Permission.ORDERS));
        } else if (money.refunding().isPositive()) {
            return MoneyMove.not("Refund", Format.money(money.refunding()) + " is on its way back already");
        }
        return MoneyMove.not(
                "Refund", money.captured().isZero() ? "nothing was taken yet" : "all that was taken has gone back");
    }

    private static String nothingReserved(OrderMoney money) {
        if (money.open().isPositive()) {
            return Format.money(money.open()) + " is being given up already";
        } else if (money.taking().isPositive()) {
            return Format.money(money.taking()) + " is on its way already";
        }
        return money.captured().isPositive() ? "all that was reserved is taken" : "nothing is reserved";
    }
}
