package io.tradewind.commerce.payment;

/** What can happen to a refund. */
public enum RefundMove {
    PROPOSE,
    /** Somebody in person stands in for a program that asked for it. */
    VOUCH,
    APPROVE,
    REFUSE,
    CANCEL,
    RUN,
    SETTLE,
    FAIL
}
