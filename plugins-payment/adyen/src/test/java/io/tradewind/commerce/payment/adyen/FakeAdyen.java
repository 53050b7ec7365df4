package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testkit.payment.FakeProvider;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Adyen's Checkout API as its documents describe it, as far as the plugin goes: payments and their result codes, sessions,
 * modifications that are only acknowledged, idempotency keys, and the webhooks that tell the outcome. Written from
 * docs.adyen.com, without the plugin's own tables.
 */
final class FakeAdyen extends FakeProvider {
    static final String ACCOUNT = "TradewindECOM";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO_DECIMALS = Set.of(
            "CVE", "DJF", "GNF", "IDR", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");

    /** A payment. */
    static final class Payment {
        String psp = "";
        String reference = "";
        String state = "";
        String currency = "";
        String refusal = "";
        long amount;
        long captured;
        long refunded;
    }

    record Answer(int status, Map<String, Object> json, Map<String, String> headers) {
        Answer(int status, Map<String, Object> json) {
            this(status, json, Map.of());
        }
    }

    private record Answered(String request, Answer answer) {}

    final Map<String, Payment> payments = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> told = new HashMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Map<String, Answered> keys = new HashMap<>();
    private int references;

    /** The next request gets this answer, and nothing happens. */
    void answerOnce(int status, Map<String, Object> json, Map<String, String> headers) {
        answerNext(reply(new Answer(status, json, headers)));
    }

    // ---- HTTP ----

    private static Reply reply(Answer answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Type", "application/json");
        return new Reply(answer.status(), headers, write(answer.json()));
    }

    static byte[] write(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException none) {
            throw new IllegalArgumentException(none);
        }
    }

    @Override
    protected Reply answer(Seen request) {
        return request.header("X-API-Key").filter("good"::equals).isPresent()
                ? scripted().orElseGet(() -> reply(judged(request)))
                : reply(error(401, "000", "HTTP Status Response - Unauthorized", "security"));
    }

    private Answer judged(Seen request) {
        if (!request.path().startsWith("/v71/")) {
            return error(404, "000", "Not found", "validation");
        }
        String call = request.path().substring(4);
        if (call.startsWith("/storedPaymentMethods")) {
            String shopper = request.query().get("shopperReference");
            if (request.reads()) {
                return list(shopper);
            }
            return kept.remove(call.substring(call.lastIndexOf('/') + 1), shopper)
                    ? new Answer(204, Map.of())
                    : error(422, "803", "PaymentDetail not found", "validation");
        } else if (request.reads()) {
            return sessionResult(call, request.query().get("sessionResult"));
        }
        JsonNode json = read(request.body());
        if (!call.equals("/payments/details")
                && !ACCOUNT.equals(json.path("merchantAccount").asText())) {
            return error(403, "901", "Invalid Merchant Account", "security");
        } else if (call.equals("/paymentMethods")) {
            return new Answer(200, Map.of("paymentMethods", List.of(Map.of("type", "scheme", "name", "Cards"))));
        }
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            return effect(call, json);
        }
        String said = call + request.text();
        Answered before = keys.get(key.get());
        if (before != null) {
            return before.request().equals(said)
                    ? before.answer()
                    : error(422, "704", "request already processed or in progress", "validation");
        }
        Answer answer = effect(call, json);
        if (answer.status() < 300) {
            keys.put(key.get(), new Answered(said, answer));
        }
        return answer;
    }

    static Answer error(int status, String code, String message, String type) {
        return new Answer(status, Map.of("status", status, "errorCode", code, "message", message, "errorType", type));
    }

    // ---- effects ----

    private Answer effect(String call, JsonNode json) {
        if (call.equals("/payments")) {
            return pay(json);
        } else if (call.equals("/payments/details")) {
            return details(json.path("details").path("redirectResult").asText());
        } else if (call.equals("/sessions")) {
            return session(json);
        } else if (call.equals("/cancels")) {
            return cancelByReference(json);
        }
        String[] parts = call.split("/", -1);
        Payment payment = payments.get(parts[2]);
        if (payment == null) {
            return error(422, "167", "Original pspReference required for this operation", "validation");
        }
        return modify(payment, parts[3], json);
    }

    private String newReference() {
        references++;
        return String.format("TESTPSP%09d", references);
    }

    private Payment create(JsonNode json) {
        Payment payment = new Payment();
        payment.psp = newReference();
        payment.reference = json.path("reference").asText();
        payment.currency = json.path("amount").path("currency").asText();
        payment.amount = json.path("amount").path("value").asLong();
        payments.put(payment.psp, payment);
        return payment;
    }

    private Answer pay(JsonNode json) {
        JsonNode method = json.path("paymentMethod");
        String shopper = json.path("shopperReference").asText();
        if (method.has("storedPaymentMethodId")) {
            if (!shopper.equals(kept.get(method.path("storedPaymentMethodId").asText()))) {
                return error(422, "803", "PaymentDetail not found", "validation");
            }
        } else if (!method.path("encryptedCardNumber").isTextual()) {
            return error(422, "101", "Invalid card number", "validation");
        }
        Payment payment = create(json);
        String script = method.path("holderName").asText();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("merchantReference", payment.reference);
        if (script.startsWith("DECLINE ")) {
            refuse(payment, script.substring(8));
            answer.put("pspReference", payment.psp);
            answer.put("resultCode", "Refused");
            answer.put("refusalReason", "as scripted");
            answer.put("refusalReasonCode", payment.refusal);
        } else if (script.equals("REDIRECT")) {
            payment.state = "waiting";
            answer.put("resultCode", "RedirectShopper");
            answer.put(
                    "action",
                    Map.of(
                            "type",
                            "redirect",
                            "paymentMethodType",
                            "scheme",
                            "method",
                            "POST",
                            "url",
                            "https://checkoutshopper-test.adyen.com/threeDS/redirect",
                            "data",
                            Map.of("MD", payment.reference)));
        } else if (script.equals("CHALLENGE")) {
            payment.state = "waiting";
            answer.put("resultCode", "IdentifyShopper");
            answer.put("action", Map.of("type", "threeDS2", "subtype", "fingerprint", "token", "eyJ0"));
        } else if (script.equals("PENDING")) {
            payment.state = "pending";
            answer.put("pspReference", payment.psp);
            answer.put("resultCode", "Pending");
        } else {
            authorise(payment);
            answer.putAll(authorised(payment));
            if (json.path("storePaymentMethod").asBoolean()) {
                answer.put("paymentMethod", Map.of("type", "scheme", "brand", "visa"));
                answer.put("additionalData", keep(shopper));
            }
        }
        return new Answer(200, answer);
    }

    private Map<String, Object> keep(String shopper) {
        String id = String.format("KEPT%012d", kept.size() + 1);
        kept.put(id, shopper);
        return Map.of(
                "tokenization.storedPaymentMethodId",
                id,
                "tokenization.shopperReference",
                shopper,
                "cardSummary",
                "1111",
                "expiryDate",
                "3/2030");
    }

    private Answer list(String shopper) {
        List<Map<String, String>> cards = kept.entrySet().stream()
                .filter(it -> it.getValue().equals(shopper))
                .map(it -> Map.of(
                        "id", it.getKey(),
                        "type", "scheme",
                        "brand", "visa",
                        "lastFour", "1111",
                        "expiryMonth", "03",
                        "expiryYear", "2030"))
                .toList();
        return new Answer(200, Map.of("shopperReference", shopper, "storedPaymentMethods", cards));
    }

    private static Map<String, Object> amount(String currency, long value) {
        return Map.of("currency", currency, "value", value);
    }

    private static Map<String, Object> authorised(Payment payment) {
        return Map.of(
                "pspReference",
                payment.psp,
                "resultCode",
                "Authorised",
                "amount",
                amount(payment.currency, payment.amount),
                "merchantReference",
                payment.reference);
    }

    private void authorise(Payment payment) {
        boolean atOnce = payment.reference.contains("-purchase");
        payment.state = "authorised";
        payment.captured = atOnce ? payment.amount : 0;
        happened(payment.reference, payment.currency, payment.amount);
        tell("AUTHORISATION", payment.psp, "", payment.reference, payment.currency, payment.amount, "");
    }

    private void refuse(Payment payment, String code) {
        payment.state = "refused";
        payment.refusal = code;
        tell("AUTHORISATION", payment.psp, "", payment.reference, payment.currency, payment.amount, "Refused");
    }

    private Answer details(String result) {
        Optional<Payment> waiting = byReference(result.replaceFirst("^(ok|no)-", ""));
        if (waiting.isEmpty() || !waiting.get().state.equals("waiting")) {
            return error(422, "000", "Unable to decrypt data", "validation");
        }
        if (result.startsWith("ok-")) {
            authorise(waiting.get());
            return new Answer(200, authorised(waiting.get()));
        }
        refuse(waiting.get(), "11");
        return new Answer(
                200,
                Map.of(
                        "pspReference",
                        waiting.get().psp,
                        "resultCode",
                        "Refused",
                        "refusalReason",
                        "3D Not Authenticated",
                        "refusalReasonCode",
                        "11",
                        "merchantReference",
                        waiting.get().reference));
    }

    private Answer session(JsonNode json) {
        Payment payment = create(json);
        payment.state = "session";
        return new Answer(
                201,
                Map.of(
                        "id",
                        "CS" + payment.psp,
                        "reference",
                        payment.reference,
                        "merchantAccount",
                        ACCOUNT,
                        "amount",
                        amount(payment.currency, payment.amount),
                        "expiresAt",
                        "2036-01-11T13:53:18+01:00",
                        "returnUrl",
                        json.path("returnUrl").asText(),
                        "mode",
                        "hosted",
                        "url",
                        "https://eu.adyen.link/CS" + payment.psp));
    }

    private Answer sessionResult(String call, String result) {
        String id = call.substring(call.lastIndexOf('/') + 1);
        Payment payment = payments.get(id.substring(2));
        if (payment == null || !("result of " + id).equals(result)) {
            return error(422, "000", "Session not found", "validation");
        }
        boolean paid = payment.state.equals("authorised");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("reference", payment.reference);
        answer.put("status", paid ? "completed" : payment.state);
        if (paid) {
            answer.put("payments", List.of(authorised(payment)));
        }
        return new Answer(200, answer);
    }

    private Answer cancelByReference(JsonNode json) {
        String psp = newReference();
        Optional<Payment> payment = byReference(json.path("paymentReference").asText());
        boolean open = payment.filter(it -> it.state.equals("authorised") && it.captured == 0)
                .isPresent();
        String reference = json.path("reference").asText();
        if (open) {
            payment.get().state = "cancelled";
            happened(reference, payment.get().currency, payment.get().amount);
        }
        tell(
                "TECHNICAL_CANCEL",
                psp,
                payment.map(it -> it.psp).orElse(""),
                reference,
                payment.map(it -> it.currency).orElse("EUR"),
                payment.map(it -> it.amount).orElse(0L),
                open ? "" : "Payment not found");
        return new Answer(
                201,
                Map.of(
                        "merchantAccount",
                        ACCOUNT,
                        "paymentReference",
                        json.path("paymentReference").asText(),
                        "pspReference",
                        psp,
                        "reference",
                        reference,
                        "status",
                        "received"));
    }

    /** Acknowledged whatever it is; only the webhook says whether it could be done. */
    private Answer modify(Payment payment, String verb, JsonNode json) {
        String psp = newReference();
        String reference = json.path("reference").asText();
        long value = json.path("amount").path("value").asLong();
        boolean authorised = payment.state.equals("authorised");
        switch (verb) {
            case "captures" -> {
                boolean fits = authorised && value <= payment.amount - payment.captured;
                if (fits) {
                    payment.captured += value;
                    happened(reference, payment.currency, value);
                }
                tell(payment, "CAPTURE", psp, reference, value, fits ? "" : "Insufficient balance on payment");
            }
            case "refunds" -> {
                boolean fits = authorised && value <= payment.captured - payment.refunded;
                if (fits) {
                    payment.refunded += value;
                    happened(reference, payment.currency, value);
                }
                tell(payment, "REFUND", psp, reference, value, fits ? "" : "Insufficient balance on payment");
            }
            case "cancels" -> {
                long open = payment.amount - payment.captured;
                boolean fits = authorised && open > 0;
                if (fits) {
                    payment.state = "cancelled";
                    happened(reference, payment.currency, open);
                }
                tell(payment, "CANCELLATION", psp, reference, payment.amount, fits ? "" : "Already captured");
            }
            case "amountUpdates" -> {
                long more = value - payment.amount;
                boolean fits = authorised && payment.captured == 0;
                if (fits) {
                    payment.amount = value;
                    happened(reference, payment.currency, more);
                }
                tell(payment, "AUTHORISATION_ADJUSTMENT", psp, reference, value, fits ? "" : "Already captured");
            }
            default -> {
                return error(404, "000", "Not found", "validation");
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("merchantAccount", ACCOUNT);
        answer.put("paymentPspReference", payment.psp);
        answer.put("pspReference", psp);
        answer.put("reference", reference);
        answer.put("status", "received");
        if (json.has("amount")) {
            answer.put("amount", amount(payment.currency, value));
        }
        return new Answer(201, answer);
    }

    private void happened(String reference, String currency, long minor) {
        moved(reference.substring(0, 36), money(currency, minor));
    }

    static Money money(String currency, long minor) {
        int decimals = NO_DECIMALS.contains(currency) ? 0 : THREE_DECIMALS.contains(currency) ? 3 : 2;
        return Money.of(
                CurrencyUnit.of(currency), BigDecimal.valueOf(minor, decimals).stripTrailingZeros());
    }

    // ---- webhooks ----

    private void tell(Payment payment, String code, String psp, String reference, long value, String problem) {
        tell(code, psp, payment.psp, reference, payment.currency, value, problem);
    }

    private void tell(
            String code, String psp, String original, String reference, String currency, long value, String problem) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("additionalData", new LinkedHashMap<>());
        item.put("amount", amount(currency, value));
        item.put("eventCode", code);
        item.put("eventDate", "2026-11-25T17:00:00+01:00");
        item.put("merchantAccountCode", ACCOUNT);
        item.put("merchantReference", reference);
        if (!original.isEmpty()) {
            item.put("originalReference", original);
        }
        item.put("paymentMethod", "visa");
        item.put("pspReference", psp);
        item.put("reason", problem);
        item.put("success", String.valueOf(problem.isEmpty()));
        told.put(reference.substring(0, 36), item);
    }

    // ---- the truth ----

    synchronized Map<String, Object> told(OperationId operation) {
        return new LinkedHashMap<>(told.get(operation.toString()));
    }

    private Optional<Payment> byReference(String reference) {
        return payments.values().stream()
                .filter(it -> it.reference.equals(reference))
                .findFirst();
    }

    synchronized Payment payment(ProviderRef ref) {
        return Optional.ofNullable(payments.get(ref.value()))
                .or(() -> byReference(ref.value()))
                .orElseThrow();
    }

    @Override
    public synchronized boolean settle(ProviderRef operation, boolean approved) {
        if (approved) {
            authorise(payment(operation));
        } else {
            refuse(payment(operation), "2");
        }
        return true;
    }

    @Override
    public synchronized Optional<Map<String, List<String>>> buyerReturns(ProviderRef waiting, boolean approved) {
        Payment payment = payment(waiting);
        if (payment.state.equals("session")) {
            settle(waiting, approved);
            return Optional.of(Map.of(
                    "sessionId", List.of("CS" + payment.psp),
                    "sessionResult", List.of("result of CS" + payment.psp)));
        }
        return Optional.of(Map.of("redirectResult", List.of((approved ? "ok-" : "no-") + payment.reference)));
    }

    @Override
    public Optional<PaymentWebhooks> webhooks() {
        return Optional.of(new AdyenEvents(this));
    }
}
