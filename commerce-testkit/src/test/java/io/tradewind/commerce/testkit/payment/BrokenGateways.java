package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import io.tradewind.commerce.testkit.reference.Hook;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** The reference gateway with one mistake each: what vendors get wrong, and the rule that must say so. */
final class BrokenGateways {
    private BrokenGateways() {}

    static List<Mutant> all() {
        return List.of(
                // keys
                Mutant.of("key-per-attempt", "PAY-IDEM-2", KeyPerAttempt::new),
                Mutant.of("no-key", "PAY-IDEM-1", NoKey::new),
                Mutant.of("key-only-on-authorize", "PAY-IDEM-1", KeyOnlyOnAuthorize::new),
                Mutant.of("key-from-order-and-amount", "PAY-IDEM-4", KeyFromOrderAndAmount::new),
                Mutant.of("timestamp-in-body", "PAY-IDEM-6", TimestampInBody::new),
                // lost answers
                Mutant.of("timeout-is-declined", "PAY-LOST-1", TimeoutIsDeclined::new),
                Mutant.of("timeout-is-not-sent", "PAY-SENT-2", TimeoutIsNotSent::new),
                Mutant.of("refused-after-resend-is-not-sent", "PAY-SENT-2", Resends::new),
                Mutant.of("refused-is-unknown", "PAY-SENT-1", RefusedIsUnknown::new),
                Mutant.of("retries-itself", "PAY-LOST-3", Resends::new),
                Mutant.of("url-connection-resends", "PAY-LOST-4", UrlConnectionResends::new),
                // junk
                Mutant.of("html-is-declined", "PAY-JUNK-1", HtmlIsDeclined::new),
                Mutant.of("empty-200-is-approved", "PAY-JUNK-2", EmptyIsApproved::new),
                Mutant.of("throws-on-truncated", "PAY-JUNK-3", ThrowsOnTruncated::new),
                Mutant.of("follows-redirect", "PAY-JUNK-5", FollowsRedirect::new),
                // time
                Mutant.of("sdk-default-timeout", "PAY-TIME-1", SdkDefaultTimeout::new),
                Mutant.of("body-outlives-deadline", "PAY-TIME-2", BodyOutlivesDeadline::new),
                Mutant.of("swallows-interrupt", "PAY-TIME-3", SwallowsInterrupt::new),
                // amounts
                Mutant.of("times-hundred", "PAY-AMT-2", TimesHundred::new),
                Mutant.of("two-decimals-everywhere", "PAY-AMT-3", TwoDecimalsEverywhere::new),
                Mutant.of("ignores-exceptions", "PAY-AMT-4", IgnoresExceptions::new),
                Mutant.of("double-arithmetic", "PAY-AMT-5", DoubleArithmetic::new),
                Mutant.of("echoes-request-amount", "PAY-AMT-6", EchoesRequestAmount::new),
                // life
                Mutant.of("captures-everything", "PAY-LIFE-4", CapturesEverything::new),
                Mutant.of("full-refund-always", "PAY-LIFE-6", FullRefundAlways::new),
                Mutant.of("action-is-approved", "PAY-LIFE-8", ActionIsApproved::new),
                Mutant.of("pending-is-approved", "PAY-LIFE-9", PendingIsApproved::new),
                Mutant.of("pending-is-declined", "PAY-LIFE-9", PendingIsDeclined::new),
                Mutant.of("bad-key-is-declined", "PAY-DECL-3", BadKeyIsDeclined::new),
                Mutant.of("all-declines-other", "PAY-DECL-1", AllDeclinesOther::new),
                // questions
                Mutant.of("query-not-found-on-error", "PAY-QRY-3", QueryNotFoundOnError::new),
                Mutant.of("query-latest", "PAY-QRY-2", QueryLatest::new),
                Mutant.of("query-resends", "PAY-QRY-4", QueryResends::new),
                // webhooks
                hook("no-signature-check", "PAY-HOOK-1", NoSignatureCheck::new),
                hook("header-present-is-enough", "PAY-HOOK-1", HeaderPresentIsEnough::new),
                hook("parses-before-verifying", "PAY-HOOK-2", ParsesBeforeVerifying::new),
                hook("verifies-reserialised-json", "PAY-HOOK-3", VerifiesReserialisedJson::new),
                hook("no-time-window", "PAY-HOOK-4", NoTimeWindow::new),
                hook("random-event-id", "PAY-HOOK-5", RandomEventId::new),
                hook("unknown-type-is-error", "PAY-HOOK-6", UnknownTypeIsError::new),
                hook("other-account-accepted", "PAY-HOOK-7", OtherAccountAccepted::new),
                hook("first-of-batch", "PAY-HOOK-8", FirstOfBatch::new),
                hook("one-secret-only", "PAY-HOOK-9", OneSecretOnly::new),
                // claims
                Mutant.of("claims-too-much", "PAY-CAP-1", ClaimsTooMuch::new),
                Mutant.of("sends-unclaimed", "PAY-CAP-2", SendsUnclaimed::new),
                // guest in the host's process
                Mutant.of("static-api-key", "GEN-RUN-5", StaticApiKey::new),
                Mutant.of("field-for-last-request", "GEN-RUN-4", FieldForLastRequest::new),
                Mutant.of("leaks-timer", "GEN-RUN-2", LeaksTimer::new),
                Mutant.of("sets-system-property", "GEN-RUN-3", SetsSystemProperty::new),
                Mutant.of("logs-secret", "GEN-LOG-1", LogsSecret::new),
                Mutant.of("secret-in-exception", "GEN-LOG-3", SecretInException::new),
                Mutant.of("endpoint-hard-coded", "GEN-CONF-4", EndpointHardCoded::new),
                new Mutant("live-key-in-test", "GEN-CONF-3", withoutPatterns(), ReferenceGateway::new));
    }

    private static Mutant hook(String name, String rule, BiFunction<ReferenceGateway, WebhookEnvelope, Hook> reading) {
        return Mutant.of(name, rule, context -> new ReferenceGateway(context) {
            @Override
            public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
                return reading.apply(this, envelope).read();
            }
        });
    }

    private static List<ConfigField> withoutPatterns() {
        return List.of(
                ConfigField.secret("apiKey"),
                ConfigField.required("merchant", FieldKind.TEXT),
                ConfigField.rotatingSecret("webhookSecret"),
                ConfigField.endpoint("https://api.bank.example/v1/"));
    }

    // ---- keys ----

    private static final class KeyPerAttempt extends ReferenceGateway {
        KeyPerAttempt(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return Optional.of(sent.call().id().step(sent.call().attempt()));
        }
    }

    private static final class NoKey extends ReferenceGateway {
        NoKey(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return Optional.empty();
        }
    }

    private static final class KeyOnlyOnAuthorize extends ReferenceGateway {
        KeyOnlyOnAuthorize(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return sent.payment().isEmpty() ? super.key(sent) : Optional.empty();
        }
    }

    private static final class KeyFromOrderAndAmount extends ReferenceGateway {
        KeyFromOrderAndAmount(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            String subject = sent.payment().map(ProviderRef::value).orElse(sent.order());
            return Optional.of(subject + " " + sent.kind() + " " + sent.amount());
        }
    }

    private static final class TimestampInBody extends ReferenceGateway {
        TimestampInBody(ProviderContext context) {
            super(context);
        }

        @Override
        protected Map<String, Object> body(Sent sent) {
            Map<String, Object> body = super.body(sent);
            body.put("sent_at", context.clock().instant().toString());
            return body;
        }
    }

    // ---- lost answers ----

    private static final class TimeoutIsDeclined extends ReferenceGateway {
        TimeoutIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unknown(String why) {
            return no(DeclineCode.OTHER, Retry.LATER, "timeout");
        }
    }

    private static final class TimeoutIsNotSent extends ReferenceGateway {
        TimeoutIsNotSent(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unknown(String why) {
            return new PaymentResult.NotSent(why);
        }
    }

    /** Sends again by itself, and says what became of the second try only. */
    private static final class Resends extends ReferenceGateway {
        Resends(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpReply first = super.send(call);
            return first instanceof HttpReply.Unknown ? super.send(call) : first;
        }
    }

    private static final class RefusedIsUnknown extends ReferenceGateway {
        RefusedIsUnknown(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult notSent(String why) {
            return unknown(why);
        }
    }

    /** The JDK's old client: sends a POST again when the connection breaks before an answer. */
    private static final class UrlConnectionResends extends ReferenceGateway {
        UrlConnectionResends(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) call.uri().toURL().openConnection();
                connection.setRequestMethod(call.method());
                connection.setInstanceFollowRedirects(false);
                call.headers().forEach(connection::setRequestProperty);
                if (call.body().length > 0) {
                    connection.setDoOutput(true);
                    connection.getOutputStream().write(call.body());
                }
                int status = connection.getResponseCode();
                byte[] body = (status < 400 ? connection.getInputStream() : connection.getErrorStream()).readAllBytes();
                return new HttpReply.Answered(status, Map.of(), body);
            } catch (ConnectException refused) {
                return new HttpReply.NotSent("" + refused);
            } catch (IOException lost) {
                return new HttpReply.Unknown("" + lost);
            }
        }
    }

    // ---- junk ----

    private static final class HtmlIsDeclined extends ReferenceGateway {
        HtmlIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unreadable(HttpReply.Answered answer, RuntimeException why) {
            return answer.status() >= 400
                    ? no(DeclineCode.OTHER, Retry.LATER, "" + answer.status())
                    : super.unreadable(answer, why);
        }
    }

    private static final class EmptyIsApproved extends ReferenceGateway {
        EmptyIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult result(Sent sent, HttpReply reply) {
            if (reply instanceof HttpReply.Answered it && it.status() == 200 && it.body().length == 0) {
                ProviderRef ref = sent.payment().orElse(new ProviderRef("payment"));
                return new PaymentResult.Approved(ref, sent.amount(), Effect.CAPTURED, Details.NONE);
            }
            return super.result(sent, reply);
        }
    }

    private static final class ThrowsOnTruncated extends ReferenceGateway {
        ThrowsOnTruncated(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unreadable(HttpReply.Answered answer, RuntimeException why) {
            if (answer.status() == 200) {
                throw why;
            }
            return super.unreadable(answer, why);
        }
    }

    private static final class FollowsRedirect extends ReferenceGateway {
        FollowsRedirect(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpReply reply = super.send(call);
            if (reply instanceof HttpReply.Answered it && it.status() / 100 == 3) {
                URI elsewhere = call.uri().resolve(it.header("Location").orElse(""));
                return super.send(new HttpCall(call.method(), elsewhere, call.headers(), call.body(), call.deadline()));
            }
            return reply;
        }
    }

    // ---- time ----

    private static final class SdkDefaultTimeout extends ReferenceGateway {
        SdkDefaultTimeout(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            Instant later = context.clock().instant().plusSeconds(80);
            return super.send(new HttpCall(call.method(), call.uri(), call.headers(), call.body(), later));
        }
    }

    /** The time-out of the JDK's client ends with the head of the answer. */
    private static final class BodyOutlivesDeadline extends ReferenceGateway {
        private final HttpClient client = HttpClient.newHttpClient();

        BodyOutlivesDeadline(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                    .timeout(Duration.between(context.clock().instant(), call.deadline()))
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new HttpReply.Answered(response.statusCode(), Map.of(), response.body());
            } catch (IOException lost) {
                return new HttpReply.Unknown("" + lost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return new HttpReply.Unknown("interrupted");
            }
        }
    }

    private static final class SwallowsInterrupt extends ReferenceGateway {
        SwallowsInterrupt(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            CompletableFuture<HttpReply> reply = CompletableFuture.supplyAsync(() -> super.send(call));
            while (true) {
                try {
                    return reply.get();
                } catch (InterruptedException ignored) {
                    continue;
                } catch (ExecutionException failed) {
                    return new HttpReply.Unknown("" + failed);
                }
            }
        }
    }

    // ---- amounts ----

    private static final class TimesHundred extends ReferenceGateway {
        TimesHundred(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            return amount.getAmount().movePointRight(2).longValue();
        }

        @Override
        protected Money money(String currency, long minor) {
            return Money.of(CurrencyUnit.of(currency), BigDecimal.valueOf(minor, 2), RoundingMode.HALF_UP);
        }
    }

    private static final class TwoDecimalsEverywhere extends ReferenceGateway {
        TwoDecimalsEverywhere(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            boolean whole = amount.getCurrencyUnit().getDecimalPlaces() == 0;
            return whole
                    ? super.minor(amount)
                    : amount.getAmount().movePointRight(2).longValue();
        }
    }

    private static final class IgnoresExceptions extends ReferenceGateway {
        IgnoresExceptions(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            return MinorUnits.STANDARD.minor(amount);
        }

        @Override
        protected Money money(String currency, long minor) {
            return MinorUnits.STANDARD.money(CurrencyUnit.of(currency), minor);
        }
    }

    private static final class DoubleArithmetic extends ReferenceGateway {
        DoubleArithmetic(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            int decimals = profile().units().decimals(amount.getCurrencyUnit());
            return (long) (amount.getAmount().doubleValue() * Math.pow(10, decimals));
        }
    }

    private static final class EchoesRequestAmount extends ReferenceGateway {
        EchoesRequestAmount(ProviderContext context) {
            super(context);
        }

        @Override
        protected Money amount(Sent sent, JsonNode json) {
            return sent.amount();
        }
    }

    // ---- life ----

    private static FollowUp whole(FollowUp request) {
        return new FollowUp(
                request.call(), request.payment(), request.open(), request.open(), true, request.lines(), "");
    }

    private static final class CapturesEverything extends ReferenceGateway {
        CapturesEverything(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return super.capture(whole(request));
        }
    }

    private static final class FullRefundAlways extends ReferenceGateway {
        FullRefundAlways(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return super.refund(whole(request));
        }
    }

    private static final class ActionIsApproved extends ReferenceGateway {
        ActionIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult action(Sent sent, JsonNode json) {
            return new PaymentResult.Approved(ref(json), sent.amount(), Effect.CAPTURED, Details.NONE);
        }
    }

    private static final class PendingIsApproved extends ReferenceGateway {
        PendingIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult pending(Sent sent, JsonNode json) {
            return new PaymentResult.Approved(ref(json), sent.amount(), Effect.CAPTURED, Details.NONE);
        }
    }

    private static final class PendingIsDeclined extends ReferenceGateway {
        PendingIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult pending(Sent sent, JsonNode json) {
            return no(DeclineCode.OTHER, Retry.LATER, "pending");
        }
    }

    private static final class BadKeyIsDeclined extends ReferenceGateway {
        BadKeyIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult badKey() {
            return no(DeclineCode.DO_NOT_HONOR, Retry.NEVER, "401");
        }
    }

    private static final class AllDeclinesOther extends ReferenceGateway {
        AllDeclinesOther(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult declined(String code) {
            return no(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, code);
        }
    }

    // ---- questions ----

    private static final class QueryNotFoundOnError extends ReferenceGateway {
        QueryNotFoundOnError(ProviderContext context) {
            super(context);
        }

        @Override
        protected StatusReport unavailable(String why) {
            return new StatusReport.NotFound();
        }
    }

    private static final class QueryLatest extends ReferenceGateway {
        QueryLatest(ProviderContext context) {
            super(context);
        }

        @Override
        protected String question(StatusQuery query) {
            return query.payment().map(it -> "payments/" + it).orElse(super.question(query));
        }
    }

    private static final class QueryResends extends ReferenceGateway {
        QueryResends(ProviderContext context) {
            super(context);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            StatusReport report = super.query(query);
            if (report instanceof StatusReport.NotFound && query.payment().isPresent()) {
                Call call = new Call(query.operation(), query.deadline(), 2, Map.of());
                FollowUp again =
                        new FollowUp(call, query.payment().get(), query.amount(), query.amount(), true, List.of(), "");
                PaymentResult result = switch (query.kind()) {
                    case REFUND -> refund(again);
                    case CANCEL -> cancel(again);
                    default -> capture(again);
                };
                return result instanceof PaymentResult.Approved ? super.query(query) : report;
            }
            return report;
        }
    }

    // ---- webhooks ----

    private static final class NoSignatureCheck extends Hook {
        NoSignatureCheck(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected boolean genuine(Matcher header) {
            return true;
        }
    }

    private static final class HeaderPresentIsEnough extends Hook {
        HeaderPresentIsEnough(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected boolean genuine(Matcher header) {
            return envelope.header(HEADER).isPresent();
        }
    }

    private static final class ParsesBeforeVerifying extends Hook {
        ParsesBeforeVerifying(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        public WebhookOutcome<PaymentFact> read() {
            try {
                BrokenGateways.parsed(envelope);
            } catch (RuntimeException unreadable) {
                return refused(Refusal.MALFORMED);
            }
            return super.read();
        }
    }

    private static JsonNode parsed(WebhookEnvelope envelope) {
        return tools.jackson.databind.json.JsonMapper.shared().readTree(envelope.body());
    }

    private static final class VerifiesReserialisedJson extends Hook {
        VerifiesReserialisedJson(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected byte[] signed() {
            return tools.jackson.databind.json.JsonMapper.shared().writeValueAsBytes(parsed(envelope));
        }
    }

    private static final class NoTimeWindow extends Hook {
        NoTimeWindow(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected boolean timely(Instant signedAt) {
            return true;
        }
    }

    private static final class RandomEventId extends Hook {
        RandomEventId(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected String eventId(JsonNode event) {
            return UUID.randomUUID().toString();
        }
    }

    private static final class UnknownTypeIsError extends Hook {
        UnknownTypeIsError(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected WebhookOutcome<PaymentFact> unknownType() {
            return new WebhookOutcome.Ignored<>("unknown type", Reply.text(400, "unknown type"));
        }
    }

    private static final class OtherAccountAccepted extends Hook {
        OtherAccountAccepted(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected Optional<Refusal> notForUs(JsonNode json) {
            return Optional.empty();
        }
    }

    private static final class FirstOfBatch extends Hook {
        FirstOfBatch(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected WebhookOutcome<PaymentFact> accepted(List<Notice<PaymentFact>> notices) {
            return super.accepted(notices.subList(0, 1));
        }
    }

    private static final class OneSecretOnly extends Hook {
        OneSecretOnly(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected List<Secret> secrets() {
            return super.secrets().subList(0, 1);
        }
    }

    // ---- claims ----

    private static final class ClaimsTooMuch extends ReferenceGateway {
        ClaimsTooMuch(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentProfile profile() {
            PaymentProfile honest = super.profile();
            Set<PaymentCapability> more = EnumSet.copyOf(honest.capabilities());
            more.add(PaymentCapability.INCREMENT);
            return new PaymentProfile(
                    more,
                    honest.currencies(),
                    honest.units(),
                    honest.keyRetention(),
                    honest.settleWindow(),
                    honest.authorizationLife());
        }
    }

    private static final class SendsUnclaimed extends ReferenceGateway {
        SendsUnclaimed(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult increment(FollowUp request) {
            return followUp(OperationKind.INCREMENT, "increments", request);
        }
    }

    // ---- guest in the host's process ----

    private static final class StaticApiKey extends ReferenceGateway {
        private static String key = "";

        StaticApiKey(ProviderContext context) {
            super(context);
            key = context.settings().secret("apiKey").reveal();
        }

        @Override
        protected String apiKey() {
            return key;
        }
    }

    private static final class FieldForLastRequest extends ReferenceGateway {
        private AuthorizeRequest last;

        FieldForLastRequest(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            last = request;
            return super.authorize(request);
        }

        @Override
        protected Money amount(Sent sent, JsonNode json) {
            return last == null ? super.amount(sent, json) : last.amount();
        }
    }

    private static final class LeaksTimer extends ReferenceGateway {
        LeaksTimer(ProviderContext context) {
            super(context);
            Timer unused = new Timer("bank-token-refresh", true);
        }
    }

    private static final class SetsSystemProperty extends ReferenceGateway {
        SetsSystemProperty(ProviderContext context) {
            super(context);
            System.setProperty("sun.net.http.retryPost", "false");
        }
    }

    private static final class LogsSecret extends ReferenceGateway {
        LogsSecret(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            Map<String, String> headers = new TreeMap<>(call.headers());
            context.log().log(System.Logger.Level.DEBUG, "{0} {1} {2}", call.method(), call.uri(), headers);
            return super.send(call);
        }
    }

    private static final class SecretInException extends ReferenceGateway {
        SecretInException(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult badKey() {
            throw new IllegalStateException("key " + apiKey() + " is not accepted");
        }
    }

    private static final class EndpointHardCoded extends ReferenceGateway {
        EndpointHardCoded(ProviderContext context) {
            super(context);
        }

        @Override
        protected String endpoint() {
            return "http://127.0.0.1:9/v1/";
        }
    }
}
