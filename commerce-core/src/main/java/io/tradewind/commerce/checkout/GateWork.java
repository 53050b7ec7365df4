package io.tradewind.commerce.checkout;

import io.tradewind.commerce.checkout.Gates.Ruling;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.order.Cancellation;
import io.tradewind.commerce.order.Hold;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.order.WarehouseWork;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
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

/**
 * Asks the gates that judge after the payment. Orders are placed with a hold for it, so that whoever brings the news of
 * the payment places them, and a process that dies forgets nothing. A gate's no cancels the order, and its money goes
 * back; whoever lifts the hold by hand before has decided. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class GateWork {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Gates gates;
    private final CheckoutStore checkouts;
    private final OrderBook orders;
    private final Operations operations;
    private final WarehouseWork work;
    private final Cancellation cancellation;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;

    @Inject
    GateWork(
            Gates gates,
            CheckoutStore checkouts,
            OrderBook orders,
            Operations operations,
            WarehouseWork work,
            Cancellation cancellation,
            Outbox outbox,
            Scopes scopes,
            Tx tx) {
        this.gates = gates;
        this.checkouts = checkouts;
        this.orders = orders;
        this.operations = operations;
        this.work = work;
        this.cancellation = cancellation;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
    }

    /** The job that asks. */
    public Job job() {
        return new Job(Gates.WAITING, EVERY, this::step);
    }

    private int step() {
        if (!gates.watch(Moment.AFTER_AUTHORIZATION)) {
            return 0;
        }
        int judged = 0;
        for (int store : scopes.ids()) {
            Scope scope = scopes.system(store, Gates.WAITING);
            for (UUID order : tx.read("gates.due", handle -> orders.heldBy(handle, scope, HoldKind.REVIEW))) {
                judged += judge(scope, order) ? 1 : 0;
            }
        }
        return judged;
    }

    private boolean judge(Scope scope, UUID id) {
        Optional<NewOrder> bought = tx.read("gates.order", handle -> checkouts.find(handle, scope, id))
                .flatMap(CheckoutRow::snapshot)
                .map(Snapshot::order);
        if (bought.isEmpty()) {
            return false;
        }
        Ruling ruling = gates.judge(Moment.AFTER_AUTHORIZATION, bought.get());
        return tx.write("gates.judged", handle -> {
            operations.lock(handle, scope, id);
            OrderRow order = orders.lock(handle, scope, id);
            Optional<Hold> mine = order.holds().stream()
                    .filter(it -> it.setBy().equals(scope.actor().label()))
                    .findFirst();
            if (order.state() != OrderState.PLACED || mine.isEmpty()) {
                return false;
            }
            List<Change> changes = judged(handle, scope, order, mine.get(), ruling);
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    private List<Change> judged(Handle handle, Scope scope, OrderRow order, Hold mine, Ruling ruling) {
        if (ruling.denied().isPresent()) {
            Optional<List<Change>> stopped = work.cancelAll(handle, scope, order);
            if (stopped.isPresent()) {
                List<Change> changes = new ArrayList<>(stopped.get());
                changes.addAll(cancellation.cancel(
                        handle,
                        scope,
                        order,
                        "checked: " + ruling.denied().get().code()));
                return changes;
            }
        }
        List<String> why = new ArrayList<>(ruling.reviews());
        ruling.denied().ifPresent(it -> why.add("checked: " + it.code()));
        if (!why.isEmpty()) {
            Scope judge = scopes.system(scope.storeId(), "gate");
            return List.of(orders.replace(handle, judge, order, mine, String.join("; ", why)));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(orders.lift(handle, scope, order, mine));
        changes.addAll(work.releaseIfReady(handle, scope, order.without(mine)));
        return changes;
    }
}
