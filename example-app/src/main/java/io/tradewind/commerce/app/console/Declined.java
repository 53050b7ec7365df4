package io.tradewind.commerce.app.console;

/** Something on a form that cannot be done, in words for the person who sent it. */
final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final boolean stale;

    Declined(String words) {
        this("", words, false);
    }

    private Declined(String field, String words, boolean stale) {
        super(words, null, false, false);
        this.field = field;
        this.stale = stale;
    }

    /** What one field holds does not fit. */
    static Declined at(String field, String words) {
        return new Declined(field, words, false);
    }

    /** Somebody else was quicker: the page shows what they saved, and beside it what this form held instead. */
    static Declined stale(String words) {
        return new Declined("", words, true);
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** The name of the field that is wrong; empty if it is none in particular. */
    String field() {
        return field;
    }

    boolean isStale() {
        return stale;
    }
}
