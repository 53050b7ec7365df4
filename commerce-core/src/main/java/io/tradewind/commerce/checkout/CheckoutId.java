package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies a checkout, and later the order it becomes. */
public record CheckoutId(UUID value) {
    /** Reads the text form; anything else is an unknown checkout. */
    public static CheckoutId of(String text) {
        try {
            return new CheckoutId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.notFound("checkout");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
