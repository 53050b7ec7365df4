package io.tradewind.commerce.payment.stripe;

import org.jspecify.annotations.Nullable;

/** An answer that is not what Stripe says: whatever it was about may have happened. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
        super("unreadable answer: " + what);
    }

    /** Returns what must be there. */
    static <T> T unless(@Nullable T value, String name) {
        if (value == null) {
            throw new Unreadable("no " + name);
        }
        return value;
    }
}
