package io.tradewind.commerce.payment.paypal;

/** An answer that is not what PayPal says: whatever it was about may have happened. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
        super("unreadable answer: " + what);
    }
}
