package io.tradewind.commerce.spi.payment;

/** What an operation does. */
public enum OperationKind {
    /** Reserves the buyer's money. */
    AUTHORIZE,
    /** Reserves and takes it at once. */
    PURCHASE,
    /** Takes reserved money. */
    CAPTURE,
    /** Gives reserved money up. */
    CANCEL,
    /** Gives taken money back. */
    REFUND,
    /** Raises a reservation. */
    INCREMENT
}
