package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.order.OrderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What one shopper's browser remembers; a crash of the shop does not touch it. */
final class Shopper {
    final String name;
    final Map<OrderId, Money> told = new LinkedHashMap<>();
    final Set<String> keys = new LinkedHashSet<>();
    final List<CheckoutId> checkouts = new ArrayList<>();

    @Nullable
    CartId cart;

    @Nullable
    PlaceOrder wish;

    @Nullable
    String key;

    Shopper(String name) {
        this.name = name;
    }

    @Nullable
    OrderId order(int pick) {
        List<OrderId> orders = List.copyOf(told.keySet());
        return orders.isEmpty() ? null : orders.get(pick % orders.size());
    }
}
