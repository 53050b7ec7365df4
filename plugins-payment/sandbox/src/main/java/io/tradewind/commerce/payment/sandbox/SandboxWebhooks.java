package io.tradewind.commerce.payment.sandbox;

import static io.tradewind.commerce.sandbox.webhook.SandboxEvents.field;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxBook.State;
import io.tradewind.commerce.sandbox.webhook.SandboxEvents;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/** Webhooks of the sandbox: written and signed as the provider does, and read by the gateway. */
public final class SandboxWebhooks {
    private static final String TYPE = "payment";
    private static final String STAGE = "stage";
    private static final String PATH = "/webhooks/sandbox";
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private SandboxWebhooks() {}

    /**
     * Returns a signed webhook telling some lines of the book.
     *
     * @param account the shop's name of the account
     * @param secret the account's webhook secret
     * @param now when it is signed and received
     * @param entries lines of the book; one batch
     */
    public static WebhookEnvelope envelope(String account, String secret, Instant now, List<Entry> entries) {
        return signed(secret, now, body(account, entries));
    }

    /** Returns the body that tells some lines of the book. */
    public static byte[] body(String account, List<Entry> entries) {
        return SandboxEvents.body(
                account, TYPE, entries.stream().map(SandboxWebhooks::fields).toList());
    }

    /** Returns a webhook with any body, signed as the provider would. */
    public static WebhookEnvelope signed(String secret, Instant now, byte[] body) {
        return SandboxEvents.signed(PATH, secret, now, body);
    }

    /**
     * Returns the body that tells how a dispute about a payment stands.
     *
     * @param account the shop's name of the account
     * @param at when the stage was reached
     */
    public static byte[] dispute(String account, ProviderRef payment, DisputeStage stage, Money amount, Instant at) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("id", "evt-dis-" + payment + "-" + stage);
        fields.put("at", at.toString());
        fields.put("payment", payment.value());
        fields.put("amount", amount.toString());
        fields.put(STAGE, stage.name());
        return SandboxEvents.body(account, TYPE, List.of(fields));
    }

    private static Map<String, String> fields(Entry entry) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("id", "evt-" + entry.own() + "-" + entry.number());
        fields.put("at", entry.at().toString());
        entry.operation().ifPresent(it -> fields.put("operation", it.toString()));
        fields.put("kind", entry.kind().name());
        fields.put("payment", entry.payment().value());
        fields.put("own", entry.own().value());
        fields.put("amount", entry.amount().toString());
        fields.put("state", entry.state().name());
        fields.put("code", entry.code());
        return fields;
    }

    static WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope, String account, List<Secret> secrets) {
        return SandboxEvents.read(envelope, account, secrets, TYPE, SandboxWebhooks::notice);
    }

    /** Believes nothing of an unsigned body but which payments may have changed. */
    static WebhookOutcome<PaymentFact> hint(WebhookEnvelope envelope) {
        try {
            List<ProviderRef> changed = new String(envelope.body(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank())
                    .map(it -> new ProviderRef(field(SandboxEvents.fields(it.strip()), "payment")))
                    .toList();
            return new WebhookOutcome.LookUp<>(changed, Reply.ok());
        } catch (IllegalArgumentException unreadable) {
            return new WebhookOutcome.Refused<>(Refusal.MALFORMED);
        }
    }

    private static Notice<PaymentFact> notice(Map<String, String> fields) {
        return fields.containsKey(STAGE) ? disputed(fields) : outcome(fields);
    }

    private static Notice<PaymentFact> disputed(Map<String, String> fields) {
        ProviderRef payment = new ProviderRef(field(fields, "payment"));
        PaymentFact fact = new PaymentFact.Dispute(
                payment,
                new ProviderRef("dis-" + payment),
                DisputeStage.valueOf(field(fields, STAGE)),
                Money.parse(field(fields, "amount")),
                Optional.empty());
        return new Notice<>(field(fields, "id"), Instant.parse(field(fields, "at")), fact);
    }

    private static Notice<PaymentFact> outcome(Map<String, String> fields) {
        Entry entry = new Entry(
                0,
                Optional.ofNullable(fields.get("operation")).map(OperationId::parse),
                OperationKind.valueOf(field(fields, "kind")),
                new ProviderRef(field(fields, "payment")),
                new ProviderRef(field(fields, "own")),
                Money.parse(field(fields, "amount")),
                State.valueOf(field(fields, "state")),
                field(fields, "code"),
                "",
                Instant.parse(field(fields, "at")));
        PaymentFact fact = new PaymentFact.Outcome(
                entry.payment(), entry.operation(), entry.kind(), SandboxResults.of(entry, ASK_AGAIN));
        return new Notice<>(field(fields, "id"), entry.at(), fact);
    }
}
