package io.tradewind.commerce.cart;

import io.tradewind.commerce.delivery.ParcelSubject;
import io.tradewind.commerce.verification.VerificationSubject;
import java.util.UUID;

/** Names a cart. No secret: a cart answers to its owner and to staff, whoever knows its id. */
public record CartId(UUID value) implements ParcelSubject, VerificationSubject {
    /** The id in its text form; anything else names no cart. */
    public static CartId of(String text) {
        try {
            return new CartId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CartException.unknown();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
