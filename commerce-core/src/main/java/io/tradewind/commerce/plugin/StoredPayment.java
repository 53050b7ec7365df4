package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.plugin.StoredAction;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * News about a payment, flat, as it is written to the inbox. Texts of variants are ours, so that a stored fact outlives
 * a renamed class.
 *
 * @param payment the provider's reference of the payment
 * @param operation our operation's id, if the news names it
 * @param kind what was done; null for a dispute
 * @param outcome which variant
 * @param ref reference within the outcome, or of the dispute
 * @param code word of the variant: effect, decline or reject code, stage of the dispute
 * @param saved the instrument that an approval keeps; null for none
 * @param meanwhile what a buyer has to do, or is shown while the payment is pending; null for nothing
 */
record StoredPayment(
        String payment,
        @Nullable String operation,
        @Nullable OperationKind kind,
        Outcome outcome,
        @Nullable String ref,
        @Nullable String code,
        @Nullable Money amount,
        @Nullable Retry retry,
        @Nullable Instant at,
        String text,
        String rawCode,
        Map<String, String> safe,
        @Nullable StoredAction meanwhile,
        @Nullable Kept saved) {

    /** An instrument, flat. */
    record Kept(String ref, String label, @Nullable String until) {
        static Kept of(SavedInstrument it) {
            return new Kept(
                    it.ref().value(),
                    it.label(),
                    it.usableUntil().map(YearMonth::toString).orElse(null));
        }

        SavedInstrument instrument() {
            return new SavedInstrument(
                    new ProviderRef(ref), label, Optional.ofNullable(until).map(YearMonth::parse));
        }
    }

    enum Outcome {
        APPROVED,
        PENDING,
        ACTION_REQUIRED,
        DECLINED,
        REJECTED,
        NOT_SENT,
        UNKNOWN,
        DISPUTE
    }

    static StoredPayment of(PaymentFact fact) {
        if (fact instanceof PaymentFact.Dispute it) {
            return new StoredPayment(
                    it.payment().value(),
                    null,
                    null,
                    Outcome.DISPUTE,
                    it.dispute().value(),
                    it.stage().name(),
                    it.amount(),
                    null,
                    it.answerBy().orElse(null),
                    "",
                    "",
                    Map.of(),
                    null,
                    null);
        } else if (fact instanceof PaymentFact.Outcome it) {
            return of(it, it.result());
        }
        throw new IllegalArgumentException("unheard-of fact " + fact.getClass());
    }

    private static StoredPayment of(PaymentFact.Outcome fact, PaymentResult result) {
        if (result instanceof PaymentResult.Approved it) {
            return new Row(fact, Outcome.APPROVED, it.details())
                    .stored(it.ref(), it.effect().name(), it.amount(), null, null, "")
                    .keeping(it.saved());
        } else if (result instanceof PaymentResult.Pending it) {
            return new Row(fact, Outcome.PENDING, it.details())
                    .stored(it.ref(), null, null, null, it.askAgainAt(), "")
                    .showing(it.meanwhile());
        } else if (result instanceof PaymentResult.ActionRequired it) {
            return new Row(fact, Outcome.ACTION_REQUIRED, it.details())
                    .stored(it.ref(), null, null, null, it.expiresAt(), "")
                    .showing(Optional.of(it.action()));
        } else if (result instanceof PaymentResult.Declined it) {
            return new Row(fact, Outcome.DECLINED, it.details())
                    .stored(null, it.code().name(), null, it.retry(), null, "");
        } else if (result instanceof PaymentResult.Rejected it) {
            return new Row(fact, Outcome.REJECTED, it.details())
                    .stored(null, it.code().name(), null, null, null, it.diagnostic());
        } else if (result instanceof PaymentResult.NotSent it) {
            return new Row(fact, Outcome.NOT_SENT, Details.NONE).stored(null, null, null, null, null, it.diagnostic());
        } else if (result instanceof PaymentResult.Unknown it) {
            return new Row(fact, Outcome.UNKNOWN, it.details())
                    .stored(it.ref().orElse(null), null, null, null, null, it.diagnostic());
        }
        throw new IllegalArgumentException("unheard-of result " + result.getClass());
    }

    private record Row(PaymentFact.Outcome fact, Outcome outcome, Details details) {
        StoredPayment stored(
                @Nullable ProviderRef ref,
                @Nullable String code,
                @Nullable Money amount,
                @Nullable Retry retry,
                @Nullable Instant at,
                String text) {
            return new StoredPayment(
                    fact.payment().value(),
                    fact.operation().map(OperationId::toString).orElse(null),
                    fact.kind(),
                    outcome,
                    ref == null ? null : ref.value(),
                    code,
                    amount,
                    retry,
                    at,
                    text,
                    details.rawCode(),
                    details.safe(),
                    null,
                    null);
        }
    }

    private StoredPayment keeping(Optional<SavedInstrument> instrument) {
        return new StoredPayment(
                payment,
                operation,
                kind,
                outcome,
                ref,
                code,
                amount,
                retry,
                at,
                text,
                rawCode,
                safe,
                meanwhile,
                instrument.map(Kept::of).orElse(null));
    }

    private StoredPayment showing(Optional<NextAction> action) {
        return new StoredPayment(
                payment,
                operation,
                kind,
                outcome,
                ref,
                code,
                amount,
                retry,
                at,
                text,
                rawCode,
                safe,
                action.map(StoredAction::of).orElse(null),
                saved);
    }

    PaymentFact fact() {
        ProviderRef of = new ProviderRef(payment);
        if (outcome == Outcome.DISPUTE) {
            return new PaymentFact.Dispute(
                    of,
                    new ProviderRef(there(ref)),
                    DisputeStage.valueOf(there(code)),
                    there(amount),
                    Optional.ofNullable(at));
        }
        return new PaymentFact.Outcome(
                of,
                Optional.ofNullable(operation).map(OperationId::parse),
                there(kind),
                result(new Details(rawCode, safe)));
    }

    private PaymentResult result(Details details) {
        return switch (outcome) {
            case APPROVED ->
                new PaymentResult.Approved(
                        new ProviderRef(there(ref)),
                        there(amount),
                        Effect.valueOf(there(code)),
                        details,
                        Optional.ofNullable(saved).map(Kept::instrument));
            case PENDING ->
                new PaymentResult.Pending(
                        new ProviderRef(there(ref)),
                        there(at),
                        details,
                        Optional.ofNullable(meanwhile).map(StoredAction::action));
            case ACTION_REQUIRED ->
                new PaymentResult.ActionRequired(
                        new ProviderRef(there(ref)), there(meanwhile).action(), there(at), details);
            case DECLINED -> new PaymentResult.Declined(DeclineCode.valueOf(there(code)), there(retry), details);
            case REJECTED -> new PaymentResult.Rejected(RejectCode.valueOf(there(code)), text, details);
            case NOT_SENT -> new PaymentResult.NotSent(text);
            case UNKNOWN -> new PaymentResult.Unknown(Optional.ofNullable(ref).map(ProviderRef::new), text, details);
            case DISPUTE -> throw new IllegalStateException("a dispute is no result");
        };
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the stored fact is incomplete");
        }
        return part;
    }
}
