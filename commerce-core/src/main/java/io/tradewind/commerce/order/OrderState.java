package io.tradewind.commerce.order;

/** The lifecycle of an order. */
public enum OrderState {
    /** Prepared by staff; prices frozen, not numbered, not bought. */
    DRAFT,
    /** Bought; work goes on. */
    PLACED,
    /** Every unit delivered or closed and the money settled. Returns still work. */
    COMPLETED,
    /** Nothing was handed over, everything is released and refunded. */
    CANCELLED
}
