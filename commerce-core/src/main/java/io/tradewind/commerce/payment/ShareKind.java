package io.tradewind.commerce.payment;

/** What a refunded amount is for. */
public enum ShareKind {
    /** Units of an order line. */
    LINE,
    /** Delivery. */
    DELIVERY,
    /** Nothing in particular: the shop is generous. */
    GOODWILL,
    /** Money that was paid too much, twice, or for an order that is cancelled. */
    SURPLUS
}
