package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.PaymentAuthorized;
import io.tradewind.commerce.spi.event.PaymentCancelled;
import io.tradewind.commerce.spi.event.PaymentCaptured;
import io.tradewind.commerce.spi.event.PaymentFailed;
import io.tradewind.commerce.spi.event.PaymentRefunded;
import io.tradewind.commerce.store.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What the world hears of an operation's move. Pure. */
final class PaymentEvents {
    private PaymentEvents() {}

    /** The event of a step; null if there is none of its own. */
    static @Nullable CommerceEvent of(Scope scope, Step step, Loaded now, boolean ordered, Instant at) {
        OperationRow operation = now.operation();
        Optional<UUID> order = ordered ? Optional.of(operation.checkoutId()) : Optional.empty();
        Money amount = now.payment().money(step.amount());
        String store = scope.store().code();
        String actor = scope.actor().label();
        UUID payment = operation.paymentId();
        if (step.booked().isPresent()) {
            return switch (operation.kind()) {
                case AUTHORIZE, INCREMENT ->
                    new PaymentAuthorized(store, payment, operation.id(), order, amount, at, actor);
                case PURCHASE, CAPTURE -> new PaymentCaptured(store, payment, operation.id(), order, amount, at, actor);
                case CANCEL -> new PaymentCancelled(store, payment, operation.id(), order, amount, at, actor);
                case REFUND -> new PaymentRefunded(store, payment, operation.id(), order, amount, at, actor);
            };
        }
        boolean no = step.moves() && operation.state().isNo() && (step.failed() || operation.isAttempt());
        return no ? new PaymentFailed(store, payment, operation.id(), order, amount, code(operation), at, actor) : null;
    }

    private static String code(OperationRow operation) {
        return operation.code().isEmpty() ? operation.state().name() : operation.code();
    }
}
