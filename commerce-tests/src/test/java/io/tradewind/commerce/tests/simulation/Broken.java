package io.tradewind.commerce.tests.simulation;

/** Something went wrong that must never go wrong. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
        super(what);
    }

    Broken(String what, Throwable because) {
        super(what + ": " + because, because);
    }
}
