package io.tradewind.commerce.event;

/** When a listener hears of an event. */
public enum Timing {
    /** Inside the transaction, with its connection; throwing rolls it back. */
    BEFORE_COMMIT,
    /** In process after the commit, best effort. */
    AFTER_COMMIT,
    /** At least once, in order per subject, through the outbox; survives a crash. */
    DURABLE
}
