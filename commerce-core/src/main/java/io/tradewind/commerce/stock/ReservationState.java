package io.tradewind.commerce.stock;

/** States of a reservation. */
public enum ReservationState {
    /** Kept for somebody who is paying, until a time limit. */
    HELD,
    /** Goods in the building that belong to an order. */
    ALLOCATED,
    /** Sold, but the goods are not in yet. */
    AWAITING,
    /** The goods have left. */
    SHIPPED,
    /** Given back. */
    RELEASED,
    /** The time limit passed. */
    EXPIRED
}
