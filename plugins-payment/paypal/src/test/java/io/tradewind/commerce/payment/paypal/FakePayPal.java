package io.tradewind.commerce.payment.paypal;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testkit.payment.FakeProvider;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * PayPal as its documents describe it, as far as the plugin goes: access tokens, orders the buyer approves, their
 * authorisations, captures, refunds and voids, errors, request ids, and the certificates of webhooks. Written from
 * developer.paypal.com, without the plugin's own tables.
 */
final class FakePayPal extends FakeProvider {
    static final String CLIENT = "AQ-good_client";
    static final String SECRET = "EL-good_secret";
    private static final Gson JSON = new Gson();
    private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

    /** An authorisation, capture or refund. */
    static final class Payment {
        String id = "";
        String status = "COMPLETED";
        String up = "";
        String customId = "";
        String invoiceId = "";
        String processor = "";
        String advice = "";
        boolean last;
        Money amount = Money.parse("EUR 0.00");
    }

    /** An order. */
    static final class Order {
        String id = "";
        String intent = "";
        String status = "PAYER_ACTION_REQUIRED";
        String customId = "";
        String script = "";
        Money amount = Money.parse("EUR 0.00");
        final List<Payment> authorizations = new ArrayList<>();
        final List<Payment> captures = new ArrayList<>();
        final List<Payment> refunds = new ArrayList<>();

        Money taken() {
            return captures.stream()
                    .filter(it -> !it.status.equals("DECLINED"))
                    .map(it -> it.amount)
                    .reduce(Money.zero(amount.getCurrencyUnit()), Money::plus);
        }
    }

    record Answer(int status, Object json) {}

    private record Kept(String request, String order, Answer answer) {}

    final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Kept> keys = new HashMap<>();
    private String created = "";
    private final Set<String> tokens = new HashSet<>();
    private int ids;
    private int lifeOfTokens = 32_400;
    private String certificate = "paypal";

    // ---- what tests tell it ----

    /** The next request to do something gets this answer, and nothing happens. */
    void answerOnce(int status, Object json) {
        answerNext(reply(new Answer(status, json)));
    }

    synchronized void revokeTokens() {
        tokens.clear();
    }

    synchronized void tokensLast(int seconds) {
        lifeOfTokens = seconds;
    }

    /** From now on this certificate is served. */
    synchronized void certify(String name) {
        certificate = name;
    }

    synchronized Order only() {
        return orders.values().iterator().next();
    }

    long count(String startOfRequest) {
        return seen().stream()
                .filter(it -> (it.method() + " " + it.path()).startsWith(startOfRequest))
                .count();
    }

    // ---- HTTP ----

    private static Reply reply(Answer answer) {
        return Reply.json(answer.status(), answer.json() == null ? "" : JSON.toJson(answer.json()));
    }

    @Override
    protected Reply answer(Seen request) {
        String authorization = request.header("Authorization").orElse("");
        if (request.path().startsWith("/v1/notifications/certs/")) {
            return Reply.of(200, "application/x-pem-file", Pem.text(certificate + ".pem"));
        } else if (request.path().equals("/v1/oauth2/token")) {
            return reply(token(authorization, request.text()));
        } else if (!authorization.startsWith("Bearer ") || !tokens.contains(authorization.substring(7))) {
            return reply(new Answer(
                    401, Map.of("error", "invalid_token", "error_description", "Token signature verification failed")));
        }
        Optional<Reply> scripted = request.reads() ? Optional.empty() : scripted();
        return scripted.orElseGet(() -> reply(judged(request)));
    }

    private Answer judged(Seen request) {
        String path = request.path();
        String body = request.text();
        String[] parts = path.split("/", -1);
        if (request.reads()) {
            return question(parts);
        }
        String key = request.header("PayPal-Request-Id").orElse("");
        Kept kept = keys.get(key + " " + path);
        if (kept != null && !kept.request().equals(body)) {
            return error(422, "UNPROCESSABLE_ENTITY", "DUPLICATE_REQUEST_ID", "The request id was used before.");
        } else if (kept != null && parts.length == 4) {
            return new Answer(200, json(orders.get(kept.order())));
        } else if (kept != null) {
            return kept.answer();
        }
        Answer answer = effect(
                parts, JsonParser.parseString(body.isEmpty() ? "{}" : body).getAsJsonObject(), key);
        if (answer.status() < 300) {
            keys.put(key + " " + path, new Kept(body, created, answer));
        }
        return answer;
    }

    private Answer token(String authorization, String body) {
        String good = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!authorization.equals("Basic " + good) || !body.equals("grant_type=client_credentials")) {
            return new Answer(
                    401, Map.of("error", "invalid_client", "error_description", "Client Authentication failed"));
        }
        ids++;
        String token = "A21AA-token-" + ids;
        tokens.add(token);
        return new Answer(200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", lifeOfTokens));
    }

    static Answer error(int status, String name, String issue, String text) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("name", name);
        error.put("details", List.of(Map.of("issue", issue, "description", text)));
        error.put("message", "The requested action could not be performed.");
        error.put("debug_id", "fa8e0");
        return new Answer(status, error);
    }

    private static Answer refused(String issue) {
        return error(422, "UNPROCESSABLE_ENTITY", issue, "no");
    }

    private static Answer missing() {
        return error(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID", "Specified resource ID does not exist.");
    }

    // ---- questions ----

    private Answer question(String[] parts) {
        if (parts[3].equals("orders")) {
            return orders.containsKey(parts[4]) ? new Answer(200, json(orders.get(parts[4]))) : missing();
        }
        for (Order order : orders.values()) {
            for (Payment each : order.captures) {
                if (each.id.equals(parts[4])) {
                    return new Answer(200, json(order, each));
                }
            }
        }
        return missing();
    }

    Map<String, Object> json(Order order) {
        Map<String, Object> unit = new LinkedHashMap<>();
        unit.put("reference_id", "default");
        unit.put("custom_id", order.customId);
        unit.put("amount", json(order.amount));
        if (!order.authorizations.isEmpty() || !order.captures.isEmpty()) {
            Map<String, Object> payments = new LinkedHashMap<>();
            payments.put(
                    "authorizations",
                    order.authorizations.stream().map(it -> json(order, it)).toList());
            payments.put(
                    "captures",
                    order.captures.stream().map(it -> json(order, it)).toList());
            payments.put(
                    "refunds", order.refunds.stream().map(it -> json(order, it)).toList());
            unit.put("payments", payments);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id);
        json.put("intent", order.intent);
        json.put("status", order.status);
        json.put("create_time", Instant.now().toString());
        json.put("purchase_units", List.of(unit));
        json.put(
                "links",
                List.of(
                        link("self", "/v2/checkout/orders/" + order.id),
                        Map.of(
                                "rel",
                                "payer-action",
                                "href",
                                "https://www.sandbox.paypal.com/checkoutnow?token=" + order.id)));
        return json;
    }

    Map<String, Object> json(Order order, Payment payment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", payment.id);
        json.put("status", payment.status);
        json.put("amount", json(payment.amount));
        if (!payment.customId.isEmpty()) {
            json.put("custom_id", payment.customId);
        }
        if (!payment.invoiceId.isEmpty()) {
            json.put("invoice_id", payment.invoiceId);
        }
        if (payment.status.equals("PENDING")) {
            json.put("status_details", Map.of("reason", "PENDING_REVIEW"));
        }
        if (!payment.processor.isEmpty()) {
            json.put(
                    "processor_response",
                    payment.advice.isEmpty()
                            ? Map.of("response_code", payment.processor)
                            : Map.of("response_code", payment.processor, "payment_advice_code", payment.advice));
        }
        if (!payment.up.contains("captures")) {
            json.put("supplementary_data", Map.of("related_ids", Map.of("order_id", order.id)));
        }
        json.put("links", List.of(link("self", "/v2/payments/x/" + payment.id), link("up", payment.up)));
        return json;
    }

    private Map<String, String> link(String rel, String path) {
        return Map.of("rel", rel, "href", "https://api.sandbox.paypal.com" + path);
    }

    static Map<String, String> json(Money amount) {
        boolean whole = WHOLE.contains(amount.getCurrencyUnit().getCode());
        return Map.of(
                "currency_code",
                amount.getCurrencyUnit().getCode(),
                "value",
                whole
                        ? amount.getAmount().toBigInteger().toString()
                        : amount.getAmount().toPlainString());
    }

    static Money money(JsonObject amount) {
        return Money.of(
                CurrencyUnit.of(amount.get("currency_code").getAsString()),
                new BigDecimal(amount.get("value").getAsString()));
    }

    // ---- effects ----

    private Answer effect(String[] parts, JsonObject body, String key) {
        if (parts[3].equals("orders")) {
            if (parts.length == 4) {
                return create(body);
            }
            Order order = orders.get(parts[4]);
            return order == null ? missing() : complete(order, parts[5]);
        }
        for (Order order : orders.values()) {
            for (Payment each : order.authorizations) {
                if (each.id.equals(parts[4])) {
                    return parts[5].equals("void") ? cancel(order, each, key) : capture(order, each, body);
                }
            }
            for (Payment each : order.captures) {
                if (each.id.equals(parts[4])) {
                    return refund(order, each, body);
                }
            }
        }
        return missing();
    }

    private String id(String kind) {
        ids++;
        return kind + ids + "X";
    }

    private Answer create(JsonObject body) {
        JsonObject unit = body.get("purchase_units").getAsJsonArray().get(0).getAsJsonObject();
        JsonObject amount = unit.get("amount").getAsJsonObject();
        String value = amount.get("value").getAsString();
        if (WHOLE.contains(amount.get("currency_code").getAsString()) && value.contains(".")) {
            return refused("DECIMALS_NOT_SUPPORTED");
        } else if (value.contains(".") && value.length() - value.indexOf('.') > 3) {
            return refused("DECIMAL_PRECISION");
        }
        Order order = new Order();
        order.id = id("O");
        order.intent = body.get("intent").getAsString();
        order.customId = unit.get("custom_id").getAsString();
        order.amount = money(amount);
        orders.put(order.id, order);
        created = order.id;
        asked(order.customId, order.amount);
        return new Answer(201, json(order));
    }

    private Answer complete(Order order, String how) {
        if (!how.equals(order.intent.equals("CAPTURE") ? "capture" : "authorize")) {
            return refused("ACTION_DOES_NOT_MATCH_INTENT");
        } else if (order.status.equals("COMPLETED")) {
            return refused(how.equals("capture") ? "ORDER_ALREADY_CAPTURED" : "ORDER_ALREADY_AUTHORIZED");
        } else if (!order.status.equals("APPROVED")) {
            return refused("ORDER_NOT_APPROVED");
        } else if (order.script.contains("_")) {
            return refused(order.script);
        }
        Payment payment = new Payment();
        payment.id = id(how.equals("capture") ? "C" : "A");
        payment.customId = order.customId;
        payment.amount = order.amount;
        payment.up = "/v2/checkout/orders/" + order.id;
        order.status = "COMPLETED";
        (how.equals("capture") ? order.captures : order.authorizations).add(payment);
        if (order.script.equals(PENDING)) {
            payment.status = "PENDING";
        } else if (order.script.isEmpty()) {
            approve(order, payment);
        } else {
            payment.status = how.equals("capture") ? "DECLINED" : "DENIED";
            payment.processor = order.script;
        }
        return new Answer(201, json(order));
    }

    private void approve(Order order, Payment payment) {
        payment.status = order.intent.equals("CAPTURE") ? "COMPLETED" : "CREATED";
        moved(order.customId, order.amount);
    }

    private Answer capture(Order order, Payment authorization, JsonObject body) {
        Money amount = money(body.get("amount").getAsJsonObject());
        String invoice = body.get("invoice_id").getAsString();
        if (authorization.status.equals("VOIDED")) {
            return refused("AUTHORIZATION_VOIDED");
        } else if (authorization.status.equals("CAPTURED")) {
            return refused("AUTHORIZATION_ALREADY_CAPTURED");
        } else if (order.captures.stream().anyMatch(it -> it.invoiceId.equals(invoice))) {
            return refused("DUPLICATE_INVOICE_ID");
        } else if (order.taken().plus(amount).isGreaterThan(authorization.amount)) {
            return refused("MAX_CAPTURE_AMOUNT_EXCEEDED");
        }
        Payment capture = new Payment();
        capture.id = id("C");
        capture.amount = amount;
        capture.customId = order.customId;
        capture.invoiceId = invoice;
        capture.up = "/v2/payments/authorizations/" + authorization.id;
        capture.last = body.get("final_capture").getAsBoolean();
        order.captures.add(capture);
        boolean all = capture.last || order.taken().equals(authorization.amount);
        authorization.status = all ? "CAPTURED" : "PARTIALLY_CAPTURED";
        moved(invoice, amount);
        return new Answer(201, json(order, capture));
    }

    private Answer cancel(Order order, Payment authorization, String key) {
        if (authorization.status.equals("VOIDED")) {
            return refused("PREVIOUSLY_VOIDED");
        } else if (authorization.status.equals("CAPTURED")) {
            return refused("PREVIOUSLY_CAPTURED");
        }
        authorization.status = "VOIDED";
        moved(key, authorization.amount.minus(order.taken()));
        return new Answer(204, null);
    }

    private Answer refund(Order order, Payment capture, JsonObject body) {
        Money amount = money(body.get("amount").getAsJsonObject());
        Money back = order.refunds.stream()
                .filter(it -> it.up.endsWith("/" + capture.id))
                .map(it -> it.amount)
                .reduce(Money.zero(amount.getCurrencyUnit()), Money::plus);
        if (back.plus(amount).isGreaterThan(capture.amount)) {
            return refused(back.equals(capture.amount) ? "CAPTURE_FULLY_REFUNDED" : "REFUND_AMOUNT_EXCEEDED");
        }
        Payment refund = new Payment();
        refund.id = id("R");
        refund.amount = amount;
        refund.customId = body.get("custom_id").getAsString();
        refund.up = "/v2/payments/captures/" + capture.id;
        order.refunds.add(refund);
        capture.status = back.plus(amount).equals(capture.amount) ? "REFUNDED" : "PARTIALLY_REFUNDED";
        moved(refund.customId, amount);
        return new Answer(201, json(order, refund));
    }

    // ---- the kit's view ----

    @Override
    public synchronized boolean settle(ProviderRef operation, boolean approved) {
        Order order = orders.get(operation.value());
        Payment payment = (order.intent.equals("CAPTURE") ? order.captures : order.authorizations).get(0);
        if (approved) {
            approve(order, payment);
        } else {
            payment.status = "DENIED";
        }
        return true;
    }

    @Override
    public synchronized Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, boolean approved) {
        Order order = orders.get(payment.value());
        if (!approved) {
            return Optional.of(Map.of("token", List.of(order.id)));
        }
        if (order.status.equals("PAYER_ACTION_REQUIRED")) {
            order.status = "APPROVED";
        }
        return Optional.of(Map.of("token", List.of(order.id), "PayerID", List.of("BUYER7")));
    }

    @Override
    public synchronized Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, String outcome) {
        orders.get(payment.value()).script = outcome;
        return buyerReturns(payment, true);
    }

    @Override
    public Optional<PaymentWebhooks> webhooks() {
        return Optional.of(new PayPalEvents(this));
    }
}
