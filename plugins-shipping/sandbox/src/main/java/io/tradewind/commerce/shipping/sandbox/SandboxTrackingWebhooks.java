package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Webhooks of the sandbox: written and signed as the carrier does, and read by the plugin.
 *
 * <p>The body has one event per line, each as form fields. The header {@code Sandbox-Signature: t=<seconds>,v1=<hex>}
 * holds an HMAC-SHA256 over the seconds, a dot and the raw body.
 */
public final class SandboxTrackingWebhooks {
    /** Name of the signature header. */
    public static final String SIGNATURE = "Sandbox-Signature";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

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
        return events.stream()
                .map(it -> line(account, it))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a webhook with any body, signed as the carrier would. */
    public static WebhookEnvelope signed(String secret, Instant now, byte[] body) {
        Map<String, List<String>> headers = Map.of(
                SIGNATURE,
                List.of(sign(secret, now, body)),
                "Content-Type",
                List.of("application/x-www-form-urlencoded"));
        return new WebhookEnvelope("POST", "/webhooks/parcels", "", headers, body, now);
    }

    /** Returns the value of the signature header. */
    public static String sign(String secret, Instant now, byte[] body) {
        String seconds = String.valueOf(now.getEpochSecond());
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(Secret.of(secret), seconds, body));
    }

    private static byte[] mac(Secret secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }

    private static String line(String account, TrackingEvent event) {
        Map<String, String> fields = new HashMap<>();
        fields.put("id", event.eventId());
        fields.put("type", "tracking");
        fields.put("mode", "test");
        fields.put("account", account);
        fields.put("at", event.occurredAt().toString());
        fields.put("number", event.trackingNumber());
        fields.put("status", event.status().name());
        fields.put("reason", event.reason().name());
        fields.put("place", event.place());
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    // ---- reading ----

    static WebhookOutcome<TrackingEvent> read(WebhookEnvelope envelope, String account, List<Secret> secrets) {
        Matcher header = HEADER.matcher(envelope.header(SIGNATURE).orElse(""));
        if (!header.matches() || !genuine(header, envelope.body(), secrets)) {
            return new WebhookOutcome.Refused<>(Refusal.BAD_SIGNATURE);
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(header.group(1)));
        if (Duration.between(signedAt, envelope.receivedAt()).abs().compareTo(WINDOW) > 0) {
            return new WebhookOutcome.Refused<>(Refusal.STALE);
        }
        try {
            return events(new String(envelope.body(), StandardCharsets.UTF_8), account);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return new WebhookOutcome.Refused<>(Refusal.MALFORMED);
        }
    }

    private static boolean genuine(Matcher header, byte[] body, List<Secret> secrets) {
        byte[] given = HexFormat.of().parseHex(header.group(2));
        boolean any = false;
        for (Secret secret : secrets) {
            any |= MessageDigest.isEqual(given, mac(secret, header.group(1), body));
        }
        return any;
    }

    private static WebhookOutcome<TrackingEvent> events(String body, String account) {
        List<Notice<TrackingEvent>> notices = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            Map<String, String> fields = fields(line.strip());
            if (!account.equals(fields.get("account"))) {
                return new WebhookOutcome.Refused<>(Refusal.OTHER_ACCOUNT);
            }
            if (!"test".equals(fields.get("mode"))) {
                return new WebhookOutcome.Refused<>(Refusal.WRONG_MODE);
            }
            if ("tracking".equals(fields.get("type"))) {
                notices.add(notice(fields));
            }
        }
        return notices.isEmpty()
                ? new WebhookOutcome.Ignored<>("no event of a known type", Reply.ok())
                : new WebhookOutcome.Accepted<>(notices, Reply.ok());
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : line.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a field");
            }
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
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

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("field " + name + " is missing"));
    }
}
