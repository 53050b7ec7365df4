package io.tradewind.commerce.spi.payment;

/** Whether a declined payment is worth another try. */
public enum Retry {
    /** No. */
    NEVER,
    /** Yes, later. */
    LATER,
    /** Yes, with another instrument. */
    OTHER_INSTRUMENT,
    /** Yes, after the buyer has proven who they are. */
    AFTER_AUTHENTICATION
}
