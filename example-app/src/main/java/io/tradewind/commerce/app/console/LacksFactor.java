package io.tradewind.commerce.app.console;

/** Somebody whose role needs a second factor has none yet. */
final class LacksFactor extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LacksFactor() {
        super("a second factor is needed", null, false, false);
    }
}
