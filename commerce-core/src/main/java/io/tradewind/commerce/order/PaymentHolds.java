package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Holds orders whose reserved money could not be taken, and lets them go on once it was. Called at least once for each
 * news; a job looks as well, so that lost news of money keeps no order for ever. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class PaymentHolds {
    private static final String NAME = "capture-failed";

    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final WarehouseWork work;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;

    @Inject
    PaymentHolds(
            OrderStore store,
            OrderBook book,
            Operations operations,
            WarehouseWork work,
            Outbox outbox,
            Scopes scopes,
            Tx tx) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.work = work;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
    }

    /** The job that looks at orders held by this class. */
    public Job job() {
        return new Job("payment-holds", Duration.ofMinutes(10), this::step);
    }

    private int step() {
        int lifted = 0;
        for (int id : scopes.ids()) {
            Scope scope = scopes.system(id, NAME);
            String me = scope.actor().label();
            for (UUID order :
                    tx.read("payment-holds.due", handle -> store.heldBy(handle, scope, HoldKind.PAYMENT, me))) {
                lifted += lift(scope, order) ? 1 : 0;
            }
        }
        return lifted;
    }

    /** An operation of that order ended in a definite no: if it was to take money that is still missing, it waits. */
    public void failed(int storeId, UUID orderId, UUID operationId, String code) {
        Scope scope = scopes.system(storeId, NAME);
        tx.write("payment-holds.failed", handle -> {
            operations.lock(handle, scope, orderId);
            Optional<OrderRow> found = store.lock(handle, scope, orderId);
            boolean missing = found.filter(it -> it.state() == OrderState.PLACED && !stands(it))
                    .filter(it -> operations.isCapture(handle, scope, operationId) && !isTaken(handle, scope, it))
                    .isPresent();
            if (missing) {
                OrderRow order = found.orElseThrow();
                List<Change> changes = new ArrayList<>();
                changes.add(book.hold(
                        handle, scope, order, HoldKind.PAYMENT, "the reserved money could not be taken: " + code));
                changes.addAll(work.callBack(handle, scope, order));
                outbox.record(handle, scope, changes);
            }
            return missing;
        });
    }

    /** Money of that order, which is held, was taken: what waited for it goes on. */
    public void taken(int storeId, UUID orderId) {
        Scope scope = scopes.system(storeId, NAME);
        lift(scope, orderId);
    }

    private boolean lift(Scope scope, UUID orderId) {
        return tx.write("payment-holds.taken", handle -> {
            operations.lock(handle, scope, orderId);
            OrderRow order = book.lock(handle, scope, orderId);
            if (!stands(order) || !isTaken(handle, scope, order)) {
                return false;
            }
            List<Change> changes = new ArrayList<>();
            book.lift(handle, scope, order, HoldKind.PAYMENT).ifPresent(changes::add);
            changes.addAll(work.releaseIfReady(handle, scope, order.without(HoldKind.PAYMENT)));
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    private static boolean stands(OrderRow order) {
        return order.holds().stream().anyMatch(it -> it.kind() == HoldKind.PAYMENT);
    }

    private boolean isTaken(Handle handle, Scope scope, OrderRow order) {
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        Money due = order.total().minus(order.reduced()).minus(position.credited());
        return !position.held().isLessThan(due);
    }
}
