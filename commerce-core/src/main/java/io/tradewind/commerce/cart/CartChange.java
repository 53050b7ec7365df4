package io.tradewind.commerce.cart;

import io.tradewind.commerce.error.Refusal;

/** What became of a change to a cart. */
public sealed interface CartChange {
    /** It was made, or had been made before under the same key. */
    record Changed(Cart cart) implements CartChange {}

    /** It was not made; nothing has changed. */
    record Refused(Refusal refusal) implements CartChange {
        /** What a person can read. */
        public String message() {
            return refusal.message();
        }
    }

    /** It was not made: the cart has another version than expected. */
    record Stale(Cart current) implements CartChange {}

    /** It was not made: the owner has signed in and the cart's lines are in another one. */
    record Moved(Cart survivor) implements CartChange {}

    /** The changed cart, for scripts and tests that expect success. */
    default Cart orThrow() {
        if (this instanceof Changed changed) {
            return changed.cart();
        } else if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        } else if (this instanceof Stale stale) {
            throw CartException.stale(stale.current());
        }
        throw CartException.moved(((Moved) this).survivor());
    }
}
