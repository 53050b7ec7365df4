package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.GoodsArrived;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Releases work that waited: for a date, for goods, for money or the end of a hold. Whoever brings these about releases
 * at once; this also looks by itself, so that nothing waits for ever. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Releases implements GoodsArrived {
    static final String JOB = "work-release";

    private final WorkStore works;
    private final WorkOrders workOrders;
    private final OrderBook orders;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Releases(
            WorkStore works,
            WorkOrders workOrders,
            OrderBook orders,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.works = works;
        this.workOrders = workOrders;
        this.orders = orders;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that looks. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    private int step() {
        int handled = 0;
        for (int store : scopes.ids()) {
            Scope scope = scopes.system(store, JOB);
            List<UUID> due = tx.read("release.due", handle -> works.toLookAt(handle, scope, world.now()));
            due.forEach(id -> look(scope, id));
            handled += due.size();
        }
        return handled;
    }

    @Override
    public void arrived(Scope scope, Set<UUID> checkouts) {
        checkouts.forEach(id -> look(scope, id));
    }

    private void look(Scope scope, UUID orderId) {
        tx.write("release.look", handle -> {
            if (orders.find(handle, scope, orderId).isEmpty()) {
                return false; // a checkout that is no order yet
            }
            OrderRow order = orders.lock(handle, scope, orderId);
            outbox.record(handle, scope, workOrders.releaseIfReady(handle, scope, order));
            works.lookAgain(handle, scope, orderId, world.now(), world.now().plus(WorkStore.LOOK_EVERY));
            return true;
        });
    }
}
