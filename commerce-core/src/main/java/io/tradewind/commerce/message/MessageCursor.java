package io.tradewind.commerce.message;

import io.tradewind.commerce.error.CommerceException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where the next page of messages begins. */
record MessageCursor(Instant at, UUID id) {
    static final MessageCursor START = new MessageCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

    static MessageCursor of(MessageRow row) {
        return new MessageCursor(row.createdAt(), row.id());
    }

    static MessageCursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
            return new MessageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException e) {
            throw CommerceException.badArgument("after", text, "hand back the cursor of the last page");
        }
    }

    String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
