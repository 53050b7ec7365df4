package io.tradewind.commerce.payment;

/** How one payment stands: computed from its amounts and operations, never stored. */
public enum PaymentState {
    /** A bank contests it, and has not decided. */
    DISPUTED,
    /** The provider was asked, and nobody knows yet what came of it. */
    CONFIRMING,
    /** The buyer has to go to the provider's page. */
    ACTION_REQUIRED,
    /** It is to be paid later, and has not been. */
    AWAITING,
    /** All that was taken has gone back. */
    REFUNDED,
    /** Part of what was taken has gone back. */
    PARTLY_REFUNDED,
    /** All of it was taken. */
    CAPTURED,
    /** Part of what was reserved was taken. */
    PARTLY_CAPTURED,
    /** The money is reserved and not taken. */
    AUTHORIZED,
    /** What was reserved was given up. */
    CANCELLED,
    /** No money moved, and none will. */
    FAILED
}
