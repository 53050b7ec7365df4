package io.tradewind.commerce.promotion;

/** States of the commission of one order. */
public enum CommissionState {
    /** Earned, but the goods may still come back. */
    ACCRUED,
    /** The return window is over. */
    PAYABLE,
    /** Paid out. */
    PAID,
    /** Everything it was earned on came back or was cancelled. */
    REVERSED
}
