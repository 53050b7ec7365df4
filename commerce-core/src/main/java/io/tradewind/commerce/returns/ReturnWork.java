package io.tradewind.commerce.returns;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.order.OrderBook;
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

/**
 * What happens to returns by the passing of time and money: never sent ones expire, inspected ones end when their money
 * has arrived. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class ReturnWork {
    static final String JOB = "returns";

    private final ReturnStore store;
    private final Requests requests;
    private final Dock dock;
    private final OrderBook orders;
    private final InboundParcels inbound;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;
    private final JobBell bell;

    @Inject
    ReturnWork(
            ReturnStore store,
            Requests requests,
            Dock dock,
            OrderBook orders,
            InboundParcels inbound,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world,
            JobBell bell) {
        this.store = store;
        this.requests = requests;
        this.dock = dock;
        this.orders = orders;
        this.inbound = inbound;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
    }

    /** The job that looks at returns that are due. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    /** Money of that order came back to its buyer. Best effort. */
    public void moneyMoved(int storeId, UUID orderId) {
        Scope scope = scopes.system(storeId, JOB);
        if (tx.write("returns.sooner", handle -> store.sooner(handle, scope, orderId, world.now()))) {
            bell.ring(JOB);
        }
    }

    private int step() {
        int handled = 0;
        for (int id : scopes.ids()) {
            Scope scope = scopes.system(id, JOB);
            List<UUID> expired = tx.read("returns.expired", handle -> store.expired(handle, scope, world.now()));
            expired.forEach(it -> turn(scope, it, this::expire));
            List<UUID> due = tx.read("returns.due", handle -> store.due(handle, scope, world.now()));
            due.forEach(it -> turn(scope, it, this::resolve));
            handled += expired.size() + due.size();
        }
        return handled;
    }

    private interface Turn {
        void of(Handle handle, Scope scope, ReturnRow row, List<Change> changes);
    }

    private void turn(Scope scope, UUID id, Turn turn) {
        tx.write("returns.turn", handle -> {
            UUID order = store.find(handle, scope, id).orElseThrow().orderId();
            orders.lock(handle, scope, order);
            List<Change> changes = new ArrayList<>();
            turn.of(handle, scope, store.find(handle, scope, id).orElseThrow(), changes);
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    private void expire(Handle handle, Scope scope, ReturnRow row, List<Change> changes) {
        boolean due = row.expiresAt().filter(at -> !at.isAfter(world.now())).isPresent();
        Optional<Parcel> parcel = row.parcelId()
                .map(id -> inbound.find(handle, scope, List.of(id)).get(id));
        if (due && parcel.filter(it -> it.state().isOut()).isPresent()) {
            store.save(handle, scope, row, row.travelling(row.parcelId(), Optional.empty())); // it is on its way
        } else if (due && row.state() == ReturnState.APPROVED) {
            requests.end(
                    handle, scope, row, ReturnMove.EXPIRE, ReturnState.EXPIRED, "It was not sent in time.", changes);
        }
    }

    private void resolve(Handle handle, Scope scope, ReturnRow row, List<Change> changes) {
        boolean due = row.lookAt().filter(at -> !at.isAfter(world.now())).isPresent();
        if (due) {
            ReturnRow now = dock.resolve(handle, scope, row, changes);
            if (now.state() == row.state()) {
                store.save(handle, scope, row, dock.later(now));
            }
        }
    }
}
