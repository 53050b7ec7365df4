package ${package};

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** One account at the provider. Keeps nothing between calls; safe for many threads. */
final class ${name}Gateway implements PaymentGateway {
    private static final MinorUnits UNITS = MinorUnits.STANDARD;

    private final ProviderContext context;
    private final ${name}Wire wire;

    ${name}Gateway(ProviderContext context) {
        this.context = context;
        this.wire = new ${name}Wire(context);
    }

    @Override
    public PaymentProfile profile() {
        return PaymentProfiles.builder()
                .can(
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.QUERY_BY_OPERATION,
                        PaymentCapability.CLIENT_TOKEN)
                .currencies("EUR", "USD", "JPY", "KWD")
                .units(UNITS)
                .keptFor(Duration.ofDays(7), OperationKind.PURCHASE, OperationKind.REFUND)
                .build();
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        if (request.capture() != CaptureMode.AT_ONCE
                || request.use() != StoredCredential.NONE
                || !(request.instrument() instanceof Instrument.ClientToken)) {
            return PaymentResult.unsupported("only payments at once, with a token of the provider's script");
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("token", ((Instrument.ClientToken) request.instrument()).token().value());
        Optional<PaymentResult> cannot = addAmount(fields, request.amount());
        return cannot.orElseGet(() -> result(
                wire.post("/payments", fields, request.call().id(), request.call().deadline()), Effect.CAPTURED));
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        Map<String, String> fields = new HashMap<>();
        String payment = URLEncoder.encode(request.payment().value(), StandardCharsets.UTF_8);
        Optional<PaymentResult> cannot = addAmount(fields, request.amount());
        return cannot.orElseGet(() -> result(
                wire.post(
                        "/payments/" + payment + "/refunds",
                        fields,
                        request.call().id(),
                        request.call().deadline()),
                Effect.REFUNDED));
    }

    private Optional<PaymentResult> addAmount(Map<String, String> fields, Money amount) {
        if (!amount.isPositive() || !profile().takes(amount)) {
            return Optional.of(
                    new PaymentResult.Rejected(RejectCode.INVALID_REQUEST, "cannot move " + amount, Details.NONE));
        }
        fields.put("amount", String.valueOf(UNITS.minor(amount)));
        fields.put("currency", amount.getCurrencyUnit().getCode());
        return Optional.empty();
    }

    /** The table of docs/plugins/payment.md: only what is certain is said. */
    private static PaymentResult result(HttpReply reply, Effect effect) {
        if (reply instanceof HttpReply.NotSent it) {
            return new PaymentResult.NotSent(it.why());
        } else if (reply instanceof HttpReply.Unknown it) {
            return unknown(it.why());
        }
        HttpReply.Answered answer = (HttpReply.Answered) reply;
        Map<String, String> fields = ${name}Wire.read(answer.text());
        int status = answer.status();
        if (status == 429) {
            return new PaymentResult.NotSent("too many requests");
        } else if (status == 200) {
            return told(fields, effect);
        } else if (status < 400 || status >= 500 || status == 409 || !fields.containsKey("error")) {
            return unknown("status " + status);
        }
        return new PaymentResult.Rejected(code(status, fields.get("error")), "status " + status, Details.NONE);
    }

    private static RejectCode code(int status, String error) {
        if (status == 401 || status == 403) {
            return RejectCode.BAD_CREDENTIALS;
        }
        return switch (error) {
            case "key_reused" -> RejectCode.KEY_REUSED;
            case "too_much" -> RejectCode.AMOUNT_EXCEEDS;
            case "missing" -> RejectCode.NOT_FOUND;
            default -> RejectCode.INVALID_REQUEST;
        };
    }

    /** What the provider says happened, its amount included; judging that is the shop's. */
    private static PaymentResult told(Map<String, String> fields, Effect effect) {
        try {
            String status = fields.getOrDefault("status", "");
            if (status.equals("declined")) {
                return declined(fields.getOrDefault("code", ""));
            } else if (!status.equals("done")) {
                return unknown("status " + status);
            }
            return new PaymentResult.Approved(
                    new ProviderRef(fields.getOrDefault("id", "")), money(fields, "amount"), effect, Details.NONE);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return unknown("the answer cannot be read");
        }
    }

    private static PaymentResult declined(String code) {
        return switch (code) {
            case "no_funds" ->
                new PaymentResult.Declined(
                        DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, Details.code(code));
            case "stolen" -> new PaymentResult.Declined(DeclineCode.LOST_OR_STOLEN, Retry.NEVER, Details.code(code));
            default -> new PaymentResult.Declined(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, Details.code(code));
        };
    }

    private static Money money(Map<String, String> fields, String name) {
        CurrencyUnit currency = CurrencyUnit.of(fields.getOrDefault("currency", ""));
        return UNITS.money(currency, Long.parseLong(fields.getOrDefault(name, "")));
    }

    private static PaymentResult unknown(String why) {
        return new PaymentResult.Unknown(Optional.empty(), why, Details.NONE);
    }

    /** Finds every operation by its id; an answer that is not the provider's is no answer. */
    @Override
    public StatusReport query(StatusQuery query) {
        HttpReply reply = wire.get("/operations/" + query.operation(), query.deadline());
        if (!(reply instanceof HttpReply.Answered answer)) {
            return new StatusReport.Unavailable("no answer");
        }
        Map<String, String> fields = ${name}Wire.read(answer.text());
        if (answer.status() == 404 && "missing".equals(fields.get("error"))) {
            return new StatusReport.NotFound();
        } else if (answer.status() != 200) {
            return new StatusReport.Unavailable("status " + answer.status());
        }
        try {
            Effect effect = query.kind() == OperationKind.REFUND ? Effect.REFUNDED : Effect.CAPTURED;
            PaymentResult outcome = told(fields, effect);
            Money captured = money(fields, "captured");
            return outcome instanceof PaymentResult.Unknown
                    ? new StatusReport.Unavailable("the answer cannot be read")
                    : new StatusReport.Found(
                            outcome, new StatusReport.Totals(captured, captured, money(fields, "refunded")));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return new StatusReport.Unavailable("the answer cannot be read");
        }
    }

    @Override
    public Health health(Instant deadline) {
        Instant start = context.clock().instant();
        HttpReply reply = wire.get("/ping", deadline);
        Duration latency = Duration.between(start, context.clock().instant());
        int status = reply instanceof HttpReply.Answered it ? it.status() : 0;
        return switch (status) {
            case 200 -> Health.up(latency);
            case 401, 403 -> Health.badCredentials(latency);
            default -> Health.down(latency, "no good answer");
        };
    }
}
