package io.tradewind.commerce.app.console;

/** Something on a form that cannot be done, in words for the person who sent it. */
final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Declined(String words) {
        super(words, null, false, false);
    }
}
