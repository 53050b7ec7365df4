package io.tradewind.commerce.plugin;

import io.tradewind.commerce.error.CommerceException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** The last item of a page of the inbox, as text that says nothing. */
record InboxCursor(Instant at, String account, String key) {
    static InboxCursor of(StoredWebhook last) {
        return new InboxCursor(last.receivedAt(), last.account(), last.key());
    }

    static InboxCursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
            boolean plain = parts.length == 3 && (parts[1] + parts[2]).chars().noneMatch(it -> it < ' ');
            if (plain && parts[0].matches("\\d{4}-.{15,25}")) {
                return new InboxCursor(Instant.parse(parts[0]), parts[1], parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw bad(text);
        }
        throw bad(text);
    }

    private static CommerceException bad(String text) {
        return CommerceException.badArgument("after", text, "use what the page before gave as next");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "\n" + account + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }
}
