package io.tradewind.commerce.payment;

/** Where something that must still happen stands. */
public enum ObligationState {
    /** Being worked off. */
    OPEN,
    /** Overdue or stuck: staff have a task, and it is still tried. */
    ESCALATED,
    /** Fulfilled. */
    DONE,
    /** Given up by finance, with a reason. */
    WAIVED
}
