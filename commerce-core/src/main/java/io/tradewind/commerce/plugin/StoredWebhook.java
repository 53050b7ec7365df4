package io.tradewind.commerce.plugin;

import java.time.Instant;

/**
 * An item of the inbox as staff may see it.
 *
 * @param key identifies it within its account
 * @param kind what it is about
 * @param tries how often it was tried
 * @param repeats how often the provider sent it again
 * @param note why it is where it is; empty if there is nothing to say
 */
public record StoredWebhook(
        String account,
        String key,
        String kind,
        InboxState state,
        int tries,
        int repeats,
        Instant receivedAt,
        String note) {}
