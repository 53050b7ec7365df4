package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/**
 * One payment account behind its guard. No method throws for what the plugin or the network does; an exception, null or
 * missed deadline is {@link PaymentResult.Unknown}. Safe for many threads.
 */
@Internal
public final class PaymentPort {
    private final Guard guard;
    private final PaymentGateway gateway;
    private final PaymentProfile profile;
    private final Integrity integrity;
    private final LateAnswers late;
    private final Answers answers;

    PaymentPort(
            Guard guard,
            PaymentGateway gateway,
            PaymentProfile profile,
            World world,
            Environment environment,
            LateAnswers late) {
        this.guard = guard;
        this.gateway = gateway;
        this.profile = profile;
        this.integrity = new Integrity(world, environment, guard.account().scrub());
        this.late = late;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** The plugin's code, such as {@code stripe}. */
    public String code() {
        return guard.account().code();
    }

    /** What the account can do. Nothing, if its plugin is broken. */
    public PaymentProfile profile() {
        return profile;
    }

    /** For what the shop offers the account. */
    public Bounds bounds() {
        return guard.account().bounds();
    }

    /** True if it may be offered to a buyer now: neither broken nor left alone by the breaker. */
    public boolean available() {
        return guard.available();
    }

    /** Asks for the buyer's money. */
    public PaymentResult authorize(AuthorizeRequest request) {
        if (guard.account().provider().isPresent() && !profile.takes(request.amount())) {
            return new PaymentResult.Rejected(
                    RejectCode.UNSUPPORTED, "the account does not take " + request.amount(), Details.NONE);
        }
        Optional<PaymentResult> unclaimed = unclaimed(request);
        if (unclaimed.isPresent()) {
            return unclaimed.get();
        }
        boolean atOnce = request.capture() == CaptureMode.AT_ONCE;
        Set<Effect> effects = request.amount().isZero()
                ? Set.of(Effect.VERIFIED, Effect.AUTHORIZED, Effect.CAPTURED)
                : Set.of(atOnce ? Effect.CAPTURED : Effect.AUTHORIZED);
        Call call = guard.within(CallKind.EFFECT, request.call());
        AuthorizeRequest bounded = new AuthorizeRequest(
                call,
                request.amount(),
                request.capture(),
                request.instrument(),
                request.use(),
                request.checkout(),
                request.buyer(),
                request.returnUrl(),
                request.cancelUrl());
        return effect(
                "authorize",
                call,
                atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE,
                Optional.empty(),
                new Integrity.Asked(request.amount(), effects, Optional.empty()),
                bounded,
                () -> gateway.authorize(bounded));
    }

    /** A gateway is never sent what it does not claim, whatever it would make of it. */
    private Optional<PaymentResult> unclaimed(AuthorizeRequest request) {
        if (guard.account().provider().isEmpty()) {
            return Optional.empty(); // said to be down, not to be unable
        }
        Set<PaymentCapability> needed = EnumSet.noneOf(PaymentCapability.class);
        if (request.instrument() instanceof Instrument.ClientToken) {
            needed.add(PaymentCapability.CLIENT_TOKEN);
        } else if (request.instrument() instanceof Instrument.Saved) {
            needed.add(PaymentCapability.SAVED_INSTRUMENTS);
        }
        if (request.use() == StoredCredential.SAVE_FOR_LATER || request.use() == StoredCredential.CUSTOMER_PRESENT) {
            needed.add(PaymentCapability.SAVED_INSTRUMENTS);
        } else if (request.use() == StoredCredential.MERCHANT_INITIATED) {
            needed.add(PaymentCapability.MERCHANT_INITIATED);
        }
        needed.removeAll(profile.capabilities());
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of(PaymentResult.unsupported("the account does not claim " + needed));
    }

    /** Goes on after the buyer came back; its outcome is that of the authorisation or purchase. */
    public PaymentResult complete(CompleteRequest request) {
        boolean mayBeNew = profile.can(PaymentCapability.LATE_REFERENCE);
        Call call = guard.within(CallKind.EFFECT, request.call());
        CompleteRequest bounded = new CompleteRequest(call, request.payment(), request.amount(), request.returned());
        return effect(
                "complete",
                call,
                OperationKind.AUTHORIZE,
                Optional.of(request.payment()),
                new Integrity.Asked(
                        request.amount(),
                        Set.of(Effect.AUTHORIZED, Effect.CAPTURED, Effect.VERIFIED),
                        mayBeNew ? Optional.empty() : Optional.of(request.payment())),
                bounded,
                () -> gateway.complete(bounded));
    }

    /** Takes authorised money. */
    public PaymentResult capture(FollowUp request) {
        return followUp("capture", OperationKind.CAPTURE, Effect.CAPTURED, request, PaymentGateway::capture);
    }

    /** Gives up what is authorised and not captured. */
    public PaymentResult cancel(FollowUp request) {
        return followUp("cancel", OperationKind.CANCEL, Effect.CANCELLED, request, PaymentGateway::cancel);
    }

    /** Gives captured money back. */
    public PaymentResult refund(FollowUp request) {
        return followUp("refund", OperationKind.REFUND, Effect.REFUNDED, request, PaymentGateway::refund);
    }

    /** Has a kept instrument forgotten. */
    public Answer<Cancelled> forget(Call wanted, ProviderRef instrument) {
        Call call = guard.within(CallKind.EFFECT, wanted);
        return guard.call(
                new Site(CallKind.EFFECT, "forget", Optional.of(call.id().value()), call.attempt(), call.deadline()),
                () -> gateway.savedInstruments()
                        .map(it -> it.forget(call, instrument))
                        .orElseGet(() -> Answer.unsupported("saved instruments")),
                Shape.answer(),
                answers::clean,
                tooLate -> {});
    }

    /** Asks what became of an operation; changes nothing. Failing to ask is {@link StatusReport.Unavailable}. */
    public StatusReport query(StatusQuery query) {
        StatusQuery bounded = new StatusQuery(
                query.operation(),
                query.kind(),
                query.payment(),
                query.own(),
                query.amount(),
                query.sentAt(),
                guard.deadline(CallKind.READ, query.deadline()));
        boolean first = query.kind() == OperationKind.AUTHORIZE || query.kind() == OperationKind.PURCHASE;
        Integrity.Asked asked =
                new Integrity.Asked(query.amount(), effects(query.kind()), first ? query.payment() : Optional.empty());
        return guard.call(
                new Site(CallKind.READ, "query", Optional.of(query.operation().value()), 1, bounded.deadline())
                        .asking(bounded),
                () -> gateway.query(bounded),
                Shape.STATUS,
                report -> integrity.report(report, asked),
                tooLate -> {});
    }

    /** Reads a webhook; empty if the plugin could not judge it now, so that the provider must send it again. */
    public Optional<WebhookOutcome<PaymentFact>> receive(WebhookEnvelope envelope) {
        return guard.call(
                Site.read(CallKind.PARSE, "receive", Instant.MAX),
                () -> Optional.of(gateway.receive(envelope)),
                Shape.webhook(),
                outcome -> outcome.map(it -> Notices.checked(it, integrity::fact)),
                tooLate -> {});
    }

    private PaymentResult followUp(
            String name,
            OperationKind kind,
            Effect effect,
            FollowUp request,
            BiFunction<PaymentGateway, FollowUp, PaymentResult> method) {
        Call call = guard.within(CallKind.EFFECT, request.call());
        FollowUp bounded = new FollowUp(
                call,
                request.payment(),
                request.amount(),
                request.open(),
                request.last(),
                request.lines(),
                request.reason());
        return effect(
                name,
                call,
                kind,
                Optional.of(request.payment()),
                new Integrity.Asked(request.amount(), Set.of(effect), Optional.empty()),
                bounded,
                () -> method.apply(gateway, bounded));
    }

    private PaymentResult effect(
            String name,
            Call call,
            OperationKind kind,
            Optional<ProviderRef> payment,
            Integrity.Asked asked,
            Record request,
            Callable<PaymentResult> work) {
        return guard.call(
                new Site(CallKind.EFFECT, name, Optional.of(call.id().value()), call.attempt(), call.deadline())
                        .asking(request),
                work,
                Shape.PAYMENT,
                result -> integrity.result(result, asked),
                result -> late.payment(account(), call.id(), kind, payment, result));
    }

    private static Set<Effect> effects(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE -> Set.of(Effect.AUTHORIZED, Effect.CAPTURED, Effect.VERIFIED);
            case PURCHASE -> Set.of(Effect.CAPTURED);
            case CAPTURE -> Set.of(Effect.CAPTURED);
            case CANCEL -> Set.of(Effect.CANCELLED);
            case REFUND -> Set.of(Effect.REFUNDED);
            case INCREMENT -> Set.of(Effect.INCREMENTED);
        };
    }
}
