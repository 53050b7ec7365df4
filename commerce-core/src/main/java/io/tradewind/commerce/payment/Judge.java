package io.tradewind.commerce.payment;

import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Compares what a provider says with what was asked, for every provider alike: an answer with another amount, currency
 * or effect is a misfit and is never folded as a success. Pure.
 */
final class Judge {
    /** What the guard writes before the rule that an answer broke. */
    private static final String BREACH = "INTEGRITY";

    private Judge() {}

    /** The provider's words about an operation as evidence. */
    static Evidence judge(OperationRow operation, Money asked, PaymentResult result, Origin origin) {
        if (result instanceof PaymentResult.Unknown unknown
                && unknown.diagnostic().startsWith(BREACH)) {
            // the guard has judged already; an action that is over is no lie when we ask late
            boolean late = origin == Origin.QUERY && unknown.diagnostic().startsWith(BREACH + " INT-7");
            return late
                    ? new Evidence.Silence(unknown.diagnostic())
                    : new Evidence.Misfit(result, unknown.diagnostic());
        }
        if (!(result instanceof PaymentResult.Approved approved)) {
            return new Evidence.Said(result, origin);
        }
        boolean closed = operation.isAttempt() && approved.effect() == Effect.CANCELLED;
        if (closed && operation.state() != OperationState.SENDING) {
            return new Evidence.Closed();
        }
        return misfit(operation.kind(), asked, approved)
                .<Evidence>map(what -> new Evidence.Misfit(result, what))
                .orElseGet(() -> new Evidence.Said(result, origin));
    }

    /** What does not fit, in words for staff; empty if all does. */
    static Optional<String> misfit(OperationKind kind, Money asked, PaymentResult.Approved approved) {
        if (!approved.amount().getCurrencyUnit().equals(asked.getCurrencyUnit())) {
            return Optional.of(
                    "asked for " + asked + ", the provider says " + approved.amount() + ": another currency");
        } else if (!approved.amount().isEqual(asked)) {
            return Optional.of("asked for " + asked + ", the provider says " + approved.amount());
        } else if (approved.effect() != effect(kind)) {
            return Optional.of("asked to " + kind + ", the provider says " + approved.effect());
        }
        return Optional.empty();
    }

    /** What a kind of operation does when it is approved. */
    static Effect effect(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE -> Effect.AUTHORIZED;
            case PURCHASE, CAPTURE -> Effect.CAPTURED;
            case CANCEL -> Effect.CANCELLED;
            case REFUND -> Effect.REFUNDED;
            case INCREMENT -> Effect.INCREMENTED;
        };
    }
}
