package io.tradewind.commerce.job;

/** Whether background work runs by itself. */
public enum JobMode {
    /** On threads of the library, on every node. */
    ON,
    /** Not on this node. */
    OFF,
    /** Only when {@code commerce.jobs().runDue()} is called; for tests and simulations with a settable clock. */
    MANUAL
}
