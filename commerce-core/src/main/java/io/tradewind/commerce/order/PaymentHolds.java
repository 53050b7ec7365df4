package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.payment.Expiries;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.payment.UnpaidOrders;
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
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Holds orders whose reserved money could not be taken, was given up or has lapsed, and lets them go on once it was
 * taken. Called at least once for each news; a job looks as well, so that lost news of money keeps no order for ever. Safe
 * for many threads and processes.
 */
@Internal
@Singleton
public final class PaymentHolds implements UnpaidOrders {
    private static final String NAME = "capture-failed";
    private static final String LAPSED = "the reserved money has lapsed";

    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final Expiries expiries;
    private final WarehouseWork work;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;

    @Inject
    PaymentHolds(
            OrderStore store,
            OrderBook book,
            Operations operations,
            Expiries expiries,
            WarehouseWork work,
            Outbox outbox,
            Scopes scopes,
            Tx tx) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.expiries = expiries;
        this.work = work;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
    }

    /** The job that looks at orders held by this class, and at those whose money has lapsed. */
    public Job job() {
        return new Job("payment-holds", Duration.ofMinutes(10), this::step);
    }

    private int step() {
        int moved = 0;
        for (int id : scopes.ids()) {
            Scope scope = scopes.system(id, NAME);
            String me = scope.actor().label();
            for (UUID order :
                    tx.read("payment-holds.due", handle -> store.heldBy(handle, scope, HoldKind.PAYMENT, me))) {
                moved += lift(scope, order) ? 1 : 0;
            }
            for (UUID order : expiries.lapsed(scope)) {
                moved += hold(scope, order, (handle, it) -> isNew(handle, scope, it), LAPSED) ? 1 : 0;
            }
        }
        return moved;
    }

    /** An operation of that order ended in a definite no: if it was to take money that is still missing, it waits. */
    public void failed(int storeId, UUID orderId, UUID operationId, String code) {
        Scope scope = scopes.system(storeId, NAME);
        hold(
                scope,
                orderId,
                (handle, it) -> operations.isCapture(handle, scope, operationId),
                "the reserved money could not be taken: " + code);
    }

    private boolean hold(Scope scope, UUID orderId, BiPredicate<Handle, OrderRow> concerns, String why) {
        return tx.write("payment-holds.failed", handle -> {
            operations.lock(handle, scope, orderId);
            Optional<OrderRow> found = store.lock(handle, scope, orderId);
            boolean missing = found.filter(it -> it.state() == OrderState.PLACED && !stands(it))
                    .filter(it -> concerns.test(handle, it) && !isTaken(handle, scope, it))
                    .isPresent();
            if (missing) {
                OrderRow order = found.orElseThrow();
                List<Change> changes = new ArrayList<>();
                changes.add(book.hold(handle, scope, order, HoldKind.PAYMENT, why));
                changes.addAll(work.callBack(handle, scope, order));
                outbox.record(handle, scope, changes);
            }
            return missing;
        });
    }

    @Override
    public List<Change> left(Handle handle, Scope scope, UUID orderId, Money kept, String why) {
        Optional<OrderRow> unpaid = store.lock(handle, scope, orderId)
                .filter(it -> it.state() == OrderState.PLACED && !stands(it))
                .filter(it -> !(it.payLater() && it.shipsUnpaid()))
                .filter(it -> kept.isLessThan(due(it, position(handle, scope, it))));
        List<Change> changes = new ArrayList<>();
        unpaid.ifPresent(order -> {
            Scope me = scopes.system(scope.storeId(), NAME);
            changes.add(book.hold(handle, me, order, HoldKind.PAYMENT, why));
            changes.addAll(work.callBack(handle, me, order));
        });
        return changes;
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
            if (order.state() != OrderState.PLACED || !stands(order) || !isTaken(handle, scope, order)) {
                return false;
            }
            List<Change> changes = new ArrayList<>();
            book.lift(handle, scope, order, HoldKind.PAYMENT).ifPresent(changes::add);
            changes.addAll(work.releaseIfReady(handle, scope, order.without(HoldKind.PAYMENT)));
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    private boolean isNew(Handle handle, Scope scope, OrderRow order) {
        return order.isHere() && !store.wasHeld(handle, scope, order.id(), HoldKind.PAYMENT, LAPSED);
    }

    private static boolean stands(OrderRow order) {
        return order.holds().stream().anyMatch(it -> it.kind() == HoldKind.PAYMENT);
    }

    private boolean isTaken(Handle handle, Scope scope, OrderRow order) {
        PaymentPosition position = position(handle, scope, order);
        return !position.staying().isLessThan(due(order, position));
    }

    private PaymentPosition position(Handle handle, Scope scope, OrderRow order) {
        return operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
    }

    private static Money due(OrderRow order, PaymentPosition position) {
        return order.total().minus(order.reduced()).minus(position.credited());
    }
}
