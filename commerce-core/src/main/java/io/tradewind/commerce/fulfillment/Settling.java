package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.fulfillment.SettlingStore.Waiting;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.order.Completion;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.order.PaymentHolds;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Completes orders that arrived before their money did. Only such orders have a row to look at; news of money makes
 * somebody look at once, and a schedule does where the news was lost. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Settling {
    static final String JOB = "order-settling";
    static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(6);

    private final SettlingStore store;
    private final OrderBook orders;
    private final Completion completion;
    private final PaymentHolds holds;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;
    private final JobBell bell;

    @Inject
    Settling(
            SettlingStore store,
            OrderBook orders,
            Completion completion,
            PaymentHolds holds,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world,
            JobBell bell) {
        this.store = store;
        this.orders = orders;
        this.completion = completion;
        this.holds = holds;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
    }

    /** The job that looks. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    /** Money of that order was taken: holds for want of it are lifted, and what it settles is looked at. Best effort. */
    public void moneyTaken(int storeId, UUID orderId) {
        Scope scope = scopes.system(storeId, JOB);
        List<Waiting> waiting = tx.read("settling.waiting", handle -> store.waiting(handle, scope, orderId));
        if (waiting.contains(Waiting.SETTLING)) {
            moneyMoved(storeId, orderId);
        }
        if (waiting.contains(Waiting.HOLD)) {
            holds.taken(storeId, orderId);
        }
    }

    /** Money of that order moved. Best effort. */
    public void moneyMoved(int storeId, UUID orderId) {
        Scope scope = scopes.system(storeId, JOB);
        if (tx.write("settling.sooner", handle -> store.sooner(handle, scope, orderId, world.now()))) {
            bell.ring(JOB);
        }
    }

    private int step() {
        int handled = 0;
        for (int id : scopes.ids()) {
            Scope scope = scopes.system(id, JOB);
            List<SettlingStore.Due> due = tx.read("settling.due", handle -> store.due(handle, scope, world.now()));
            due.forEach(it -> look(scope, it));
            handled += due.size();
        }
        return handled;
    }

    private void look(Scope scope, SettlingStore.Due due) {
        tx.write("settling.look", handle -> {
            OrderRow order = orders.lock(handle, scope, due.orderId());
            Optional<Change> ended = completion.ifSettled(handle, scope, order);
            if (ended.isPresent() || order.state() != OrderState.PLACED) {
                store.done(handle, scope, due.orderId());
            } else {
                store.later(handle, scope, due.orderId(), world.now().plus(pause(due.tries())));
            }
            outbox.record(handle, scope, ended.stream().toList());
            return ended.isPresent();
        });
    }

    /** 2, 4, 8 … minutes, at most six hours. */
    private static Duration pause(int tries) {
        Duration wait = Duration.ofMinutes(2L << Math.min(tries, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
