package io.tradewind.commerce.payment.paypal;

import com.google.gson.Gson;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Writes and signs events as PayPal does. */
final class PayPalEvents implements PaymentWebhooks {
    static final List<String> WEBHOOKS = List.of("7BS56736HU608525B", "0EH40505U7160970P");
    private static final Gson JSON = new Gson();

    private final FakePayPal paypal;

    PayPalEvents(FakePayPal paypal) {
        this.paypal = paypal;
    }

    static byte[] event(String id, String type, Object resource) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("event_version", "1.0");
        event.put("create_time", "2026-01-02T12:00:00.000Z");
        event.put("event_type", type);
        event.put("resource", resource);
        return JSON.toJson(event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String secretField() {
        return "webhookId";
    }

    @Override
    public List<String> secrets() {
        return WEBHOOKS;
    }

    @Override
    public byte[] body(List<OperationId> operations) {
        FakePayPal.Order order = paypal.orders.values().stream()
                .filter(it -> it.customId.equals(operations.get(0).toString()))
                .findFirst()
                .orElseThrow();
        FakePayPal.Payment capture = order.captures.get(0);
        return event("WH-" + capture.id, "PAYMENT.CAPTURE.COMPLETED", paypal.json(order, capture));
    }

    @Override
    public boolean batches() {
        return false;
    }

    @Override
    public boolean signedForOneAccount() {
        return true;
    }

    @Override
    public Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        Map<String, Object> dispute = new LinkedHashMap<>();
        dispute.put("dispute_id", "PP-D-4012");
        dispute.put(
                "disputed_transactions",
                List.of(Map.of(
                        "seller_transaction_id",
                        paypal.orders.get(payment.value()).captures.get(0).id)));
        dispute.put("dispute_amount", FakePayPal.json(amount));
        dispute.put("dispute_life_cycle_stage", "CHARGEBACK");
        dispute.put("status", stage == DisputeStage.OPENED ? "WAITING_FOR_SELLER_RESPONSE" : "RESOLVED");
        if (stage != DisputeStage.OPENED) {
            String outcome = stage == DisputeStage.WON ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR";
            dispute.put("dispute_outcome", Map.of("outcome_code", outcome));
        }
        return Optional.of(event("WH-D-" + stage, "CUSTOMER.DISPUTE.UPDATED", dispute));
    }

    @Override
    public byte[] unknownType() {
        return event("WH-0", "BILLING.SUBSCRIPTION.CREATED", Map.of("id", "I-1"));
    }

    @Override
    public Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt) {
        return headers(body, secret, signedAt, "paypal");
    }

    Map<String, List<String>> headers(byte[] body, String webhookId, Instant signedAt, String key) {
        String id = "b8f3d240-e5b1-11ef-9c3d-05f7a4bb29e1";
        String time = signedAt.toString();
        return Map.of(
                "Content-Type", List.of("application/json"),
                "PayPal-Auth-Algo", List.of("SHA256withRSA"),
                "PayPal-Cert-Url", List.of(paypal.address().orElseThrow() + "/v1/notifications/certs/CERT-" + key),
                "PayPal-Transmission-Id", List.of(id),
                "PayPal-Transmission-Time", List.of(time),
                "PayPal-Transmission-Sig", List.of(Pem.signed(key, Signature.signed(id, time, webhookId, body))));
    }
}
