package io.tradewind.commerce.app.staff;

/** Something about an account that cannot be done, in words for the person who tried. Nothing was changed. */
public final class StaffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaffException(String words) {
        super(words, null, false, false);
    }

    /** What to tell. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
