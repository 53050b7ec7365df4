package io.tradewind.commerce.testkit.payment;

/** A rule is broken: what was expected and what was seen instead. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
        super(message);
    }

    Broken(String message, Throwable cause) {
        super(message, cause);
    }
}
