package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.order.Hold;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.OrderId;
import java.util.List;
import java.util.stream.Collectors;

/** Why orders wait. */
final class Waiting {
    private Waiting() {}

    /** The standing holds in words; empty if there are none. */
    static String reason(Shop shop, OrderId order) {
        return holds(shop, order).stream()
                .map(it -> Words.hold(it.kind()) + (it.kind() == HoldKind.PAYMENT ? "" : ": “" + it.reason() + "”"))
                .collect(Collectors.joining("; "));
    }

    static boolean forMoney(Shop shop, OrderId order) {
        return holds(shop, order).stream().anyMatch(it -> it.kind() == HoldKind.PAYMENT);
    }

    private static List<Hold> holds(Shop shop, OrderId order) {
        return shop.orders().find(order).map(it -> it.holds()).orElse(List.of());
    }
}
