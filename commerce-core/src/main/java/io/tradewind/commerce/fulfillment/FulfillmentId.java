package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies a fulfillment order. */
public record FulfillmentId(UUID value) {
    /** Reads the text form; anything else is an unknown fulfillment order. */
    public static FulfillmentId of(String text) {
        try {
            return new FulfillmentId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.notFound("fulfillment order");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
