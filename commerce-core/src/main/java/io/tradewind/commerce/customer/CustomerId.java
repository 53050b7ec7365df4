package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies a customer within a store. */
public record CustomerId(UUID value) {
    /** Reads the 36 characters of an id; anything else is an unknown customer. */
    public static CustomerId of(String text) {
        try {
            return new CustomerId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw CommerceException.notFound("customer");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
