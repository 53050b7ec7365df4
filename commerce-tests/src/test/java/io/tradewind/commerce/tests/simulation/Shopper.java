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

    /** What goes into the link of an invitation to the launch. */
    @Nullable
    String invitation;

    /** Where letters go; empty for somebody who did not say. */
    final String email;

    /** Signed in, so that cards can be kept. */
    final boolean member;

    Shopper(String name) {
        this(name, "", false);
    }

    Shopper(String name, String email, boolean member) {
        this.name = name;
        this.email = email;
        this.member = member;
    }

    /** Where invitations go. */
    String contact() {
        return name + "@example.com";
    }

    @Nullable
    OrderId order(int pick) {
        List<OrderId> orders = List.copyOf(told.keySet());
        return orders.isEmpty() ? null : orders.get(pick % orders.size());
    }
}
