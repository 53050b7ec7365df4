package io.tradewind.commerce.payment.stripe;

import com.google.gson.Gson;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Writes and signs events as Stripe does. */
final class StripeEvents implements PaymentWebhooks {
    static final List<String> SECRETS = List.of("whsec_new7d1f", "whsec_old90aa");
    private static final Gson JSON = new Gson();

    private final FakeStripe stripe;

    StripeEvents(FakeStripe stripe) {
        this.stripe = stripe;
    }

    static byte[] event(String id, String type, boolean live, Optional<String> account, Object object) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("object", "event");
        event.put("type", type);
        event.put("livemode", live);
        account.ifPresent(it -> event.put("account", it));
        event.put("created", 1_767_355_200);
        event.put("api_version", "2020-08-27");
        event.put("data", Map.of("object", object));
        return JSON.toJson(event).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] event(String type, Object object) {
        return event("evt_1", type, false, Optional.empty(), object);
    }

    private byte[] of(OperationId operation, String type, boolean live, Optional<String> account) {
        FakeStripe.Intent intent = stripe.intentOf(operation);
        return event("evt_" + intent.id, type, live, account, FakeStripe.json(intent, false));
    }

    private OperationId any() {
        return OperationId.parse(
                stripe.intents.values().iterator().next().metadata.get(Answers.OPERATION));
    }

    @Override
    public String secretField() {
        return "webhookSecret";
    }

    @Override
    public List<String> secrets() {
        return SECRETS;
    }

    @Override
    public byte[] body(List<OperationId> operations) {
        return of(operations.get(0), "payment_intent.succeeded", false, Optional.empty());
    }

    @Override
    public Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        Map<String, Object> dispute = new LinkedHashMap<>();
        dispute.put("id", "du_" + payment);
        dispute.put("object", "dispute");
        dispute.put("payment_intent", payment.value());
        dispute.put("amount", StripeMoney.UNITS.minor(amount));
        dispute.put("currency", StripeMoney.code(amount));
        dispute.put(
                "status",
                stage == DisputeStage.OPENED ? "needs_response" : stage.name().toLowerCase(Locale.ROOT));
        return Optional.of(event("evt_" + payment + stage, "charge.dispute.updated", false, Optional.empty(), dispute));
    }

    @Override
    public boolean batches() {
        return false;
    }

    @Override
    public byte[] unknownType() {
        return of(any(), "payout.paid", false, Optional.empty());
    }

    @Override
    public Optional<byte[]> otherAccount() {
        return Optional.of(of(any(), "payment_intent.succeeded", false, Optional.of("acct_other")));
    }

    @Override
    public Optional<byte[]> otherMode() {
        return Optional.of(of(any(), "payment_intent.succeeded", true, Optional.empty()));
    }

    @Override
    public Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt) {
        String seconds = String.valueOf(signedAt.getEpochSecond());
        String hex = HexFormat.of().formatHex(Signature.of(Secret.of(secret), seconds, body));
        return Map.of(
                "Content-Type",
                List.of("application/json"),
                "Stripe-Signature",
                List.of("t=" + seconds + ",v1=" + hex + ",v0=" + "0".repeat(64)));
    }
}
