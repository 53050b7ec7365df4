package io.tradewind.commerce.payment.stripe;

import com.google.gson.Gson;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testkit.payment.FakeProvider;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Stripe as its documents describe it, as far as the plugin goes: intents and their states, refunds, errors, idempotency
 * keys, search that can lag. Written from docs.stripe.com, without the plugin's own tables.
 */
final class FakeStripe extends FakeProvider {
    private static final Gson JSON = new Gson();
    private static final Set<String> ZERO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Pattern SEARCH = Pattern.compile("metadata\\['(\\w+)'\\]:'([^']+)'");
    private static final String INTENTS = "/v1/payment_intents";

    /** A Payment Intent. */
    static final class Intent {
        String id = "";
        String status = "";
        String currency = "";
        String captureMethod = "";
        String charge = "";
        String cancellation = "";
        String customer = "";
        String kept = "";
        long amount;
        long received;
        long refunded;
        Map<String, Object> error = Map.of();
        final Map<String, String> metadata = new TreeMap<>();
    }

    /** A refund. */
    static final class Refunded {
        String id = "";
        String intent = "";
        String currency = "";
        String status = "succeeded";
        long amount;
        final Map<String, String> metadata = new TreeMap<>();
    }

    record Answer(int status, Map<String, Object> json) {}

    private record Kept(String request, Answer answer) {}

    final Map<String, Intent> intents = new LinkedHashMap<>();
    final Map<String, Refunded> refunds = new LinkedHashMap<>();
    /** Kept methods by id, with their customers. */
    private final Map<String, String> attached = new HashMap<>();

    /** Customers by id, with the buyers they stand for. */
    private final Map<String, String> customers = new LinkedHashMap<>();

    private final Map<String, Kept> keys = new HashMap<>();
    private boolean searchLags;
    private String refundStatus = "succeeded";

    /** From now on a search finds nothing new. */
    synchronized void searchLags() {
        searchLags = true;
    }

    /** The next request gets this answer, and nothing happens. */
    void answerOnce(int status, Map<String, Object> json) {
        answerNext(reply(new Answer(status, json)));
    }

    /** Refunds made from now on have this status. */
    synchronized void refundsAre(String status) {
        refundStatus = status;
    }

    // ---- HTTP ----

    private static Reply reply(Answer answer) {
        return Reply.json(answer.status(), JSON.toJson(answer.json())).with("Request-Id", "req_fake");
    }

    @Override
    protected Reply answer(Seen request) {
        String authorization = request.header("Authorization").orElse("");
        if (!authorization.equals("Bearer sk_test_good") && !authorization.equals("Bearer sk_live_good")) {
            return reply(error(401, "invalid_request_error", null, null, "Invalid API Key provided: sk_test_***oked"));
        }
        return scripted().orElseGet(() -> reply(judged(request)));
    }

    private Answer judged(Seen request) {
        if (request.reads()) {
            return question(request.path(), request.query());
        }
        String key = request.header("Idempotency-Key").orElse("");
        String said = request.path() + " " + new TreeMap<>(request.form());
        Kept kept = keys.get(key);
        if (kept != null) {
            return kept.request().equals(said)
                    ? kept.answer()
                    : error(
                            400,
                            "idempotency_error",
                            null,
                            null,
                            "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        Answer answer = effect(request.path(), request.form(), key);
        if (answer.status() == 200 || answer.status() == 402) { // what fails validation is not kept
            keys.put(key, new Kept(said, answer));
        }
        return answer;
    }

    static Answer error(int status, String type, String code, String param, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", type);
        error.put("code", code);
        error.put("param", param);
        error.put("message", message);
        return new Answer(status, Map.of("error", error));
    }

    private static Answer missing(String what, String id) {
        return error(404, "invalid_request_error", "resource_missing", "intent", "No such " + what + ": '" + id + "'");
    }

    // ---- questions ----

    private Answer question(String path, Map<String, String> query) {
        if (path.equals("/v1/balance")) {
            return new Answer(200, Map.of("object", "balance", "livemode", false));
        } else if (path.equals(INTENTS + "/search")) {
            Matcher search = SEARCH.matcher(String.valueOf(query.get("query")));
            if (!search.matches()) {
                return error(400, "invalid_request_error", null, "query", "Invalid query");
            }
            List<Object> hits = intents.values().stream()
                    .filter(it -> !searchLags)
                    .filter(it -> search.group(2).equals(it.metadata.get(search.group(1))))
                    .<Object>map(it -> json(it, true))
                    .toList();
            return list("search_result", hits);
        } else if (path.equals("/v1/customers/search")) {
            String wanted = String.valueOf(query.get("query"))
                    .replaceFirst("metadata\\['tradewind_buyer'\\]:'(.*)'", "$1")
                    .replaceAll("\\\\(.)", "$1");
            return list(
                    "search_result",
                    customers.keySet().stream()
                            .filter(it -> wanted.equals(customers.get(it)))
                            .<Object>map(FakeStripe::customer)
                            .toList());
        } else if (path.matches("/v1/customers/\\w+/payment_methods")) {
            String customer = path.split("/", -1)[3];
            return list(
                    "list",
                    attached.keySet().stream()
                            .filter(it -> attached.get(it).equals(customer))
                            .<Object>map(FakeStripe::card)
                            .toList());
        } else if (path.equals("/v1/refunds")) {
            return list(
                    "list",
                    refunds.values().stream()
                            .filter(it -> it.intent.equals(query.get("payment_intent")))
                            .<Object>map(FakeStripe::json)
                            .toList());
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/v1/refunds/")) {
            return refunds.containsKey(id) ? new Answer(200, json(refunds.get(id))) : missing("refund", id);
        }
        return intents.containsKey(id)
                ? new Answer(200, json(intents.get(id), query.containsValue("latest_charge")))
                : missing("payment_intent", id);
    }

    private static Answer list(String object, List<Object> data) {
        return new Answer(200, Map.of("object", object, "has_more", false, "data", data));
    }

    static Map<String, Object> json(Intent intent, boolean expanded) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", intent.id);
        json.put("object", "payment_intent");
        json.put("amount", intent.amount);
        json.put("amount_capturable", intent.status.equals("requires_capture") ? intent.amount : 0);
        json.put("amount_received", intent.received);
        json.put("capture_method", intent.captureMethod);
        json.put("client_secret", intent.id + "_secret_x");
        json.put("created", Instant.now().getEpochSecond());
        json.put("currency", intent.currency);
        json.put("livemode", false);
        json.put("metadata", intent.metadata);
        json.put("status", intent.status);
        if (!intent.kept.isEmpty()) {
            json.put("customer", intent.customer);
            json.put("setup_future_usage", "off_session");
            json.put("payment_method", card(intent.kept));
        }
        if (!intent.cancellation.isEmpty()) {
            json.put("cancellation_reason", intent.cancellation);
        }
        if (!intent.error.isEmpty()) {
            json.put("last_payment_error", intent.error);
        }
        if (!intent.charge.isEmpty()) {
            json.put(
                    "latest_charge",
                    expanded
                            ? Map.of("id", intent.charge, "object", "charge", "amount_refunded", intent.refunded)
                            : intent.charge);
        }
        if (intent.status.equals("requires_action")) {
            json.put(
                    "next_action",
                    Map.of(
                            "type",
                            "redirect_to_url",
                            "redirect_to_url",
                            Map.of("url", "https://hooks.stripe.com/3d_secure_2/" + intent.id)));
        }
        return json;
    }

    private static Map<String, Object> customer(String id) {
        return Map.of("id", id, "object", "customer");
    }

    private static Map<String, Object> card(String id) {
        return Map.of(
                "id",
                id,
                "object",
                "payment_method",
                "type",
                "card",
                "card",
                Map.of("brand", "visa", "last4", "4242", "exp_month", 5, "exp_year", 2028));
    }

    static Map<String, Object> json(Refunded refund) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", refund.id);
        json.put("object", "refund");
        json.put("amount", refund.amount);
        json.put("currency", refund.currency);
        json.put("payment_intent", refund.intent);
        json.put("status", refund.status);
        json.put("metadata", refund.metadata);
        return json;
    }

    // ---- effects ----

    private Answer effect(String path, Map<String, String> form, String key) {
        if (path.equals(INTENTS)) {
            return create(form);
        } else if (path.equals("/v1/refunds")) {
            return refund(form);
        }
        if (path.equals("/v1/customers")) {
            String id = "cus_" + (customers.size() + 1);
            customers.put(id, form.get("metadata[tradewind_buyer]"));
            return new Answer(200, customer(id));
        }
        String[] parts = path.split("/", -1);
        if (path.startsWith("/v1/payment_methods/")) {
            return attached.remove(parts[3]) != null
                    ? new Answer(200, Map.of("id", parts[3], "object", "payment_method", "type", "card"))
                    : error(
                            400,
                            "invalid_request_error",
                            null,
                            null,
                            "The payment method is not attached to a customer.");
        }
        Intent intent = intents.get(parts[3]);
        if (intent == null) {
            return missing("payment_intent", parts[3]);
        }
        return parts[4].equals("capture") ? capture(intent, form) : cancel(intent, key);
    }

    private Answer create(Map<String, String> form) {
        Intent intent = new Intent();
        intent.id = "pi_" + (intents.size() + 1);
        intent.amount = Long.parseLong(form.get("amount"));
        intent.currency = form.get("currency");
        intent.captureMethod = form.get("capture_method");
        intent.metadata.putAll(metadata(form));
        if (Set.of("isk", "ugx").contains(intent.currency) && intent.amount % 100 != 0) {
            return error(400, "invalid_request_error", null, "amount", "fractions cannot be charged");
        }
        if (!"true".equals(form.get("confirm"))) {
            intent.status = "requires_payment_method";
            intents.put(intent.id, intent);
            return new Answer(200, json(intent, false));
        }
        String method = Optional.ofNullable(form.get("payment_method")).orElse(form.get("confirmation_token"));
        if (method.startsWith("pm_decline_")) {
            String code = method.substring("pm_decline_".length());
            decline(intent, code);
            intents.put(intent.id, intent);
            Map<String, Object> error = new LinkedHashMap<>(intent.error);
            error.put("payment_intent", json(intent, false));
            return new Answer(402, Map.of("error", error));
        }
        if (form.containsKey("setup_future_usage") && method.equals("pm_card_visa")) {
            intent.customer = form.get("customer");
            intent.kept = "pm_kept" + intents.size();
            attached.put(intent.kept, intent.customer);
        }
        if (method.startsWith("pm_kept") && form.get("customer").equals(attached.get(method))) {
            pay(intent);
            intents.put(intent.id, intent);
            return new Answer(200, json(intent, false));
        }
        switch (method) {
            case "pm_card_visa", "ctoken_good" -> pay(intent);
            case "pm_card_threeDSecure2Required" -> intent.status = "requires_action";
            case "pm_usBankAccount_success" -> intent.status = "processing";
            default -> {
                return error(
                        400,
                        "invalid_request_error",
                        "resource_missing",
                        "payment_method",
                        "No such PaymentMethod: '" + method + "'");
            }
        }
        intents.put(intent.id, intent);
        return new Answer(200, json(intent, false));
    }

    static void decline(Intent intent, String code) {
        intent.status = "requires_payment_method";
        boolean named = Set.of("expired_card", "incorrect_cvc", "processing_error", "authentication_required")
                .contains(code);
        intent.error = named
                ? Map.of("type", "card_error", "code", code, "message", "no")
                : Map.of("type", "card_error", "code", "card_declined", "decline_code", code, "message", "no");
    }

    private static Map<String, String> metadata(Map<String, String> form) {
        return form.entrySet().stream()
                .filter(it -> it.getKey().startsWith("metadata["))
                .collect(Collectors.toMap(
                        it -> it.getKey().substring(9, it.getKey().length() - 1), Map.Entry::getValue));
    }

    private void pay(Intent intent) {
        boolean manual = intent.captureMethod.equals("manual");
        intent.status = manual ? "requires_capture" : "succeeded";
        intent.received = manual ? 0 : intent.amount;
        intent.charge = "ch_" + intent.id.substring(3);
        happened(intent.metadata.get(Answers.OPERATION), intent.currency, intent.amount);
    }

    private void happened(String operation, String currency, long minor) {
        moved(String.valueOf(operation), money(currency, minor));
    }

    static Money money(String currency, long minor) {
        return Money.of(
                CurrencyUnit.of(currency.toUpperCase(Locale.ROOT)),
                BigDecimal.valueOf(minor, ZERO_DECIMALS.contains(currency) ? 0 : 2)
                        .stripTrailingZeros());
    }

    private static Answer unexpected(Intent intent, String verb) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", "invalid_request_error");
        error.put("code", "payment_intent_unexpected_state");
        error.put(
                "message", "This PaymentIntent could not be " + verb + " because it has a status of " + intent.status);
        error.put("payment_intent", json(intent, false));
        return new Answer(400, Map.of("error", error));
    }

    private Answer capture(Intent intent, Map<String, String> form) {
        long amount = Long.parseLong(form.getOrDefault("amount_to_capture", String.valueOf(intent.amount)));
        if (!intent.status.equals("requires_capture")) {
            return unexpected(intent, "captured");
        } else if (amount > intent.amount) {
            return error(400, "invalid_request_error", "amount_too_large", "amount_to_capture", "too much");
        }
        intent.metadata.putAll(metadata(form));
        intent.received = amount;
        intent.status = "succeeded";
        happened(intent.metadata.get(Answers.CAPTURE), intent.currency, amount);
        return new Answer(200, json(intent, false));
    }

    private Answer cancel(Intent intent, String key) {
        if (Set.of("succeeded", "canceled").contains(intent.status)) {
            return unexpected(intent, "canceled");
        }
        intent.status = "canceled";
        happened(key, intent.currency, intent.amount);
        return new Answer(200, json(intent, false));
    }

    private Answer refund(Map<String, String> form) {
        Intent intent = intents.get(form.get("payment_intent"));
        if (intent == null) {
            return missing("payment_intent", form.get("payment_intent"));
        }
        long amount = Long.parseLong(form.get("amount"));
        if (intent.received == intent.refunded) {
            return error(400, "invalid_request_error", "charge_already_refunded", null, "has already been refunded");
        } else if (amount > intent.received - intent.refunded) {
            return error(
                    400,
                    "invalid_request_error",
                    null,
                    "amount",
                    "Refund amount is greater than unrefunded amount on charge");
        }
        Refunded refund = new Refunded();
        refund.id = "re_" + (refunds.size() + 1);
        refund.intent = intent.id;
        refund.currency = intent.currency;
        refund.amount = amount;
        refund.status = refundStatus;
        refund.metadata.putAll(metadata(form));
        refunds.put(refund.id, refund);
        intent.refunded += amount;
        happened(refund.metadata.get(Answers.OPERATION), intent.currency, amount);
        return new Answer(200, json(refund));
    }

    // ---- the truth ----

    synchronized Intent intent(ProviderRef ref) {
        return intents.get(ref.value());
    }

    synchronized Intent intentOf(OperationId operation) {
        return intents.values().stream()
                .filter(it -> operation.toString().equals(it.metadata.get(Answers.OPERATION)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized boolean settle(ProviderRef operation, boolean approved) {
        Intent intent = intent(operation);
        if (approved) {
            pay(intent);
        } else {
            decline(intent, "generic_decline");
        }
        return true;
    }

    @Override
    public synchronized Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, boolean approved) {
        Intent intent = intent(payment);
        if (approved) {
            pay(intent);
        } else {
            intent.status = "requires_payment_method";
            intent.error = Map.of(
                    "type",
                    "invalid_request_error",
                    "code",
                    "payment_intent_authentication_failure",
                    "message",
                    "failed authentication");
        }
        return Optional.of(Map.of("payment_intent", List.of(payment.value()), "redirect_status", List.of("x")));
    }

    @Override
    public Optional<PaymentWebhooks> webhooks() {
        return Optional.of(new StripeEvents(this));
    }
}
