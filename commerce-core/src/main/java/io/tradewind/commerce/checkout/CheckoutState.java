package io.tradewind.commerce.checkout;

/** Where a checkout stands. */
public enum CheckoutState {
    /** Facts are being collected; after a declined attempt what it held is kept for the next one. */
    OPEN,
    /** Submitted: snapshot frozen, stock held, payment under way. */
    PAYING,
    /** It has become an order. */
    COMPLETED,
    /** Left by the customer, or it could not be placed. */
    CANCELLED,
    /** Nobody touched it for a day. */
    EXPIRED
}
