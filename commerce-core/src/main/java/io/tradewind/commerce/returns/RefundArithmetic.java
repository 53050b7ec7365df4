package io.tradewind.commerce.returns;

import io.tradewind.commerce.order.LineShares;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What is refunded for returned units. Pure.
 *
 * <p>Units are worth what {@link LineShares} says, so that parts add up to the whole. What was paid beyond the lines is
 * delivery; it comes back with the return after which nothing is left with the customer.
 */
final class RefundArithmetic {
    private RefundArithmetic() {}

    /** What comes back if these units, by line, are accepted now. */
    static RefundPreview refund(OrderRow order, Map<UUID, Integer> accepted) {
        Money zero = Money.zero(order.total().getCurrencyUnit());
        Map<UUID, Money> lines = new LinkedHashMap<>();
        Money sum = zero;
        boolean any = false;
        boolean everything = true;
        Money paidForGoods = zero;
        for (OrderLine line : order.lines()) {
            int units = accepted.getOrDefault(line.id(), 0);
            paidForGoods = paidForGoods.plus(line.paid());
            everything &= line.returned() + units == line.wanted();
            if (units > 0) {
                any = true;
                Money share = LineShares.paid(line, units);
                lines.put(line.id(), share);
                sum = sum.plus(share);
            }
        }
        Money delivery = any && everything ? order.total().minus(paidForGoods) : zero;
        return new RefundPreview(lines, delivery, sum.plus(delivery));
    }

    /** The part of it that is neither tax nor delivery, of which commissions were earned. */
    static Money net(OrderRow order, Map<UUID, Integer> accepted) {
        Money net = Money.zero(order.total().getCurrencyUnit());
        for (OrderLine line : order.lines()) {
            int units = accepted.getOrDefault(line.id(), 0);
            if (units > 0) {
                net = net.plus(LineShares.net(line, units));
            }
        }
        return net;
    }
}
