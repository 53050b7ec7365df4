package io.tradewind.commerce.shipping.sandbox;

import static io.tradewind.commerce.sandbox.webhook.SandboxEvents.field;

import io.tradewind.commerce.sandbox.webhook.SandboxEvents;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Webhooks of the sandbox: written and signed as the carrier does, and read by the plugin. */
public final class SandboxTrackingWebhooks {
    private static final String TYPE = "tracking";
    private static final String PATH = "/webhooks/parcels";

    private SandboxTrackingWebhooks() {}

    /**
     * Returns a signed webhook telling some events.
     *
     * @param account the shop's name of the account
     * @param secret the account's webhook secret
     * @param now when it is signed and received
     * @param events what happened; one batch
     */
    public static WebhookEnvelope envelope(String account, String secret, Instant now, List<TrackingEvent> events) {
        return signed(secret, now, body(account, events));
    }

    /** Returns the body that tells some events. */
    public static byte[] body(String account, List<TrackingEvent> events) {
        return SandboxEvents.body(
                account,
                TYPE,
                events.stream().map(SandboxTrackingWebhooks::fields).toList());
    }

    /** Returns a webhook with any body, signed as the carrier would. */
    public static WebhookEnvelope signed(String secret, Instant now, byte[] body) {
        return SandboxEvents.signed(PATH, secret, now, body);
    }

    private static Map<String, String> fields(TrackingEvent event) {
        return Map.of(
                "id", event.eventId(),
                "at", event.occurredAt().toString(),
                "number", event.trackingNumber(),
                "status", event.status().name(),
                "reason", event.reason().name(),
                "place", event.place());
    }

    static WebhookOutcome<TrackingEvent> read(WebhookEnvelope envelope, String account, List<Secret> secrets) {
        return SandboxEvents.read(envelope, account, secrets, TYPE, SandboxTrackingWebhooks::notice);
    }

    private static Notice<TrackingEvent> notice(Map<String, String> fields) {
        TrackingEvent event = new TrackingEvent(
                field(fields, "number"),
                field(fields, "id"),
                status(field(fields, "status")),
                TrackingReason.valueOf(field(fields, "reason")),
                Instant.parse(field(fields, "at")),
                field(fields, "place"));
        return new Notice<>(event.eventId(), event.occurredAt(), event);
    }

    /** A status without a word of ours is kept as unknown, not refused. */
    private static TrackingStatus status(String name) {
        return Arrays.stream(TrackingStatus.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(TrackingStatus.UNKNOWN);
    }
}
