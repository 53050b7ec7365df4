package io.tradewind.commerce.payment;

/** What can happen to a refund. */
public enum RefundMove {
    PROPOSE,
    APPROVE,
    REFUSE,
    CANCEL,
    RUN,
    SETTLE,
    FAIL
}
