package io.tradewind.commerce.cart;

import io.tradewind.commerce.error.Refusal;
import java.util.List;

/**
 * A customer's cart after taking over those of a guest.
 *
 * @param cart the customer's
 * @param leftOut what did not fit into it; empty if everything did
 */
public record Merged(Cart cart, List<Refusal> leftOut) {
    /** Copies the list. */
    public Merged {
        leftOut = List.copyOf(leftOut);
    }
}
