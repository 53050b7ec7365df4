package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.CartMove.*;
import static io.tradewind.commerce.cart.CartState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of a cart. */
public final class CartFlow {
    /** Which move leads where. */
    public static final Flow<CartState, CartMove> TABLE = Flow.of("cart", CartState.class, CartMove.class)
            .birth(OPEN, ACTIVE)
            .stay(ADD, ACTIVE)
            .stay(CHANGE, ACTIVE)
            .stay(REMOVE, ACTIVE)
            .stay(CODE, ACTIVE)
            .allow(MERGE, MERGED, ACTIVE)
            .stay(GIVE_UP, ACTIVE)
            .allow(EXPIRE, EXPIRED, ACTIVE)
            .allow(REVIVE, ACTIVE, EXPIRED)
            .build();

    private CartFlow() {}
}
