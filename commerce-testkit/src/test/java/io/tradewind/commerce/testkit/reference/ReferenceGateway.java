package io.tradewind.commerce.testkit.reference;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway over HTTP that keeps every rule of the kit. Its decisions are methods of their own, so that a broken gateway
 * is this one with one of them changed.
 */
public class ReferenceGateway implements PaymentGateway {
    protected static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MinorUnits UNITS = MinorUnits.STANDARD.except("ISK", 2).except("HUF", 0);
    private static final PaymentProfile PROFILE = PaymentProfiles.builder()
            .can(
                    PaymentCapability.AUTHORIZE,
                    PaymentCapability.PURCHASE,
                    PaymentCapability.PARTIAL_CAPTURE,
                    PaymentCapability.MULTI_CAPTURE,
                    PaymentCapability.CANCEL,
                    PaymentCapability.PARTIAL_REFUND,
                    PaymentCapability.MULTI_REFUND,
                    PaymentCapability.KEYED,
                    PaymentCapability.QUERY_BY_OPERATION,
                    PaymentCapability.REDIRECT,
                    PaymentCapability.CLIENT_TOKEN,
                    PaymentCapability.WEBHOOKS,
                    PaymentCapability.ZERO_VERIFY)
            .currencies("EUR", "USD", "JPY", "KWD", "ISK", "HUF")
            .units(UNITS)
            .keptFor(Duration.ofDays(1))
            .build();

    protected final ProviderContext context;

    public ReferenceGateway(ProviderContext context) {
        this.context = context;
    }

    /** One request for money, in the plugin's own words. */
    public record Sent(OperationKind kind, Call call, Money amount, String order, Optional<ProviderRef> payment) {}

    /** The provider's answer makes no sense. */
    protected static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    @Override
    public PaymentProfile profile() {
        return PROFILE;
    }

    // ---- asking ----

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        if (!(request.instrument() instanceof Instrument.ClientToken token)) {
            return PaymentResult.unsupported("instrument");
        }
        if (!sayable(request.amount())) {
            return rejected(RejectCode.INVALID_REQUEST, "amount");
        }
        boolean atOnce = request.capture() == CaptureMode.AT_ONCE;
        Sent sent = new Sent(
                atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE,
                request.call(),
                request.amount(),
                request.checkout().reference(),
                Optional.empty());
        Map<String, Object> body = body(sent);
        body.put("capture", atOnce);
        body.put("token", token.token().value());
        body.put("order", request.checkout().reference());
        body.put("return_url", request.returnUrl().toString());
        return effect(sent, "payments", body);
    }

    protected boolean sayable(Money amount) {
        return profile().takes(amount);
    }

    @Override
    public PaymentResult complete(CompleteRequest request) {
        Sent sent =
                new Sent(OperationKind.AUTHORIZE, request.call(), request.amount(), "", Optional.of(request.payment()));
        Map<String, Object> body = new TreeMap<>();
        body.put("reference", request.call().id().toString());
        body.put("session", request.parameter("session").orElse(""));
        HttpCall call = post(
                "payments/" + request.payment() + "/completions",
                body,
                request.call().deadline());
        return result(sent, send(withKey(call, request.call().id().step(1))));
    }

    @Override
    public PaymentResult capture(FollowUp request) {
        return followUp(OperationKind.CAPTURE, "captures", request);
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return followUp(OperationKind.CANCEL, "cancellations", request);
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return followUp(OperationKind.REFUND, "refunds", request);
    }

    protected PaymentResult followUp(OperationKind kind, String path, FollowUp request) {
        if (!sayable(request.amount())) {
            return rejected(RejectCode.INVALID_REQUEST, "amount");
        }
        Sent sent = new Sent(kind, request.call(), request.amount(), "", Optional.of(request.payment()));
        return effect(sent, "payments/" + request.payment() + "/" + path, body(sent));
    }

    protected Map<String, Object> body(Sent sent) {
        Map<String, Object> body = new TreeMap<>();
        body.put("reference", sent.call().id().toString());
        body.put("amount", minor(sent.amount()));
        body.put("currency", sent.amount().getCurrencyUnit().getCode());
        return body;
    }

    protected long minor(Money amount) {
        return UNITS.minor(amount);
    }

    protected Money money(String currency, long minor) {
        return UNITS.money(CurrencyUnit.of(currency), minor);
    }

    protected Optional<String> key(Sent sent) {
        return Optional.of(sent.call().id().toString());
    }

    private PaymentResult effect(Sent sent, String path, Map<String, Object> body) {
        HttpCall call = post(path, body, sent.call().deadline());
        return result(sent, send(key(sent).map(it -> withKey(call, it)).orElse(call)));
    }

    protected HttpCall post(String path, Map<String, Object> body, Instant deadline) {
        return new HttpCall("POST", address(path), headers(), JSON.writeValueAsBytes(body), deadline);
    }

    private static HttpCall withKey(HttpCall call, String key) {
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.put("Idempotency-Key", key);
        return new HttpCall(call.method(), call.uri(), headers, call.body(), call.deadline());
    }

    protected HttpCall get(String path, Instant deadline) {
        return new HttpCall("GET", address(path), headers(), new byte[0], deadline);
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + apiKey(), "Content-Type", "application/json");
    }

    protected String apiKey() {
        return context.settings().secret("apiKey").reveal();
    }

    protected URI address(String path) {
        return URI.create(endpoint() + path);
    }

    protected String endpoint() {
        return context.settings().uri("endpoint").toString();
    }

    protected HttpReply send(HttpCall call) {
        return context.http().send(call);
    }

    // ---- reading ----

    protected PaymentResult result(Sent sent, HttpReply reply) {
        if (reply instanceof HttpReply.NotSent it) {
            return notSent(it.why());
        } else if (reply instanceof HttpReply.Answered it) {
            return answered(sent, it);
        }
        return unknown(((HttpReply.Unknown) reply).why());
    }

    protected PaymentResult notSent(String why) {
        return new PaymentResult.NotSent(why);
    }

    protected PaymentResult unknown(String why) {
        return new PaymentResult.Unknown(Optional.empty(), why, Details.NONE);
    }

    private PaymentResult answered(Sent sent, HttpReply.Answered answer) {
        if (answer.status() == 429) {
            return new PaymentResult.NotSent("too many requests");
        }
        try {
            return read(sent, answer.status(), tree(answer.body()));
        } catch (Unreadable | ArithmeticException | IllegalArgumentException why) {
            return unreadable(answer, why);
        }
    }

    protected PaymentResult unreadable(HttpReply.Answered answer, RuntimeException why) {
        return unknown("unreadable answer, status " + answer.status());
    }

    private PaymentResult read(Sent sent, int status, JsonNode json) {
        if (status == 200 || status == 402) {
            return switch (text(json, "status")) {
                case "authorized", "captured", "cancelled", "refunded", "verified" -> approved(sent, json);
                case "pending" -> pending(sent, json);
                case "action_required" -> action(sent, json);
                case "declined" -> declined(text(json, "code"));
                default -> throw new Unreadable("status");
            };
        }
        String error = text(json, "error");
        return switch (error) {
            case "in_progress", "internal" -> unknown(error);
            case "unauthorized" -> badKey();
            default -> rejected(reject(error), error);
        };
    }

    protected PaymentResult badKey() {
        return rejected(RejectCode.BAD_CREDENTIALS, "the API key is not accepted");
    }

    private static RejectCode reject(String error) {
        return switch (error) {
            case "not_found" -> RejectCode.NOT_FOUND;
            case "amount_exceeds" -> RejectCode.AMOUNT_EXCEEDS;
            case "nothing_open" -> RejectCode.ALREADY_DONE;
            case "key_reused" -> RejectCode.KEY_REUSED;
            default -> RejectCode.INVALID_REQUEST;
        };
    }

    private static PaymentResult rejected(RejectCode code, String why) {
        return new PaymentResult.Rejected(code, why, Details.NONE);
    }

    protected PaymentResult approved(Sent sent, JsonNode json) {
        Effect effect = switch (text(json, "status")) {
            case "authorized" -> Effect.AUTHORIZED;
            case "captured" -> Effect.CAPTURED;
            case "cancelled" -> Effect.CANCELLED;
            case "refunded" -> Effect.REFUNDED;
            default -> Effect.VERIFIED;
        };
        return new PaymentResult.Approved(ref(json), amount(sent, json), effect, Details.NONE);
    }

    protected Money amount(Sent sent, JsonNode json) {
        return money(text(json, "currency"), number(json, "amount"));
    }

    protected PaymentResult pending(Sent sent, JsonNode json) {
        return new PaymentResult.Pending(
                ref(json), context.clock().instant().plus(Duration.ofMinutes(15)), Details.NONE);
    }

    protected PaymentResult action(Sent sent, JsonNode json) {
        return new PaymentResult.ActionRequired(
                ref(json),
                new NextAction.Redirect("GET", URI.create(text(json, "action_url")), Map.of()),
                context.clock().instant().plusSeconds(number(json, "expires_in")),
                Details.NONE);
    }

    protected PaymentResult declined(String code) {
        return switch (code) {
            case "insufficient_funds" -> no(DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, code);
            case "stolen" -> no(DeclineCode.LOST_OR_STOLEN, Retry.NEVER, code);
            case "bank_down" -> no(DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER, code);
            case "step_up" -> no(DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION, code);
            case "buyer_failed" -> no(DeclineCode.AUTHENTICATION_FAILED, Retry.AFTER_AUTHENTICATION, code);
            default -> no(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, code);
        };
    }

    protected static PaymentResult no(DeclineCode code, Retry retry, String raw) {
        return new PaymentResult.Declined(code, retry, Details.code(raw));
    }

    protected static ProviderRef ref(JsonNode json) {
        return new ProviderRef(text(json, "id"));
    }

    protected static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (RuntimeException notJson) {
            throw new Unreadable("no JSON");
        }
    }

    protected static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new Unreadable("no text " + name);
        }
        return value.stringValue();
    }

    protected static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Unreadable("no number " + name);
        }
        return value.longValue();
    }

    // ---- questions ----

    @Override
    public StatusReport query(StatusQuery query) {
        HttpReply reply = send(get(question(query), query.deadline()));
        if (!(reply instanceof HttpReply.Answered answer)) {
            return unavailable("no answer");
        }
        try {
            JsonNode json = tree(answer.body());
            if (answer.status() == 404 && text(json, "error").equals("not_found")) {
                return new StatusReport.NotFound();
            }
            return answer.status() == 200 ? found(query, json) : unavailable("status " + answer.status());
        } catch (Unreadable | ArithmeticException | IllegalArgumentException why) {
            return unavailable("unreadable answer, status " + answer.status());
        }
    }

    protected String question(StatusQuery query) {
        return query.own().map(it -> "operations/" + it).orElse("operations?reference=" + query.operation());
    }

    protected StatusReport unavailable(String why) {
        return new StatusReport.Unavailable(why);
    }

    private StatusReport found(StatusQuery query, JsonNode json) {
        Sent sent = new Sent(
                query.kind(), Call.first(query.operation(), query.deadline()), query.amount(), "", query.payment());
        String currency = text(json, "currency");
        JsonNode totals = json.path("totals");
        return new StatusReport.Found(
                read(sent, 200, json),
                new StatusReport.Totals(
                        money(currency, number(totals, "authorized")),
                        money(currency, number(totals, "captured")),
                        money(currency, number(totals, "refunded"))));
    }

    @Override
    public Health health(Instant deadline) {
        HttpReply reply = send(get("account", deadline));
        if (!(reply instanceof HttpReply.Answered answer)) {
            return Health.down(Duration.ZERO, "no answer");
        }
        return switch (answer.status()) {
            case 200 -> Health.up(Duration.ZERO);
            case 401 -> Health.badCredentials(Duration.ZERO);
            default -> Health.down(Duration.ZERO, "status " + answer.status());
        };
    }

    // ---- webhooks ----

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return new Hook(this, envelope).read();
    }

    protected List<Secret> webhookSecrets() {
        return context.settings().rotating("webhookSecret");
    }

    protected PaymentFact fact(JsonNode event) {
        JsonNode operation = event.path("operation");
        OperationKind kind = OperationKind.valueOf(text(operation, "kind"));
        OperationId id = OperationId.parse(text(operation, "reference"));
        ProviderRef payment = new ProviderRef(text(operation, "payment"));
        Sent sent = new Sent(
                kind,
                Call.first(id, context.clock().instant()),
                money(text(operation, "currency"), number(operation, "amount")),
                "",
                Optional.of(payment));
        return new PaymentFact.Outcome(payment, Optional.of(id), kind, read(sent, 200, operation));
    }

    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
