package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where the next page of the queue begins. */
record QueueCursor(boolean express, Instant dueAt, UUID id) {
    static final QueueCursor START = new QueueCursor(true, Instant.EPOCH, new UUID(0, 0));

    static QueueCursor of(WorkRow row) {
        return new QueueCursor(row.express(), row.dueAt(), row.id());
    }

    static QueueCursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
            return new QueueCursor(Boolean.parseBoolean(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw CommerceException.badArgument("after", text, "hand back the cursor of the last page");
        }
    }

    String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((express + " " + dueAt + " " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
