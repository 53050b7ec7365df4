package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies a return. */
public record ReturnId(UUID value) {
    /** Reads the text form; anything else is an unknown return. */
    public static ReturnId of(String text) {
        try {
            return new ReturnId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.notFound("return");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
