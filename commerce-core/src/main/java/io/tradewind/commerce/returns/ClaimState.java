package io.tradewind.commerce.returns;

/** Where a claim for goods that are missing, wrong, damaged or lost stands. */
public enum ClaimState {
    OPEN,
    APPROVED,
    RESOLVED,
    REJECTED,
    CANCELLED
}
