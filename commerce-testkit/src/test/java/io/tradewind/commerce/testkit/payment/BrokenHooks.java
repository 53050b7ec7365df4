package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import io.tradewind.commerce.testkit.reference.Hook;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mistakes about webhooks. */
final class BrokenHooks {
    static final List<Mutant> ALL = List.of(
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
            Mutant.of("asks-while-reading", "PAY-HOOK-10", AsksWhileReading::new),
            Mutant.of("trusts-the-form", "PAY-HOOK-11", TrustsTheForm::new));

    private BrokenHooks() {}

    private static Mutant hook(String name, String rule, BiFunction<ReferenceGateway, WebhookEnvelope, Hook> reading) {
        return Mutant.of(name, rule, context -> new ReferenceGateway(context) {
            @Override
            public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
                return reading.apply(this, envelope).read();
            }
        });
    }

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
                BrokenHooks.parsed(envelope);
            } catch (RuntimeException unreadable) {
                return refused(Refusal.MALFORMED);
            }
            return super.read();
        }
    }

    private static JsonNode parsed(WebhookEnvelope envelope) {
        return JsonMapper.shared().readTree(envelope.body());
    }

    private static final class VerifiesReserialisedJson extends Hook {
        VerifiesReserialisedJson(ReferenceGateway gateway, WebhookEnvelope envelope) {
            super(gateway, envelope);
        }

        @Override
        protected byte[] signed() {
            return JsonMapper.shared().writeValueAsBytes(parsed(envelope));
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

    private static final class AsksWhileReading extends ReferenceGateway {
        AsksWhileReading(ProviderContext context) {
            super(context);
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            HttpReply unused = send(get("account", context.clock().instant().plusSeconds(1)));
            return super.receive(envelope);
        }
    }

    private static final class TrustsTheForm extends ReferenceGateway {
        TrustsTheForm(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentFact fact(JsonNode event) {
            JsonNode operation = event.get("operation");
            for (String each : List.of("kind", "reference", "payment", "currency", "amount", "status")) {
                String unused = operation.get(each).asString();
            }
            return super.fact(event);
        }
    }
}
