package io.tradewind.commerce.returns;

/** Where a remedy (refund, replacement, exchange, credit) under a return or a claim stands. */
public enum RemedyState {
    PLANNED,
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
}
