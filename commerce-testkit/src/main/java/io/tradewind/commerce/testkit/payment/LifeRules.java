package io.tradewind.commerce.testkit.payment;

import static io.tradewind.commerce.spi.payment.OperationKind.AUTHORIZE;
import static io.tradewind.commerce.spi.payment.OperationKind.CAPTURE;
import static io.tradewind.commerce.spi.payment.OperationKind.INCREMENT;
import static io.tradewind.commerce.spi.payment.OperationKind.PURCHASE;
import static io.tradewind.commerce.spi.payment.OperationKind.REFUND;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** PAY-LIFE: the life of a payment when all goes well, and when the buyer does not. */
final class LifeRules {
    static final List<Rule> ALL = List.of(
            Rule.of("PAY-LIFE-1", "Money is authorised, then captured")
                    .claiming(PaymentCapability.AUTHORIZE)
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> authoriseAndCapture(b)),
            Rule.of("PAY-LIFE-2", "Money is taken at once")
                    .claiming(PaymentCapability.PURCHASE)
                    .checked((b, kind) -> takeAtOnce(b)),
            Rule.of("PAY-LIFE-3", "A part is captured, then the rest")
                    .claiming(PaymentCapability.PARTIAL_CAPTURE, PaymentCapability.MULTI_CAPTURE)
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> captureInParts(b)),
            Rule.of("PAY-LIFE-4", "The amount captured is the amount asked")
                    .claiming(PaymentCapability.AUTHORIZE, PaymentCapability.PARTIAL_CAPTURE)
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> captureWhatIsAsked(b)),
            Rule.of("PAY-LIFE-5", "What is authorised can be given up")
                    .claiming(PaymentCapability.CANCEL)
                    .checked((b, kind) -> cancel(b)),
            Rule.of("PAY-LIFE-6", "Money is given back: in full, in part, in several parts")
                    .cases("FULL", "PART", "SECOND")
                    .checked(LifeRules::refund),
            Rule.of("PAY-LIFE-7", "More than was captured cannot be given back")
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> refundTooMuch(b)),
            Rule.of("PAY-LIFE-8", "A payment that waits for the buyer is not approved before the buyer came back")
                    .claiming(PaymentCapability.REDIRECT)
                    .cases("RETURN", "FAIL", "ABANDON")
                    .checked(LifeRules::action),
            Rule.of("PAY-LIFE-9", "A pending payment stays pending until it is settled")
                    .checked((b, kind) -> pending(b)),
            Rule.of("PAY-LIFE-10", "An authorisation is raised, an instrument checked with zero, a saved one charged")
                    .cases("INCREMENT", "ZERO_VERIFY", "SAVED_INSTRUMENTS")
                    .checked(LifeRules::extras));

    private LifeRules() {}

    private static void authoriseAndCapture(Bench b) {
        Money amount = b.money("12.50");
        OperationId first = b.id();
        PaymentResult.Approved reserved = b.approved(b.send(b.opening(AUTHORIZE, amount), first), "authorised");
        expect(b, reserved, amount, Effect.AUTHORIZED, first);
        OperationId second = b.id();
        PaymentResult.Approved taken =
                b.approved(b.settle(b.onTop(CAPTURE, reserved.ref(), amount), second), "captured");
        expect(b, taken, amount, Effect.CAPTURED, second);
    }

    private static void expect(Bench b, PaymentResult.Approved was, Money amount, Effect effect, OperationId id) {
        b.expect(was.effect() == effect && was.amount().equals(amount), effect + " " + amount, was);
        b.expectBooked(amount, id);
        b.expectEffects(1, id);
    }

    private static void takeAtOnce(Bench b) {
        Money amount = b.money("12.50");
        OperationId id = b.id();
        PaymentResult result = b.send(b.opening(PURCHASE, amount), id);
        if (b.has(Need.MACHINE)) {
            expect(b, b.approved(result, "paid"), amount, Effect.CAPTURED, id);
        } else {
            b.done(result, "paid, or pending until a person has the money");
        }
    }

    private static void captureInParts(Bench b) {
        Money whole = b.money("12.50");
        Money part = b.money("5.00");
        ProviderRef payment = b.authorized(whole);
        Step step = b.onTop(CAPTURE, payment, whole);
        OperationId first = b.id();
        expect(b, b.approved(b.settle(step.of(part), first), "a part captured"), part, Effect.CAPTURED, first);
        Money rest = whole.minus(part);
        OperationId second = b.id();
        expect(
                b,
                b.approved(b.settle(step.of(rest).withOpen(rest), second), "the rest captured"),
                rest,
                Effect.CAPTURED,
                second);
    }

    private static void captureWhatIsAsked(Bench b) {
        Money part = b.money("4.10");
        OperationId id = b.id();
        Step step = b.onTop(CAPTURE, b.authorized(b.money("12.50")), b.money("12.50"))
                .of(part);
        expect(b, b.approved(b.settle(step, id), "a part captured"), part, Effect.CAPTURED, id);
    }

    private static void cancel(Bench b) {
        Money amount = b.money("12.50");
        boolean machine = b.has(Need.MACHINE);
        ProviderRef payment = b.opened(amount);
        OperationId id = b.id();
        PaymentResult.Approved given =
                b.approved(b.settle(b.onTop(OperationKind.CANCEL, payment, amount), id), "given up");
        b.expect(given.effect() == Effect.CANCELLED && given.amount().equals(amount), "CANCELLED " + amount, given);
        b.expectEffects(1, id);
        if (machine) {
            PaymentResult after = b.settle(b.onTop(CAPTURE, payment, amount), b.id());
            b.expect(!(after instanceof PaymentResult.Approved), "no capture after the cancel", after);
        }
    }

    private static void refund(Bench b, String kind) {
        if (!Rule.refunds(b.profile())) {
            throw Skipped.notClaimed("PARTIAL_REFUND or MULTI_REFUND");
        }
        Money whole = b.money("12.50");
        Money part = b.money("5.00");
        if (kind.equals("FULL")) {
            refunded(b, b.onTop(REFUND, b.paid(whole), whole));
            return;
        }
        claimed(b, PaymentCapability.PARTIAL_REFUND);
        Step step = b.onTop(REFUND, b.paid(whole), whole);
        if (kind.equals("SECOND")) {
            claimed(b, PaymentCapability.MULTI_REFUND);
            refunded(b, step.of(part));
            Money rest = whole.minus(part);
            refunded(b, step.of(rest).withOpen(rest));
        } else {
            refunded(b, step.of(part));
        }
    }

    private static void refunded(Bench b, Step step) {
        OperationId id = b.id();
        PaymentResult result = b.settle(step, id);
        if (result instanceof PaymentResult.Pending && !b.has(Need.MACHINE)) {
            return;
        }
        expect(b, b.approved(result, "refunded"), step.amount(), Effect.REFUNDED, id);
    }

    private static void claimed(Bench b, PaymentCapability capability) {
        if (!b.profile().can(capability)) {
            throw Skipped.notClaimed(capability);
        }
    }

    private static void refundTooMuch(Bench b) {
        if (!Rule.refunds(b.profile())) {
            throw Skipped.notClaimed("PARTIAL_REFUND or MULTI_REFUND");
        }
        Money whole = b.money("12.50");
        OperationId id = b.id();
        Step step = b.onTop(REFUND, b.paid(whole), whole).of(b.money("12.51"));
        b.expect(PaymentResult.Rejected.class, b.settle(step, id), "more than was captured refused");
        b.expectEffects(0, id);
    }

    private static void action(Bench b, String kind) {
        Instrument instrument = b.harness
                .action()
                .orElseThrow(() -> Skipped.notRun("the harness gives no instrument that needs the buyer: action()"));
        Step step = b.opening(ConfRules.opening(b), b.money("12.50")).by(instrument);
        OperationId id = b.id();
        PaymentResult.ActionRequired waiting =
                b.expect(PaymentResult.ActionRequired.class, b.send(step, id), "the buyer's action needed first");
        b.expect(waiting.expiresAt().isAfter(b.clock.instant()), "an end in the future", waiting.expiresAt());
        if (waiting.action() instanceof NextAction.Redirect redirect) {
            b.expect(safe(redirect.url()), "an https address (http to loopback in TEST)", redirect.url());
        }
        b.expectEffects(0, id);
        if (kind.equals("ABANDON")) {
            StatusReport report = b.query(step, id, Optional.of(waiting.ref()));
            boolean approved =
                    report instanceof StatusReport.Found found && found.outcome() instanceof PaymentResult.Approved;
            b.expect(!approved, "an abandoned payment not approved", report);
            return;
        }
        boolean good = kind.equals("RETURN");
        Map<String, List<String>> returned = b.upstream
                .buyerReturns(waiting.ref(), good)
                .orElseThrow(() -> Skipped.notRun("the upstream plays no buyer: buyerReturns(…)"));
        PaymentResult result = b.complete(id, waiting.ref(), step.amount(), returned);
        if (good) {
            PaymentResult.Approved approved = b.approved(result, "approved after the buyer came back");
            b.expect(approved.amount().equals(step.amount()), "" + step.amount(), approved);
            if (!b.profile().can(PaymentCapability.LATE_REFERENCE)) {
                b.expect(approved.ref().equals(waiting.ref()), "the payment's reference " + waiting.ref(), approved);
            }
            b.expectEffects(1, id);
        } else {
            b.expect(PaymentResult.Declined.class, result, "declined after the buyer failed");
            b.expectEffects(0, id);
        }
    }

    /** The reference an approval brings after the buyer came back is one that follow-ups can be made with. */
    static void backFromThePage(Bench b) {
        Instrument instrument = b.harness
                .action()
                .orElseThrow(() -> Skipped.notRun("the harness gives no instrument that needs the buyer: action()"));
        Money amount = b.money("12.50");
        Step step = b.opening(ConfRules.opening(b), amount).by(instrument);
        OperationId id = b.id();
        PaymentResult.ActionRequired waiting =
                b.expect(PaymentResult.ActionRequired.class, b.send(step, id), "the buyer's action needed first");
        Map<String, List<String>> returned = b.upstream
                .buyerReturns(waiting.ref(), true)
                .orElseThrow(() -> Skipped.notRun("the upstream plays no buyer: buyerReturns(…)"));
        ProviderRef late = b.approved(b.complete(id, waiting.ref(), amount, returned), "approved")
                .ref();
        OperationKind next = step.kind() == AUTHORIZE ? CAPTURE : REFUND;
        b.approved(b.settle(b.onTop(next, late, amount), b.id()), "a follow-up with the late reference");
    }

    private static boolean safe(URI url) {
        boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && loopback);
    }

    private static void pending(Bench b) {
        boolean machine = b.has(Need.MACHINE);
        Instrument instrument = b.harness
                .pending()
                .or(() -> machine ? Optional.empty() : Optional.of(b.harness.approved()))
                .orElseThrow(() -> Skipped.notRun("the harness gives no instrument that stays pending: pending()"));
        Step step = b.opening(ConfRules.opening(b), b.money("12.50")).by(instrument);
        OperationId id = b.id();
        PaymentResult sent = b.played(step, id, b.send(step, id), PaymentUpstream.PENDING);
        PaymentResult.Pending waiting = b.expect(PaymentResult.Pending.class, sent, "pending");
        if (!machine) {
            PaymentResult again = b.send(step, id);
            b.expect(
                    again instanceof PaymentResult.Pending it && it.ref().equals(waiting.ref()),
                    "pending as before",
                    again);
            return;
        }
        boolean told = b.profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK);
        if (!told) {
            expectPending(b, b.query(step, id, Optional.of(waiting.ref())));
        }
        b.expectEffects(0, id);
        if (!b.upstream.settle(waiting.ref(), true)) {
            throw Skipped.notRun("the upstream cannot be told to settle: settle(…)");
        }
        if (told) {
            b.approved(b.hear(step, id), "approved after it was settled");
            b.expectEffects(1, id);
            return;
        }
        StatusReport.Found found = b.expect(
                StatusReport.Found.class, b.query(step, id, Optional.of(waiting.ref())), "found after it was settled");
        b.approved(found.outcome(), "approved after it was settled");
        b.expectEffects(1, id);
    }

    private static void expectPending(Bench b, StatusReport report) {
        StatusReport.Found found = b.expect(StatusReport.Found.class, report, "the pending payment found");
        b.expect(PaymentResult.Pending.class, found.outcome(), "pending still");
    }

    private static void extras(Bench b, String kind) {
        PaymentCapability capability = PaymentCapability.valueOf(kind);
        claimed(b, capability);
        Money amount = b.money("12.50");
        OperationId id = b.id();
        switch (capability) {
            case INCREMENT -> {
                Step step = b.step(INCREMENT);
                expect(b, b.approved(b.settle(step, id), "raised"), step.amount(), Effect.INCREMENTED, id);
            }
            case ZERO_VERIFY -> {
                Money zero = Money.zero(amount.getCurrencyUnit());
                PaymentResult.Approved checked = b.approved(b.send(b.opening(AUTHORIZE, zero), id), "checked");
                b.expect(
                        checked.amount().isZero() && checked.effect() == Effect.VERIFIED,
                        "VERIFIED with zero",
                        checked);
            }
            default -> {
                ProviderRef saved = ClaimRules.kept(b, amount);
                b.expect(b.gateway().savedInstruments().isPresent(), "access to saved instruments", "empty");
                Step step = b.opening(ConfRules.opening(b), amount).by(new Instrument.Saved(saved));
                b.approved(b.send(step, id), "charged");
                b.expectEffects(1, id);
            }
        }
    }
}
