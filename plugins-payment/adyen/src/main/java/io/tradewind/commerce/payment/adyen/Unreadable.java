package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer that is not what Adyen says: whatever it was about may have happened. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
        super("unreadable answer: " + what);
    }

    /** Returns a text that must be there. */
    static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new Unreadable("no " + name);
        }
        return value.textValue();
    }
}
