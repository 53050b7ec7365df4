package io.tradewind.commerce.event;

/** When a listener hears of an event. */
public enum Timing {
    /** Inside the transaction, just before its commit; throwing rolls it back. {@code onCommit(…)} hands its connection over. */
    BEFORE_COMMIT,
    /** In this process soon after the commit, on a background thread; lost if the process dies, failures are logged. */
    AFTER_COMMIT,
    /**
     * At least once, in order per subject, by a job on any node; survives a crash. After ten failed tries it is a {@link
     * DeadLetter}.
     */
    DURABLE
}
