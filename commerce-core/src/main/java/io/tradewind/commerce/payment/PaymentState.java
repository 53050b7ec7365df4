package io.tradewind.commerce.payment;

/** How one payment stands: computed from its amounts and operations, never stored. */
public enum PaymentState {
    DISPUTED,
    CONFIRMING,
    ACTION_REQUIRED,
    AWAITING,
    REFUNDED,
    PARTLY_REFUNDED,
    CAPTURED,
    PARTLY_CAPTURED,
    AUTHORIZED,
    CANCELLED,
    FAILED
}
