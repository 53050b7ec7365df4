package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Adyen's standard webhooks: every item's signature first, then mode and account, then what happened. The signatures
 * stand in the body, so it has to be parsed to find them; nothing else of it is looked at before. Touches no network.
 */
final class AdyenWebhooks {
    /** What Adyen wants to hear. */
    private static final Reply ACCEPTED = Reply.text(200, "[accepted]");

    private final List<Secret> keys;
    private final String account;
    private final boolean live;

    AdyenWebhooks(AdyenSettings settings) {
        this.keys = settings.hmacKeys();
        this.account = settings.merchantAccount();
        this.live = settings.live();
    }

    WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope) {
        JsonNode webhook;
        List<JsonNode> items = new ArrayList<>();
        try {
            webhook = AdyenApi.tree(new String(envelope.body(), StandardCharsets.UTF_8));
        } catch (Unreadable unsigned) {
            return refused(Refusal.BAD_SIGNATURE);
        }
        webhook.path("notificationItems").forEach(it -> items.add(it.path("NotificationRequestItem")));
        if (items.isEmpty() || !items.stream().allMatch(it -> Signature.isRight(it, keys))) {
            return refused(Refusal.BAD_SIGNATURE);
        } else if (!webhook.path("live").asText().equals(String.valueOf(live))) {
            return refused(Refusal.WRONG_MODE);
        } else if (!items.stream()
                .allMatch(it -> account.equals(it.path("merchantAccountCode").asText()))) {
            return refused(Refusal.OTHER_ACCOUNT);
        }
        try {
            return told(items, envelope.receivedAt());
        } catch (
                RuntimeException unreadable) { // signed, and still not what Adyen sends: our readers throw as they like
            return refused(Refusal.MALFORMED);
        }
    }

    private static WebhookOutcome<PaymentFact> told(List<JsonNode> items, Instant receivedAt) {
        List<Notice<PaymentFact>> notices = new ArrayList<>();
        for (JsonNode item : items) {
            Event.fact(item)
                    .ifPresent(fact -> notices.add(new Notice<>(
                            Event.id(item),
                            Answers.time(item.path("eventDate").asText()).orElse(receivedAt),
                            fact)));
        }
        return notices.isEmpty()
                ? new WebhookOutcome.Ignored<>(
                        items.get(0).path("eventCode").asText() + " tells nothing about a payment of this shop",
                        ACCEPTED)
                : new WebhookOutcome.Accepted<>(notices, ACCEPTED);
    }

    private static WebhookOutcome<PaymentFact> refused(Refusal why) {
        return new WebhookOutcome.Refused<>(why);
    }
}
