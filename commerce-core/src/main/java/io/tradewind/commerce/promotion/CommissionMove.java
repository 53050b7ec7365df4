package io.tradewind.commerce.promotion;

/** Moves of the commission of one order. */
public enum CommissionMove {
    /** At placing. */
    ACCRUE,
    /** A part of the goods came back. */
    REDUCE,
    /** The last of the goods came back, or the order was cancelled. */
    REVERSE,
    /** The return window is over. */
    RIPEN,
    /** Paid out, or settled with a later payout: what comes back after the first is a negative entry of the next. */
    PAY
}
