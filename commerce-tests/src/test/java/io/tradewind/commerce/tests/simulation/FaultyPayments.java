package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
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
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The payment provider of the sandbox, at the end of a bad line. Its book knows what truly happened. */
final class FaultyPayments implements CommercePlugin {
    private final FaultyLine line;
    private final Set<ProviderRef> forgotten = new HashSet<>();
    private SandboxBook book = SandboxBook.inMemory();

    FaultyPayments(House house) {
        this.line = new FaultyLine(house);
    }

    /** Whether the provider was made to forget that instrument, or has refused to. */
    boolean hasForgotten(ProviderRef instrument) {
        return forgotten.contains(instrument);
    }

    void use(SandboxBook other) {
        book = other;
        forgotten.clear();
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
            switch (line.begin(call, Victim.PAYMENT)) {
                case THROW_BEFORE:
                    throw new IllegalStateException("simulated, without effect");
                case NOT_SENT:
                    return new PaymentResult.NotSent("simulated");
                case UNKNOWN_BEFORE:
                    return new PaymentResult.Unknown(Optional.empty(), "simulated", Details.NONE);
                case HANG_BEFORE:
                    line.hang();
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
                    line.hang();
                    return late;
                case DIES_BEFORE:
                    line.die(false);
                    return new PaymentResult.NotSent("simulated");
                case DIES_AFTER:
                    PaymentResult unread = happens.get();
                    line.die(true);
                    return unread;
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
                    line.done();
                    return answer;
            }
        }

        private PaymentResult lie(PaymentResult answer, Function<PaymentResult.Approved, PaymentResult> untruth) {
            return answer instanceof PaymentResult.Approved it ? untruth.apply(it) : answer;
        }

        private PaymentResult approved(PaymentResult.Approved it, ProviderRef ref, Money amount, Effect effect) {
            return new PaymentResult.Approved(ref, amount, effect, it.details());
        }

        @Override
        @SuppressWarnings("NullAway") // answering null is one of the faults
        public StatusReport query(StatusQuery query) {
            switch (line.begin("query", Victim.QUESTION)) {
                case NO_ANSWER:
                    return new StatusReport.Unavailable("simulated");
                case QUERY_THROWS:
                    throw new IllegalStateException("simulated");
                case QUERY_NULL:
                    return null;
                case QUERY_HANGS:
                    line.hang();
                    return new StatusReport.Unavailable("simulated, after a long time");
                default:
                    StatusReport report = truth().query(query);
                    line.done();
                    return report;
            }
        }

        @Override
        public Optional<SavedInstruments> savedInstruments() {
            return Optional.of(new Cards());
        }

        private final class Cards implements SavedInstruments {
            private SavedInstruments cards() {
                return truth().savedInstruments().orElseThrow();
            }

            @Override
            public Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline) {
                return cards().list(buyer, deadline);
            }

            @Override
            public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
                Answer<Cancelled> answer = line.message("forget", () -> {
                    forgotten.add(instrument);
                    return cards().forget(call, instrument);
                });
                if (answer instanceof Answer.Refused) { // for good: there is nothing more that the library could do
                    forgotten.add(instrument);
                }
                return answer;
            }
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            return truth().receive(envelope);
        }
    }
}
