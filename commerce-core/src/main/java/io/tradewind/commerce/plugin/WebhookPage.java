package io.tradewind.commerce.plugin;

import java.util.List;
import java.util.Optional;

/**
 * Some items of the inbox, newest first.
 *
 * @param items at most 50
 * @param next where the next page begins, for {@link Webhooks#page}; empty if this is the last
 */
public record WebhookPage(List<StoredWebhook> items, Optional<String> next) {
    /** Copies the list. */
    public WebhookPage {
        items = List.copyOf(items);
    }
}
