package io.tradewind.commerce.cart;

/** Where a cart stands. */
public enum CartState {
    /** Being filled. */
    ACTIVE,
    /** Its lines went into the cart its owner has since signing in. */
    MERGED,
    /** Left alone for long; its owner can take it up again. */
    EXPIRED
}
