package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Cancels orders whose money was to come later and has not come in the days the store gives, so that their goods can be
 * sold. Money that comes afterwards goes back by itself; an order of which a part is paid is for staff to decide, and so
 * is one whose hold they have lifted. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class UnpaidOrders {
    private static final String NAME = "unpaid-orders";

    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final WarehouseWork work;
    private final Cancellation cancellation;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    UnpaidOrders(
            OrderStore store,
            OrderBook book,
            Operations operations,
            WarehouseWork work,
            Cancellation cancellation,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.work = work;
        this.cancellation = cancellation;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job. */
    public Job job() {
        return new Job(NAME, Duration.ofMinutes(30), this::step);
    }

    private int step() {
        int cancelled = 0;
        for (int id : scopes.ids()) {
            Scope scope = scopes.system(id, NAME);
            int days = scope.store().policy().payLaterDays();
            Instant before = world.now().minus(Duration.ofDays(days));
            for (UUID order : tx.read("unpaid-orders.due", handle -> store.unpaid(handle, scope, before))) {
                cancelled += cancel(scope, order, days) ? 1 : 0;
            }
        }
        return cancelled;
    }

    private boolean cancel(Scope scope, UUID id, int days) {
        return tx.write("unpaid-orders.cancel", handle -> {
            operations.lock(handle, scope, id);
            OrderRow order = book.lock(handle, scope, id);
            if (order.state() != OrderState.PLACED
                    || order.holds().stream().noneMatch(it -> it.kind() == HoldKind.PAYMENT)
                    || isPaidOrPaying(handle, scope, order)) {
                return false;
            }
            Optional<List<Change>> stopped = work.cancelAll(handle, scope, order);
            if (stopped.isEmpty()) {
                return false;
            }
            List<Change> changes = new ArrayList<>(stopped.get());
            changes.addAll(cancellation.cancel(handle, scope, order, "not paid within " + days + " days"));
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    private boolean isPaidOrPaying(Handle handle, Scope scope, OrderRow order) {
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        return position.secured().isPositive() || position.confirming();
    }
}
