package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes webhooks in. Safe for many threads. */
@Singleton
public final class Webhooks {
    @Inject
    Webhooks() {}

    /** What to answer to a webhook of that account. */
    public Reply receive(String account, WebhookEnvelope envelope) {
        throw new UnsupportedOperationException("plugins");
    }
}
