package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies an order. It is the id of the checkout that became the order, so one checkout cannot give two orders. */
public record OrderId(UUID value) {
    /** Reads the text form; anything else is an unknown order. */
    public static OrderId of(String text) {
        try {
            return new OrderId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.notFound("order");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
