package io.tradewind.commerce.returns;

/** What can happen to a claim. */
public enum ClaimMove {
    OPEN,
    APPROVE,
    REJECT,
    CANCEL,
    RESOLVE
}
