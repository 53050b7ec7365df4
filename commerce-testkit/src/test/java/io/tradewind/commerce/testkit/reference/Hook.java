package io.tradewind.commerce.testkit.reference;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Reads one webhook, signature first. Again, every decision is a method. */
public class Hook {
    public static final String HEADER = "Bank-Signature";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    protected final ReferenceGateway gateway;
    protected final WebhookEnvelope envelope;

    public Hook(ReferenceGateway gateway, WebhookEnvelope envelope) {
        this.gateway = gateway;
        this.envelope = envelope;
    }

    public WebhookOutcome<PaymentFact> read() {
        Matcher header = FORM.matcher(envelope.header(HEADER).orElse(""));
        if (!genuine(header)) {
            return refused(Refusal.BAD_SIGNATURE);
        }
        if (header.matches() && !timely(Instant.ofEpochSecond(Long.parseLong(header.group(1))))) {
            return refused(Refusal.STALE);
        }
        try {
            return events(ReferenceGateway.tree(envelope.body()));
        } catch (ReferenceGateway.Unreadable
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException unreadable) {
            return refused(Refusal.MALFORMED);
        }
    }

    protected static WebhookOutcome<PaymentFact> refused(Refusal why) {
        return new WebhookOutcome.Refused<>(why);
    }

    protected boolean genuine(Matcher header) {
        if (!header.matches()) {
            return false;
        }
        byte[] given = HexFormat.of().parseHex(header.group(2));
        boolean any = false;
        for (Secret each : secrets()) {
            any |= MessageDigest.isEqual(given, mac(each.reveal(), header.group(1), signed()));
        }
        return any;
    }

    protected List<Secret> secrets() {
        return gateway.webhookSecrets();
    }

    protected byte[] signed() {
        return envelope.body();
    }

    protected boolean timely(Instant signedAt) {
        return Duration.between(signedAt, envelope.receivedAt()).abs().compareTo(WINDOW) <= 0;
    }

    private WebhookOutcome<PaymentFact> events(JsonNode json) {
        Optional<Refusal> notForUs = notForUs(json);
        if (notForUs.isPresent()) {
            return refused(notForUs.get());
        }
        List<Notice<PaymentFact>> notices = new ArrayList<>();
        for (JsonNode event : json.path("events")) {
            if (ReferenceGateway.text(event, "type").equals("operation.updated")) {
                notices.add(new Notice<>(
                        eventId(event), Instant.parse(ReferenceGateway.text(event, "at")), gateway.fact(event)));
            }
        }
        return notices.isEmpty() ? unknownType() : accepted(notices);
    }

    protected WebhookOutcome<PaymentFact> accepted(List<Notice<PaymentFact>> notices) {
        return new WebhookOutcome.Accepted<>(notices, Reply.ok());
    }

    protected WebhookOutcome<PaymentFact> unknownType() {
        return new WebhookOutcome.Ignored<>("nothing about payments", Reply.ok());
    }

    protected Optional<Refusal> notForUs(JsonNode json) {
        String merchant = gateway.context.settings().text("merchant");
        boolean live = gateway.context.environment() == Environment.LIVE;
        if (!ReferenceGateway.text(json, "account").equals(merchant)) {
            return Optional.of(Refusal.OTHER_ACCOUNT);
        }
        return json.path("live").asBoolean() == live ? Optional.empty() : Optional.of(Refusal.WRONG_MODE);
    }

    protected String eventId(JsonNode event) {
        return ReferenceGateway.text(event, "id");
    }

    public static byte[] mac(String secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
