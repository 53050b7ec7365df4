package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The payment provider of the sandbox, at the end of a bad line. Its book knows what truly happened. */
final class FaultyPayments implements CommercePlugin {
    private final House house;
    private SandboxBook book = SandboxBook.inMemory();

    FaultyPayments(House house) {
        this.house = house;
    }

    void use(SandboxBook other) {
        book = other;
    }

    @Override
    public PluginInfo info() {
        return new SandboxPlugin(book).info();
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        ProviderFactory<PaymentGateway> factory =
                new SandboxPlugin(book).payments().get(0);
        return List.of(ProviderFactory.of(factory.code(), factory.fields(), Gateway::new));
    }

    /** It has had its effect; its answer is lost on the way. */
    private static void unheard(@Nullable PaymentResult lost) {}

    private final class Gateway implements PaymentGateway {
        private final ProviderContext context;
        private @Nullable SandboxBook used;
        private @Nullable PaymentGateway truth;

        Gateway(ProviderContext context) {
            this.context = context;
        }

        private synchronized PaymentGateway truth() {
            PaymentGateway known = truth;
            if (known == null || used != book) {
                known = new SandboxPlugin(book).payments().get(0).create(context);
                truth = known;
                used = book;
            }
            return known;
        }

        @Override
        public PaymentProfile profile() {
            return truth().profile();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return effect("authorize", () -> truth().authorize(request));
        }

        @Override
        public PaymentResult complete(CompleteRequest request) {
            return effect("complete", () -> truth().complete(request));
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return effect("capture", () -> truth().capture(request));
        }

        @Override
        public PaymentResult cancel(FollowUp request) {
            return effect("cancel", () -> truth().cancel(request));
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return effect("refund", () -> truth().refund(request));
        }

        @SuppressWarnings("NullAway") // answering null is one of the faults
        private PaymentResult effect(String call, Supplier<PaymentResult> happens) {
            Life life = house.life();
            house.weather.pause(life, true);
            switch (house.weather.payment(call)) {
                case THROW_BEFORE:
                    throw new IllegalStateException("simulated, without effect");
                case NOT_SENT:
                    return new PaymentResult.NotSent("simulated");
                case UNKNOWN_BEFORE:
                    return new PaymentResult.Unknown(Optional.empty(), "simulated", Details.NONE);
                case HANG_BEFORE:
                    house.threads.hang();
                    return new PaymentResult.NotSent("simulated, after a long time");
                case THROW_AFTER:
                    unheard(happens.get());
                    throw new IllegalStateException("simulated, with effect");
                case ERROR_AFTER:
                    unheard(happens.get());
                    throw new NoClassDefFoundError("simulated, with effect");
                case NULL_AFTER:
                    unheard(happens.get());
                    return null;
                case UNKNOWN_AFTER:
                    unheard(happens.get());
                    return new PaymentResult.Unknown(Optional.empty(), "simulated", Details.NONE);
                case HANG_AFTER:
                    PaymentResult late = happens.get();
                    house.threads.hang();
                    life.check();
                    return late;
                case LIE_AMOUNT:
                    return lie(
                            happens.get(),
                            it -> approved(it, it.ref(), it.amount().plusMinor(1), it.effect()));
                case LIE_CURRENCY:
                    return lie(
                            happens.get(),
                            it -> approved(
                                    it,
                                    it.ref(),
                                    Money.parse("USD " + it.amount().getAmount()),
                                    it.effect()));
                case LIE_REFERENCE:
                    return lie(
                            happens.get(),
                            it -> approved(it, new ProviderRef("not-" + it.ref()), it.amount(), it.effect()));
                case LIE_EFFECT:
                    return lie(
                            happens.get(),
                            it -> approved(
                                    it,
                                    it.ref(),
                                    it.amount(),
                                    it.effect() == Effect.REFUNDED ? Effect.CAPTURED : Effect.REFUNDED));
                case LIE_NO:
                    return lie(
                            happens.get(),
                            it -> new PaymentResult.Declined(
                                    DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT, Details.code("simulated")));
                default:
                    PaymentResult answer = happens.get();
                    house.weather.pause(life, true);
                    return answer;
            }
        }

        private PaymentResult lie(
                PaymentResult answer, java.util.function.Function<PaymentResult.Approved, PaymentResult> untruth) {
            return answer instanceof PaymentResult.Approved it ? untruth.apply(it) : answer;
        }

        private PaymentResult approved(PaymentResult.Approved it, ProviderRef ref, Money amount, Effect effect) {
            return new PaymentResult.Approved(ref, amount, effect, it.details());
        }

        @Override
        @SuppressWarnings("NullAway") // answering null is one of the faults
        public StatusReport query(StatusQuery query) {
            house.weather.pause(house.life(), true);
            return switch (house.weather.question()) {
                case NO_ANSWER -> new StatusReport.Unavailable("simulated");
                case QUERY_THROWS -> throw new IllegalStateException("simulated");
                case QUERY_NULL -> null;
                case QUERY_HANGS -> {
                    house.threads.hang();
                    yield new StatusReport.Unavailable("simulated, after a long time");
                }
                default -> truth().query(query);
            };
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            return truth().receive(envelope);
        }
    }
}
