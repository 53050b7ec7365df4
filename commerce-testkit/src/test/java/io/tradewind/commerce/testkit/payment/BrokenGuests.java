package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Mistakes about what is claimed, about settings, and about being a guest in somebody's process. */
final class BrokenGuests {
    static final List<Mutant> ALL = List.of(
            Mutant.of("claims-too-much", "PAY-CAP-1", context -> claiming(context, PaymentCapability.INCREMENT)),
            Mutant.of("sends-unclaimed", "PAY-CAP-2", SendsUnclaimed::new),
            Mutant.of("static-api-key", "GEN-RUN-5", StaticApiKey::new),
            Mutant.of("field-for-last-request", "GEN-RUN-4", FieldForLastRequest::new),
            Mutant.of("leaks-timer", "GEN-RUN-2", LeaksTimer::new),
            Mutant.of("sets-system-property", "GEN-RUN-3", SetsSystemProperty::new),
            Mutant.of("logs-secret", "GEN-LOG-1", LogsSecret::new),
            Mutant.of("secret-in-exception", "GEN-LOG-3", SecretInException::new),
            Mutant.of("endpoint-hard-coded", "GEN-CONF-4", EndpointHardCoded::new),
            Mutant.with("live-key-in-test", "GEN-CONF-3", withKey(ConfigField.secret("apiKey")), ReferenceGateway::new),
            Mutant.of(
                    "claims-saved-instruments",
                    "PAY-CAP-1",
                    context -> claiming(context, PaymentCapability.SAVED_INSTRUMENTS)),
            Mutant.of("claims-client-step", "PAY-CAP-1", context -> claiming(context, PaymentCapability.CLIENT_STEP)),
            Mutant.of("claims-disputes", "PAY-CAP-1", context -> claiming(context, PaymentCapability.DISPUTES)),
            Mutant.of(
                    "claims-outcome-by-webhook",
                    "PAY-CAP-1",
                    context -> claiming(context, PaymentCapability.OUTCOME_BY_WEBHOOK)),
            Mutant.of("claims-hint", "PAY-CAP-1", context -> claiming(context, PaymentCapability.WEBHOOK_IS_HINT)),
            Mutant.of("takes-any-instrument", "PAY-CAP-2", TakesAnyInstrument::new),
            Mutant.of("sends-unknown-field", "GEN-SPEC-1", SendsUnknownField::new),
            Mutant.with(
                    "pattern-refuses-good-keys",
                    "GEN-CONF-1",
                    withKey(ConfigField.secret("apiKey").withPatterns("sk_live_\\w+", "sk_test_\\w+")),
                    ReferenceGateway::new),
            Mutant.of("pays-when-set-up", "GEN-CONF-2", PaysWhenSetUp::new),
            Mutant.of("always-healthy", "GEN-HLTH-1", AlwaysHealthy::new),
            Mutant.of("pays-to-see-its-health", "GEN-HLTH-2", PaysToSeeItsHealth::new),
            Mutant.of("logs-the-buyer", "GEN-LOG-2", LogsTheBuyer::new),
            Mutant.of("prints-its-calls", "GEN-LOG-4", PrintsItsCalls::new),
            Mutant.of("second-close-throws", "GEN-RUN-1", SecondCloseThrows::new),
            Mutant.in("keeps-its-loader", "GEN-RUN-6", KeepsItsLoader.class),
            Mutant.in("looks-through-the-thread", "GEN-RUN-7", LooksThroughTheThread.class));

    private BrokenGuests() {}

    private static List<ConfigField> withKey(ConfigField key) {
        return List.of(
                key,
                ConfigField.required("merchant", FieldKind.TEXT),
                ConfigField.rotatingSecret("webhookSecret"),
                ConfigField.endpoint("https://api.bank.example/v1/"));
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

    private static ReferenceGateway claiming(ProviderContext context, PaymentCapability more) {
        return new ReferenceGateway(context) {
            @Override
            public PaymentProfile profile() {
                PaymentProfile honest = super.profile();
                Set<PaymentCapability> claims = EnumSet.copyOf(honest.capabilities());
                claims.add(more);
                return new PaymentProfile(
                        claims,
                        honest.currencies(),
                        honest.units(),
                        honest.keyRetention(),
                        honest.settleWindow(),
                        honest.authorizationLife());
            }
        };
    }

    private static final class TakesAnyInstrument extends ReferenceGateway {
        TakesAnyInstrument(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            Instrument token = request.instrument() instanceof Instrument.Saved it
                    ? new Instrument.ClientToken(new Token(it.instrument().value()))
                    : request.instrument();
            return super.authorize(new AuthorizeRequest(
                    request.call(),
                    request.amount(),
                    request.capture(),
                    token,
                    request.use(),
                    request.checkout(),
                    request.buyer(),
                    request.returnUrl(),
                    request.cancelUrl()));
        }
    }

    private static final class SendsUnknownField extends ReferenceGateway {
        SendsUnknownField(ProviderContext context) {
            super(context);
        }

        @Override
        protected Map<String, Object> body(Sent sent) {
            Map<String, Object> body = super.body(sent);
            body.put("sum", body.get("amount"));
            return body;
        }
    }

    private static final class PaysWhenSetUp extends ReferenceGateway {
        PaysWhenSetUp(ProviderContext context) {
            super(context);
            Instant soon = context.clock().instant().plusSeconds(2);
            HttpReply unused = send(post("payments", new TreeMap<>(Map.of("amount", 1)), soon));
        }
    }

    private static final class AlwaysHealthy extends ReferenceGateway {
        AlwaysHealthy(ProviderContext context) {
            super(context);
        }

        @Override
        public Health health(Instant deadline) {
            return Health.up(Duration.ZERO);
        }
    }

    private static final class PaysToSeeItsHealth extends ReferenceGateway {
        PaysToSeeItsHealth(ProviderContext context) {
            super(context);
        }

        @Override
        public Health health(Instant deadline) {
            HttpReply unused = send(post("payments", new TreeMap<>(Map.of("amount", 1)), deadline));
            return super.health(deadline);
        }
    }

    private static final class LogsTheBuyer extends ReferenceGateway {
        LogsTheBuyer(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            context.log().log(
                    System.Logger.Level.INFO,
                    "pays: {0}",
                    request.buyer().phoneE164().orElse(""));
            return super.authorize(request);
        }
    }

    private static final class PrintsItsCalls extends ReferenceGateway {
        PrintsItsCalls(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            System.out.println(call.method() + " " + call.uri());
            return super.send(call);
        }
    }

    private static final class SecondCloseThrows extends ReferenceGateway {
        private boolean closed;

        SecondCloseThrows(ProviderContext context) {
            super(context);
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            super.close();
        }
    }
}
