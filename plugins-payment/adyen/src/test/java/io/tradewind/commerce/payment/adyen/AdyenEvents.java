package io.tradewind.commerce.payment.adyen;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Writes webhooks as Adyen does, and signs them with Adyen's own library. */
final class AdyenEvents implements PaymentWebhooks {
    static final List<String> KEYS = List.of("A1".repeat(32), "0b2c".repeat(16));

    private final FakeAdyen adyen;

    AdyenEvents(FakeAdyen adyen) {
        this.adyen = adyen;
    }

    static byte[] webhook(boolean live, List<Map<String, Object>> items) {
        Map<String, Object> webhook = new LinkedHashMap<>();
        webhook.put("live", String.valueOf(live));
        webhook.put(
                "notificationItems",
                items.stream().map(it -> Map.of("NotificationRequestItem", it)).toList());
        return FakeAdyen.write(webhook);
    }

    private Map<String, Object> any() {
        return new LinkedHashMap<>(adyen.told.values().iterator().next());
    }

    private static Map<String, Object> with(Map<String, Object> item, String name, Object value) {
        item.put(name, value);
        return item;
    }

    @Override
    public String secretField() {
        return "hmacKey";
    }

    @Override
    public List<String> secrets() {
        return KEYS;
    }

    @Override
    public byte[] body(List<OperationId> operations) {
        return webhook(false, operations.stream().map(adyen::told).toList());
    }

    @Override
    public byte[] unknownType() {
        return webhook(false, List.of(with(any(), "eventCode", "REPORT_AVAILABLE")));
    }

    @Override
    public Optional<byte[]> otherAccount() {
        return Optional.of(webhook(false, List.of(with(any(), "merchantAccountCode", "SomebodyElse"))));
    }

    @Override
    public Optional<byte[]> otherMode() {
        return Optional.of(webhook(true, List.of(any())));
    }

    @Override
    public Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        Map<String, Object> item = any();
        item.put(
                "eventCode",
                switch (stage) {
                    case INQUIRY -> "NOTIFICATION_OF_CHARGEBACK";
                    case OPENED -> "CHARGEBACK";
                    case UNDER_REVIEW -> "INFORMATION_SUPPLIED";
                    case WON -> "PREARBITRATION_WON";
                    case LOST -> "SECOND_CHARGEBACK";
                });
        item.put(
                "amount", Map.of("currency", amount.getCurrencyUnit().getCode(), "value", amount.getAmountMinorLong()));
        item.put("originalReference", payment.value());
        item.put("pspReference", "TESTDSP000000001");
        return Optional.of(webhook(false, List.of(item)));
    }

    @Override
    public boolean signsTime() {
        return false;
    }

    @Override
    public byte[] signed(byte[] body, String secret) {
        JsonNode webhook;
        try {
            webhook = FakeAdyen.read(body);
        } catch (IllegalArgumentException corrupted) {
            return body;
        }
        webhook.path("notificationItems").forEach(it -> sign(it.path("NotificationRequestItem"), secret));
        return FakeAdyen.write(webhook);
    }

    private static void sign(JsonNode item, String secret) {
        if (item instanceof ObjectNode object) {
            ObjectNode more =
                    object.path("additionalData") instanceof ObjectNode it ? it : object.putObject("additionalData");
            more.put("hmacSignature", secret.isEmpty() ? "present" : signature(object, secret));
        }
    }

    private static String signature(JsonNode item, String secret) {
        NotificationRequestItem signed = new NotificationRequestItem();
        signed.setPspReference(item.path("pspReference").asText());
        signed.setOriginalReference(item.path("originalReference").asText());
        signed.setMerchantAccountCode(item.path("merchantAccountCode").asText());
        signed.setMerchantReference(item.path("merchantReference").asText());
        Amount amount = new Amount();
        amount.setCurrency(item.path("amount").path("currency").asText());
        amount.setValue(item.path("amount").path("value").asLong());
        signed.setAmount(amount);
        signed.setEventCode(item.path("eventCode").asText());
        signed.setSuccess(item.path("success").asText().equals("true"));
        String key = secret.matches("([0-9A-Fa-f]{2})+")
                ? secret
                : HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        try {
            return new HMACValidator().calculateHMAC(signed, key);
        } catch (SignatureException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<byte[]> tampered(byte[] signedBody) {
        String text = new String(signedBody, StandardCharsets.UTF_8);
        return Optional.of(text.replaceFirst("\"value\":\\d", "\"value\":9").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt) {
        return Map.of("Content-Type", List.of("application/json"));
    }
}
