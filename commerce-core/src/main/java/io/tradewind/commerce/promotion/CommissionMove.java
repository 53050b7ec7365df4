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
    /** Paid out; what comes back afterwards is a negative entry in the next statement. */
    PAY
}
