package io.tradewind.commerce.payment;

/** Where a refund stands. */
public enum RefundState {
    /** Asked for; the money is set aside, and somebody else has to approve it. */
    PROPOSED,
    /** Granted. */
    APPROVED,
    /** On its way to the buyer. */
    RUNNING,
    /** Every part has arrived. */
    DONE,
    /** A part was declined or came back; it may run again. */
    FAILED,
    /** Not granted. */
    REFUSED,
    /** Withdrawn before anything was sent. */
    CANCELLED
}
