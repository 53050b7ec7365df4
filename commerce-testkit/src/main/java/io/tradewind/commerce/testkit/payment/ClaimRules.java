package io.tradewind.commerce.testkit.payment;

import static io.tradewind.commerce.spi.payment.OperationKind.AUTHORIZE;
import static io.tradewind.commerce.spi.payment.OperationKind.CAPTURE;
import static io.tradewind.commerce.spi.payment.OperationKind.INCREMENT;
import static io.tradewind.commerce.spi.payment.OperationKind.PURCHASE;
import static io.tradewind.commerce.spi.payment.OperationKind.REFUND;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** PAY-CAP: what is claimed works; what is not fails cleanly and sends nothing. */
final class ClaimRules {
    /** Capabilities without a call of their own that could be refused. */
    private static final Set<PaymentCapability> NO_CALL = EnumSet.of(
            PaymentCapability.KEYED,
            PaymentCapability.CLIENT_STEP,
            PaymentCapability.WEBHOOK_IS_HINT,
            PaymentCapability.WEBHOOK_NEEDS_CALL,
            PaymentCapability.OUTCOME_BY_WEBHOOK,
            PaymentCapability.LATE_REFERENCE,
            PaymentCapability.DISPUTES,
            PaymentCapability.PAY_LATER);

    static final List<Rule> ALL = List.of(
            Rule.of("PAY-CAP-1", "A capability claimed works")
                    .cases(profile -> names(profile, true))
                    .checked((b, kind) -> works(b, PaymentCapability.valueOf(kind))),
            Rule.of("PAY-CAP-2", "A capability not claimed is rejected as unsupported, and nothing is sent")
                    .cases(profile -> names(profile, false))
                    .checked((b, kind) -> isRefused(b, PaymentCapability.valueOf(kind))));

    private ClaimRules() {}

    private static List<String> names(PaymentProfile profile, boolean claimed) {
        return EnumSet.allOf(PaymentCapability.class).stream()
                .filter(it -> profile.can(it) == claimed)
                .filter(it -> claimed || !NO_CALL.contains(it))
                .map(Enum::name)
                .toList();
    }

    // ---- claimed ----

    /** Does all that a claimed capability stands for. */
    static void works(Bench b, PaymentCapability capability) {
        Money amount = b.money("12.50");
        Money part = b.money("5.00");
        OperationId id = b.id();
        switch (capability) {
            case AUTHORIZE -> effect(b, b.send(b.opening(AUTHORIZE, amount), id), Effect.AUTHORIZED);
            case PURCHASE -> effect(b, b.send(b.opening(PURCHASE, amount), id), Effect.CAPTURED);
            case PARTIAL_CAPTURE ->
                effect(
                        b,
                        b.settle(b.onTop(CAPTURE, b.authorized(amount), amount).of(part), id),
                        Effect.CAPTURED);
            case MULTI_CAPTURE -> {
                Step step = b.onTop(CAPTURE, b.authorized(amount), amount);
                effect(b, b.settle(step.of(part), b.id()), Effect.CAPTURED);
                Money rest = amount.minus(part);
                effect(b, b.settle(step.of(rest).withOpen(rest), id), Effect.CAPTURED);
            }
            case CANCEL -> {
                ProviderRef payment = b.opened(amount);
                effect(b, b.settle(b.onTop(OperationKind.CANCEL, payment, amount), id), Effect.CANCELLED);
            }
            case PARTIAL_REFUND ->
                effect(b, b.settle(b.onTop(REFUND, b.paid(amount), amount).of(part), id), Effect.REFUNDED);
            case MULTI_REFUND -> {
                Step step = b.onTop(REFUND, b.paid(amount), amount);
                effect(b, b.settle(step.of(part), b.id()), Effect.REFUNDED);
                Money rest = amount.minus(part);
                effect(b, b.settle(step.of(rest).withOpen(rest), id), Effect.REFUNDED);
            }
            case INCREMENT -> effect(b, b.settle(b.step(INCREMENT), id), Effect.INCREMENTED);
            case ZERO_VERIFY ->
                effect(b, b.send(b.opening(AUTHORIZE, Money.zero(amount.getCurrencyUnit())), id), Effect.VERIFIED);
            case KEYED -> keysAreKept(b);
            case QUERY_BY_OPERATION -> {
                Step step = b.opening(ConfRules.opening(b), amount);
                b.done(b.send(step, id), "paid");
                b.expect(StatusReport.Found.class, b.query(step, id, Optional.empty()), "found by its id alone");
            }
            case REDIRECT -> {
                Instrument instrument = b.harness
                        .action()
                        .orElseThrow(
                                () -> Skipped.notRun("the harness gives no instrument that needs the buyer: action()"));
                PaymentResult result = b.pay(b.opening(ConfRules.opening(b), amount), id, instrument);
                b.expect(PaymentResult.ActionRequired.class, result, "the buyer sent to a page");
            }
            case CLIENT_TOKEN -> {
                if (!(b.harness.approved() instanceof Instrument.ClientToken)) {
                    throw Skipped.notRun("the harness pays without a token: approved()");
                }
                b.done(b.send(b.opening(ConfRules.opening(b), amount), id), "paid with a token");
            }
            case PAY_LATER -> b.done(b.send(b.opening(PURCHASE, amount), id), "pending, or paid");
            case WEBHOOKS -> HookRules.genuine(b);
            case OUTCOME_BY_WEBHOOK -> toldAlone(b);
            case LATE_REFERENCE -> LifeRules.backFromThePage(b);
            case SAVED_INSTRUMENTS -> kept(b);
            case MERCHANT_INITIATED -> {
                PaymentResult result = charge(b, kept(b, amount), StoredCredential.MERCHANT_INITIATED);
                b.approved(result, "charged without the buyer");
            }
            case CLIENT_STEP -> clientStep(b, amount);
            case DISPUTES -> HookRules.disputes(b);
            case WEBHOOK_IS_HINT -> HookRules.hint(b);
            case WEBHOOK_NEEDS_CALL -> HookRules.asked(b);
        }
    }

    private static void effect(Bench b, PaymentResult result, Effect effect) {
        if (result instanceof PaymentResult.Pending && !b.has(Need.MACHINE)) {
            return;
        }
        PaymentResult.Approved approved = b.approved(result, "claimed, so it works");
        b.expect(approved.effect() == effect, "" + effect, approved);
    }

    /** What is kept can be paid with until it is forgotten. */
    private static void kept(Bench b) {
        Money amount = b.money("12.50");
        SavedInstruments access = b.gateway()
                .savedInstruments()
                .orElseThrow(() -> new Broken("expected access to saved instruments, got none"));
        ProviderRef instrument = kept(b, amount);
        b.approved(charge(b, instrument, StoredCredential.CUSTOMER_PRESENT), "paid with what is kept");
        if (b.harness.saved().isPresent()) {
            return; // it is the harness's, and stays
        }
        b.expect(isListed(b, access, instrument, true), "listed among what is kept", "it is not");
        Answer<?> forgotten =
                b.answer("forget " + instrument, () -> access.forget(Call.first(b.id(), b.deadline()), instrument));
        b.expect(forgotten instanceof Answer.Done, "forgotten", forgotten);
        Answer<?> again = b.answer("forget again", () -> access.forget(Call.first(b.id(), b.deadline()), instrument));
        b.expect(again instanceof Answer.Done, "forgotten already, which is no failure", again);
        b.expect(isListed(b, access, instrument, false), "listed no more", "it still is");
        PaymentResult after = charge(b, instrument, StoredCredential.CUSTOMER_PRESENT);
        b.expect(!(after instanceof PaymentResult.Approved), "no payment with what is forgotten", after);
    }

    /** Whether the provider's list is as it must be; one that keeps no list says so, and that is all right. */
    private static boolean isListed(Bench b, SavedInstruments access, ProviderRef instrument, boolean wanted) {
        Answer<List<SavedInstrument>> answer =
                b.answer("list what is kept", () -> access.list(new ProviderRef(Bench.BUYER), b.deadline()));
        if (answer instanceof Answer.Done<List<SavedInstrument>> all) {
            return all.value().stream().anyMatch(it -> it.ref().equals(instrument)) == wanted;
        }
        return answer instanceof Answer.Rejected<List<SavedInstrument>> it && it.code() == RejectCode.UNSUPPORTED;
    }

    /** The harness's saved instrument, or one that the provider keeps of a payment whose buyer agreed. */
    static ProviderRef kept(Bench b, Money amount) {
        return b.harness.saved().orElseGet(() -> {
            Step step = b.opening(ConfRules.opening(b), amount);
            PaymentResult.Approved paid = b.approved(
                    b.answer(
                            "pay and keep the instrument",
                            () -> b.gateway()
                                    .authorize(b.authorization(
                                            step, Call.first(b.id(), b.deadline()), StoredCredential.SAVE_FOR_LATER))),
                    "paid, the instrument kept");
            return paid.saved()
                    .map(SavedInstrument::ref)
                    .orElseThrow(() ->
                            Skipped.notRun("the approval says no instrument, and the harness gives none: saved()"));
        });
    }

    private static PaymentResult charge(Bench b, ProviderRef instrument, StoredCredential use) {
        Step step = b.opening(ConfRules.opening(b), b.money("12.50")).by(new Instrument.Saved(instrument));
        return b.answer(
                "charge what is kept, " + use,
                () -> b.gateway().authorize(b.authorization(step, Call.first(b.id(), b.deadline()), use)));
    }

    private static void clientStep(Bench b, Money amount) {
        Instrument instrument = b.harness
                .clientStep()
                .orElseThrow(() -> Skipped.notRun("the harness gives no instrument for the browser: clientStep()"));
        PaymentResult.ActionRequired waits = b.expect(
                PaymentResult.ActionRequired.class,
                b.pay(b.opening(ConfRules.opening(b), amount), b.id(), instrument),
                "a step for the browser");
        b.expect(waits.action() instanceof NextAction.ClientStep, "a ClientStep", waits.action());
    }

    /** What is told by webhooks alone is claimed as that, and no question is answered with a guess. */
    private static void toldAlone(Bench b) {
        b.expect(b.profile().can(PaymentCapability.WEBHOOKS), "WEBHOOKS claimed too", b.profile());
        Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
        OperationId id = b.id();
        ProviderRef ref = b.done(b.send(step, id), "paid");
        b.expect(StatusReport.Unavailable.class, b.query(step, id, Optional.of(ref)), "a question not answered");
        PaymentResult.Approved told = b.approved(b.hear(step, id), "told by webhook");
        b.expect(told.ref().equals(ref), "the payment " + ref, told);
    }

    private static void keysAreKept(Bench b) {
        OperationKind kind = ConfRules.opening(b);
        b.expect(
                b.profile().keyRetention().containsKey(kind),
                "how long keys are kept for " + kind,
                b.profile().keyRetention());
        Call first = Call.first(b.id(), b.deadline());
        Step step = b.opening(kind, b.money("12.50"));
        ProviderRef one = b.done(b.send(step, first), "paid");
        ProviderRef two = b.done(b.send(step, first.again(b.deadline())), "the same answer again");
        b.expect(one.equals(two), "one payment, " + one, two);
    }

    // ---- not claimed ----

    private static void isRefused(Bench b, PaymentCapability capability) {
        Money amount = b.money("12.50");
        Money part = b.money("5.00");
        switch (capability) {
            case AUTHORIZE -> unsupported(b, b.opening(AUTHORIZE, amount));
            case PURCHASE -> unsupported(b, b.opening(PURCHASE, amount));
            case PARTIAL_CAPTURE -> {
                needs(b, PaymentCapability.AUTHORIZE);
                unsupported(b, b.onTop(CAPTURE, b.authorized(amount), amount).of(part));
            }
            case MULTI_CAPTURE -> {
                needs(b, PaymentCapability.PARTIAL_CAPTURE);
                second(b, b.onTop(CAPTURE, b.authorized(amount), amount), part);
            }
            case CANCEL -> unsupported(b, b.onTop(OperationKind.CANCEL, b.opened(amount), amount));
            case PARTIAL_REFUND ->
                unsupported(b, b.onTop(REFUND, b.paid(amount), amount).of(part));
            case MULTI_REFUND -> {
                needs(b, PaymentCapability.PARTIAL_REFUND);
                second(b, b.onTop(REFUND, b.paid(amount), amount), part);
            }
            case INCREMENT -> unsupported(b, b.onTop(INCREMENT, b.opened(amount), part));
            case ZERO_VERIFY ->
                refused(b, b.opening(ConfRules.opening(b), Money.zero(amount.getCurrencyUnit())), false);
            case CLIENT_TOKEN ->
                unsupported(
                        b,
                        b.opening(ConfRules.opening(b), amount).by(new Instrument.ClientToken(new Token("tok_tck"))));
            case SAVED_INSTRUMENTS -> {
                b.expect(b.gateway().savedInstruments().isEmpty(), "no access to saved instruments", "some");
                unsupported(
                        b,
                        b.opening(ConfRules.opening(b), amount).by(new Instrument.Saved(new ProviderRef("saved-tck"))));
            }
            case MERCHANT_INITIATED -> merchantInitiated(b, amount);
            case QUERY_BY_OPERATION -> {
                Step step = b.opening(ConfRules.opening(b), amount);
                OperationId id = b.id();
                b.done(b.send(step, id), "paid");
                StatusReport report = b.query(step, id, Optional.empty());
                b.expect(!(report instanceof StatusReport.NotFound), "not \"not found\": nothing to look with", report);
            }
            case REDIRECT -> {
                int mark = b.mark();
                PaymentResult result = b.complete(b.id(), new ProviderRef("pay-tck"), amount, Map.of());
                expectUnsupported(b, result);
                b.expect(b.effectsSince(mark).isEmpty(), "nothing sent", b.effectsSince(mark));
            }
            case WEBHOOKS -> noWebhooks(b);
            case KEYED,
                    CLIENT_STEP,
                    WEBHOOK_IS_HINT,
                    WEBHOOK_NEEDS_CALL,
                    OUTCOME_BY_WEBHOOK,
                    LATE_REFERENCE,
                    DISPUTES,
                    PAY_LATER -> throw Skipped.notApplicable("no call of its own");
        }
    }

    private static void needs(Bench b, PaymentCapability capability) {
        if (!b.profile().can(capability)) {
            throw Skipped.notApplicable("without " + capability + " nothing can be refused");
        }
    }

    private static void unsupported(Bench b, Step step) {
        refused(b, step, true);
    }

    private static void refused(Bench b, Step step, boolean asUnsupported) {
        OperationId id = b.id();
        int mark = b.mark();
        PaymentResult result = b.send(step, id);
        if (asUnsupported) {
            expectUnsupported(b, result);
        } else {
            b.expect(PaymentResult.Rejected.class, result, "not claimed, so refused");
        }
        b.expectNothingSent(mark, id);
    }

    private static void expectUnsupported(Bench b, PaymentResult result) {
        PaymentResult.Rejected rejected =
                b.expect(PaymentResult.Rejected.class, result, "not claimed, so refused as UNSUPPORTED");
        b.expect(rejected.code() == RejectCode.UNSUPPORTED, "UNSUPPORTED", rejected);
    }

    /** The provider, too, may be the one to refuse the second part. */
    private static void second(Bench b, Step step, Money part) {
        PaymentResult first = b.settle(step.of(part), b.id());
        if (first instanceof PaymentResult.Rejected) {
            return;
        }
        Money rest = step.amount().minus(part);
        OperationId id = b.id();
        b.expect(PaymentResult.Rejected.class, b.settle(step.of(rest).withOpen(rest), id), "a second part refused");
        b.expectEffects(0, id);
    }

    private static void merchantInitiated(Bench b, Money amount) {
        OperationId id = b.id();
        int mark = b.mark();
        Step step = b.opening(ConfRules.opening(b), amount)
                .by(new Instrument.Saved(b.harness.saved().orElse(new ProviderRef("saved-tck"))));
        PaymentResult result = b.answer(
                "charge without the buyer",
                () -> b.gateway()
                        .authorize(b.authorization(
                                step, Call.first(id, b.deadline()), StoredCredential.MERCHANT_INITIATED)));
        expectUnsupported(b, result);
        b.expectNothingSent(mark, id);
    }

    private static void noWebhooks(Bench b) {
        if (b.profile().can(PaymentCapability.WEBHOOK_IS_HINT)
                || b.profile().can(PaymentCapability.WEBHOOK_NEEDS_CALL)) {
            throw Skipped.notApplicable("another kind of webhook is claimed");
        }
        WebhookEnvelope envelope = new WebhookEnvelope(
                "POST", "/webhooks/tck", "", Map.of(), "{}".getBytes(StandardCharsets.UTF_8), b.clock.instant());
        b.expect(
                WebhookOutcome.NotSupported.class,
                b.answer("webhook", () -> b.gateway().receive(envelope)),
                "no webhooks");
    }
}
