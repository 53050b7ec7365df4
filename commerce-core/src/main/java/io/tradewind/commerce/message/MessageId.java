package io.tradewind.commerce.message;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** The id of a message, and the operation id it is sent under. */
public record MessageId(UUID value) {
    /** The id that a text stands for. */
    public static MessageId of(String text) {
        try {
            return new MessageId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.badArgument("message", text, "an id of 36 characters is needed");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
