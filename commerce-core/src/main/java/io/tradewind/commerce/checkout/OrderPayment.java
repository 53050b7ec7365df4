package io.tradewind.commerce.checkout;

import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.NewAttempt;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.Prepared;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Pays what is missing of a placed order: one that was to be paid later, or whose money could not be taken. What was
 * awaited in another way is no longer awaited once this money is there. Safe for many threads.
 */
@Singleton
final class OrderPayment {
    private final Means means;
    private final Placing placing;
    private final OrderBook orders;
    private final Operations operations;
    private final Outbox outbox;

    @Inject
    OrderPayment(Means means, Placing placing, OrderBook orders, Operations operations, Outbox outbox) {
        this.means = means;
        this.placing = placing;
        this.orders = orders;
        this.operations = operations;
        this.outbox = outbox;
    }

    PayAnswer pay(Scope scope, CheckoutRow row, String account, PayBy by, URI returnTo) {
        scope.tx().assertNone("checkout.pay");
        closeUnfinished(scope, row.id());
        Prepared prepared;
        try {
            prepared = scope.tx().write("checkout.pay", handle -> prepare(handle, scope, row, account, by, returnTo));
        } catch (RefusedException e) {
            return new PayAnswer.Refused(e.refusal());
        }
        return answer(operations.send(scope, prepared));
    }

    /** The buyer pays in another way: a page that was left open must not take money as well. */
    private void closeUnfinished(Scope scope, UUID order) {
        scope.tx()
                .read("checkout.attempt", handle -> operations.latest(handle, scope, order))
                .filter(it -> it.state() == OperationState.ACTION_REQUIRED)
                .ifPresent(it -> operations.giveUp(scope, it.operationId()));
    }

    private Prepared prepare(Handle handle, Scope scope, CheckoutRow row, String account, PayBy by, URI returnTo) {
        placing.lock(handle, scope, row.id());
        operations.lock(handle, scope, row.id());
        OrderRow order = orders.lock(handle, scope, row.id());
        if (order.state() != OrderState.PLACED) {
            throw refuse("order-ended", "This order has ended; there is nothing to pay.");
        }
        Money missing = placing.missing(handle, scope, order);
        if (!missing.isPositive()) {
            throw refuse("nothing-to-pay", "Nothing is missing of this order; do not pay twice.");
        }
        operations.latest(handle, scope, row.id()).ifPresent(last -> {
            if (last.payLater()) {
                operations.letGo(handle, scope, last.operationId());
            } else if (last.state().isUndecided()) {
                throw refuse("payment-under-way", "A payment of this order is being confirmed; do not pay twice.");
            }
        });
        NewOrder bought = row.snapshot().orElseThrow().order();
        Prepared prepared = operations.prepare(
                handle,
                scope,
                new NewAttempt(
                        row.id(),
                        account,
                        missing,
                        order.quoteHash(),
                        means.instrument(
                                handle, scope, account, by, order.address().country(), missing),
                        Summaries.of(bought, order.number()),
                        Summaries.buyer(bought),
                        returnTo,
                        returnTo,
                        by.saved(),
                        by.keeps()));
        outbox.record(handle, scope, prepared.changes());
        return prepared;
    }

    static PayAnswer answer(Attempt attempt) {
        return switch (attempt.state()) {
            case APPROVED -> new PayAnswer.Paid();
            case DECLINED, REJECTED, NOT_SENT, ABANDONED -> new PayAnswer.Refused(Declines.of(attempt));
            case ACTION_REQUIRED ->
                attempt.action().<PayAnswer>map(PayAnswer.ActionRequired::new).orElseGet(PayAnswer.Confirming::new);
            case PREPARED, SENDING, PENDING, UNKNOWN -> new PayAnswer.Confirming();
        };
    }

    private static RefusedException refuse(String code, String message) {
        return RefusedException.of(code, "payment", message);
    }
}
