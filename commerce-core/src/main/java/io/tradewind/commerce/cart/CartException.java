package io.tradewind.commerce.cart;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;

/** A cart was used in a way that cannot work. */
public final class CartException extends CommerceException {
    private static final long serialVersionUID = 1L;

    private CartException(ErrorCode code, String what) {
        super(code, what);
    }

    /** There is none, or it is somebody else's. */
    static CartException unknown() {
        return new CartException(ErrorCode.NOT_FOUND, "No such cart.");
    }

    static CartException stale(Cart current) {
        return new CartException(
                ErrorCode.STALE, "Cart " + current.id() + " is at version " + current.version() + " meanwhile.");
    }

    static CartException moved(Cart survivor) {
        return new CartException(
                ErrorCode.CANNOT_MOVE, "The cart went into cart " + survivor.id() + ". Fix: use that one.");
    }

    static CartException merging(String who) {
        return new CartException(
                ErrorCode.BAD_ARGUMENT,
                "actor is '" + who + "': only a signed-in customer takes over the cart of a guest.");
    }
}
