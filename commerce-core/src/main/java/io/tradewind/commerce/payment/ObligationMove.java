package io.tradewind.commerce.payment;

/** What can happen to something that must still happen. */
public enum ObligationMove {
    INCUR,
    ESCALATE,
    FULFIL,
    WAIVE
}
