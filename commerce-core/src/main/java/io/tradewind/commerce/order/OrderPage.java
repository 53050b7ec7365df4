package io.tradewind.commerce.order;

import java.util.List;
import java.util.Optional;

/** A page of orders; {@code next} is the cursor of the following one. */
public record OrderPage(List<OrderSummary> orders, Optional<String> next) {
    /** Copies the list. */
    public OrderPage {
        orders = List.copyOf(orders);
    }
}
