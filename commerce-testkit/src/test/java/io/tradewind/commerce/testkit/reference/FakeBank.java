package io.tradewind.commerce.testkit.reference;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.testkit.payment.FakeProvider;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider of the reference gateway: keys, questions, webhooks and scripted answers over HTTP. */
public final class FakeBank extends FakeProvider implements PaymentWebhooks {
    public static final List<String> SECRETS = List.of("whsec_new_7d1f", "whsec_old_90aa");
    static final String MERCHANT = "merchant_1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Integer> OWN_DECIMALS = Map.of("ISK", 2, "HUF", 0);

    /** An operation as it stands. */
    private static final class Operation {
        String id = "";
        String reference = "";
        String kind = "";
        String payment = "";
        String currency = "";
        String status = "";
        String code = "";
        long amount;
    }

    private record Kept(String request, int status, Map<String, Object> answer) {}

    private record Answer(int status, Map<String, Object> json) {}

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Operation> byReference = new HashMap<>();
    private final Map<String, Boolean> buyers = new HashMap<>();
    private final Map<String, Kept> keys = new HashMap<>();

    @Override
    public Optional<URI> address() {
        return super.address().map(it -> it.resolve("/v1/"));
    }

    // ---- HTTP ----

    private static Reply reply(Answer answer) {
        return Reply.json(answer.status(), JSON.writeValueAsString(answer.json()));
    }

    @Override
    protected Reply answer(Seen request) {
        try {
            return reply(keyed(request));
        } catch (ReferenceGateway.Unreadable | IllegalArgumentException bad) {
            return reply(error(400, "invalid_request"));
        }
    }

    private Answer keyed(Seen request) {
        String authorization = request.header("Authorization").orElse("");
        if (!authorization.equals("Bearer sk_test_good") && !authorization.equals("Bearer sk_live_good")) {
            return error(401, "unauthorized");
        }
        String target = request.path().substring("/v1/".length());
        if (request.reads()) {
            return question(target, request.query());
        }
        String key = request.header("Idempotency-Key").orElse(null);
        String said = target + " " + request.text();
        Kept kept = key == null ? null : keys.get(key);
        if (kept != null) {
            return kept.request().equals(said) ? new Answer(kept.status(), kept.answer()) : error(409, "key_reused");
        }
        Answer answer = effect(target, ReferenceGateway.tree(request.body()));
        if (key != null) {
            keys.put(key, new Kept(said, answer.status(), answer.json()));
        }
        return answer;
    }

    private static Answer error(int status, String code) {
        return new Answer(status, Map.of("error", code));
    }

    // ---- questions ----

    private Answer question(String target, Map<String, String> query) {
        if (target.equals("account")) {
            return new Answer(200, Map.of("id", MERCHANT));
        }
        String[] parts = target.split("/", -1);
        Operation found;
        if (parts[0].equals("payments")) {
            found = operations.values().stream()
                    .filter(it -> it.payment.equals(parts[1]))
                    .reduce((one, next) -> next)
                    .orElse(null);
        } else {
            found = parts.length > 1 ? operations.get(parts[1]) : byReference.get(query.getOrDefault("reference", ""));
        }
        return found == null ? error(404, "not_found") : new Answer(200, told(found));
    }

    private Map<String, Object> told(Operation operation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", operation.id);
        json.put("reference", operation.reference);
        json.put("kind", operation.kind);
        json.put("payment", operation.payment);
        json.put("status", operation.status);
        json.put("code", operation.code);
        json.put("amount", operation.amount);
        json.put("currency", operation.currency);
        json.put("action_url", "https://bank.example/challenge/" + operation.payment);
        json.put("expires_in", 1800);
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("authorized", sum(operation.payment, "AUTHORIZE", "PURCHASE"));
        totals.put("captured", sum(operation.payment, "CAPTURE", "PURCHASE"));
        totals.put("refunded", sum(operation.payment, "REFUND"));
        json.put("totals", totals);
        return json;
    }

    private long sum(String payment, String... kinds) {
        return operations.values().stream()
                .filter(it -> it.payment.equals(payment) && List.of(kinds).contains(it.kind) && moved(it))
                .mapToLong(it -> it.amount)
                .sum();
    }

    private static boolean moved(Operation operation) {
        return List.of("authorized", "captured", "cancelled", "refunded").contains(operation.status);
    }

    // ---- effects ----

    private Answer effect(String target, JsonNode body) {
        String[] parts = target.split("/", -1);
        if (parts.length == 1) {
            return open(body);
        }
        Operation opening = operations.get(parts[1]);
        if (opening == null) {
            return error(404, "not_found");
        }
        return switch (parts[2]) {
            case "completions" -> complete(opening, body);
            case "captures" -> follow(opening, "CAPTURE", "captured", body);
            case "cancellations" -> follow(opening, "CANCEL", "cancelled", body);
            case "refunds" -> follow(opening, "REFUND", "refunded", body);
            default -> error(404, "not_found");
        };
    }

    private Answer open(JsonNode body) {
        String token = body.path("token").asString();
        boolean capture = body.path("capture").asBoolean();
        Operation operation = operation(capture ? "PURCHASE" : "AUTHORIZE", body);
        operation.payment = operation.id;
        if (operation.amount < 0 || (operation.amount == 0 && capture)) {
            return error(400, "invalid_amount");
        }
        String good = operation.amount == 0 ? "verified" : capture ? "captured" : "authorized";
        if (token.equals("tok_ok")) {
            operation.status = good;
        } else if (token.equals("tok_pending")) {
            operation.status = "pending";
        } else if (token.equals("tok_action")) {
            operation.status = "action_required";
        } else if (token.startsWith("tok_decline_")) {
            operation.status = "declined";
            operation.code = token.substring("tok_decline_".length());
        } else {
            return error(400, "invalid_token");
        }
        return book(operation);
    }

    private Operation operation(String kind, JsonNode body) {
        Operation operation = new Operation();
        operation.id = kind.substring(0, 2).toLowerCase(Locale.ROOT) + "_" + (operations.size() + 1);
        operation.kind = kind;
        operation.reference = body.path("reference").asString();
        operation.amount = body.path("amount").asLong();
        operation.currency = body.path("currency").asString();
        return operation;
    }

    private Answer book(Operation operation) {
        operations.put(operation.id, operation);
        byReference.put(operation.reference, operation);
        Money amount = amount(operation.currency, operation.amount);
        if (moved(operation)) {
            moved(operation.reference, amount);
        } else {
            asked(operation.reference, amount);
        }
        return new Answer(operation.status.equals("declined") ? 402 : 200, told(operation));
    }

    private Answer complete(Operation opening, JsonNode body) {
        if (opening.status.equals("action_required")) {
            boolean known = body.path("session").asString().equals("session-" + opening.id);
            if (known && Boolean.TRUE.equals(buyers.get(opening.id))) {
                decide(opening, true);
            } else if (known) {
                opening.code = "buyer_failed";
                opening.status = "declined";
            }
        }
        return new Answer(opening.status.equals("declined") ? 402 : 200, told(opening));
    }

    private void decide(Operation opening, boolean approved) {
        opening.status = !approved ? "declined" : opening.kind.equals("PURCHASE") ? "captured" : "authorized";
        opening.code = approved ? "" : "insufficient_funds";
        if (approved) {
            moved(opening.reference, amount(opening.currency, opening.amount));
        }
    }

    private Answer follow(Operation opening, String kind, String status, JsonNode body) {
        Operation operation = operation(kind, body);
        operation.payment = opening.id;
        operation.status = status;
        long captured = sum(opening.id, "CAPTURE", "PURCHASE");
        long open = kind.equals("REFUND")
                ? captured - sum(opening.id, "REFUND")
                : sum(opening.id, "AUTHORIZE", "PURCHASE") - captured - sum(opening.id, "CANCEL");
        if (!operation.currency.equals(opening.currency) || operation.amount <= 0) {
            return error(400, "invalid_amount");
        } else if (open == 0) {
            return error(422, "nothing_open");
        } else if (operation.amount > open) {
            return error(422, "amount_exceeds");
        }
        return book(operation);
    }

    // ---- the truth ----

    static Money amount(String currency, long minor) {
        int decimals = OWN_DECIMALS.getOrDefault(
                currency, Currency.getInstance(currency).getDefaultFractionDigits());
        return Money.of(CurrencyUnit.of(currency), BigDecimal.valueOf(minor, decimals), RoundingMode.HALF_UP);
    }

    @Override
    public synchronized boolean settle(ProviderRef operation, boolean approved) {
        decide(Objects.requireNonNull(operations.get(operation.value())), approved);
        return true;
    }

    @Override
    public synchronized Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, boolean approved) {
        buyers.put(payment.value(), approved);
        return Optional.of(Map.of("session", List.of("session-" + payment)));
    }

    // ---- webhooks ----

    @Override
    public Optional<PaymentWebhooks> webhooks() {
        return Optional.of(this);
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
    public synchronized byte[] body(List<OperationId> told) {
        return body(MERCHANT, false, "operation.updated", told);
    }

    private byte[] body(String account, boolean live, String type, List<OperationId> told) {
        List<Map<String, Object>> events = told.stream()
                .map(it -> byReference.get(it.toString()))
                .map(it -> {
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("id", "evt_" + it.id);
                    event.put("type", type);
                    event.put("at", "2026-01-02T12:00:00Z");
                    event.put("operation", told(it));
                    return event;
                })
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", account);
        body.put("live", live);
        body.put("events", events);
        return JSON.writeValueAsBytes(body);
    }

    private synchronized List<OperationId> any() {
        return byReference.keySet().stream().limit(1).map(OperationId::parse).toList();
    }

    @Override
    public byte[] unknownType() {
        return body(MERCHANT, false, "payout.sent", any());
    }

    @Override
    public Optional<byte[]> otherAccount() {
        return Optional.of(body("merchant_2", false, "operation.updated", any()));
    }

    @Override
    public Optional<byte[]> otherMode() {
        return Optional.of(body(MERCHANT, true, "operation.updated", any()));
    }

    /** The reference gateway does not know the type. */
    @Override
    public Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        return Optional.of(body(MERCHANT, false, "dispute." + stage, any()));
    }

    @Override
    public Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt) {
        String seconds = String.valueOf(signedAt.getEpochSecond());
        String signature = HexFormat.of().formatHex(Hook.mac(secret, seconds, body));
        return Map.of(
                "Content-Type", List.of("application/json"), Hook.HEADER, List.of("t=" + seconds + ",v1=" + signature));
    }
}
