package io.tradewind.commerce.tests.simulation;

/** The process is dead: whatever it still tries meets this. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process is dead", null, false, false);
    }
}
