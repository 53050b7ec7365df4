package io.tradewind.commerce.sandbox.webhook;

import io.tradewind.commerce.spi.Secret;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Webhooks as the sandboxes send and read them.
 *
 * <p>The body has one event per line, each as form fields. The header {@code Sandbox-Signature: t=<seconds>,v1=<hex>}
 * holds an HMAC-SHA256 over the seconds, a dot and the raw body.
 */
public final class SandboxEvents {
    /** Name of the signature header. */
    public static final String SIGNATURE = "Sandbox-Signature";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final String TEST = "test";

    private SandboxEvents() {}

    // ---- writing ----

    /**
     * Returns a body that tells some events.
     *
     * @param account the shop's name of the account
     * @param type what kind of event they are
     * @param events the fields of each, without account, type and mode
     */
    public static byte[] body(String account, String type, List<Map<String, String>> events) {
        return events.stream()
                .map(it -> line(account, type, it))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String account, String type, Map<String, String> event) {
        Map<String, String> fields = new TreeMap<>(event);
        fields.put("type", type);
        fields.put("mode", TEST);
        fields.put("account", account);
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Returns a webhook with any body, signed as the sandbox does, received at once. */
    public static WebhookEnvelope signed(String path, String secret, Instant now, byte[] body) {
        Map<String, List<String>> headers = Map.of(
                SIGNATURE,
                List.of(sign(secret, now, body)),
                "Content-Type",
                List.of("application/x-www-form-urlencoded"));
        return new WebhookEnvelope("POST", path, "", headers, body, now);
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

    // ---- reading ----

    /**
     * Reads a webhook: signature first, then account and mode of every event, then the events of one type.
     *
     * @param secrets the account's secrets, newest first
     * @param reading makes news of an event's fields; an {@link IllegalArgumentException}, {@link DateTimeException} or
     *     {@link ArithmeticException} means that they make no sense
     */
    public static <F> WebhookOutcome<F> read(
            WebhookEnvelope envelope,
            String account,
            List<Secret> secrets,
            String type,
            Function<Map<String, String>, Notice<F>> reading) {
        Matcher header = HEADER.matcher(envelope.header(SIGNATURE).orElse(""));
        if (!header.matches() || !genuine(header, envelope.body(), secrets)) {
            return new WebhookOutcome.Refused<>(Refusal.BAD_SIGNATURE);
        }
        if (!timely(Instant.ofEpochSecond(Long.parseLong(header.group(1))), envelope.receivedAt())) {
            return new WebhookOutcome.Refused<>(Refusal.STALE);
        }
        try {
            return events(new String(envelope.body(), StandardCharsets.UTF_8), account, type, reading);
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

    private static boolean timely(Instant signedAt, Instant receivedAt) {
        return Duration.between(signedAt, receivedAt).abs().compareTo(WINDOW) <= 0;
    }

    private static <F> WebhookOutcome<F> events(
            String body, String account, String type, Function<Map<String, String>, Notice<F>> reading) {
        List<Notice<F>> notices = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            Map<String, String> fields = fields(line.strip());
            if (!account.equals(fields.get("account"))) {
                return new WebhookOutcome.Refused<>(Refusal.OTHER_ACCOUNT);
            }
            if (!TEST.equals(fields.get("mode"))) {
                return new WebhookOutcome.Refused<>(Refusal.WRONG_MODE);
            }
            if (type.equals(fields.get("type"))) {
                notices.add(reading.apply(fields));
            }
        }
        return notices.isEmpty()
                ? new WebhookOutcome.Ignored<>("no event of a known type", Reply.ok())
                : new WebhookOutcome.Accepted<>(notices, Reply.ok());
    }

    /** Returns the fields of one line; an {@link IllegalArgumentException} means that it is none. */
    public static Map<String, String> fields(String line) {
        Map<String, String> fields = new TreeMap<>();
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

    /** Returns a field that must be there. */
    public static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("field " + name + " is missing"));
    }
}
