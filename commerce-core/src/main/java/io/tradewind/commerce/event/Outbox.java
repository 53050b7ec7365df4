package io.tradewind.commerce.event;

import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes what happened in the transaction in which it happens: a history row, its event, and one delivery per durable
 * subscriber. Listeners before the commit run when the transaction ends, the others after it. Safe for many threads.
 */
@Internal
@Singleton
public final class Outbox {
    private final OutboxStore store;
    private final Subscriptions subscriptions;
    private final World world;
    private final JobBell bell;

    @Inject
    Outbox(OutboxStore store, Subscriptions subscriptions, World world, JobBell bell) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.world = world;
        this.bell = bell;
    }

    /** Records moves; the listeners hear of them as their timing says. */
    public void record(Handle handle, Scope scope, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Instant now = world.now();
        List<Recorded> moves = new ArrayList<>();
        for (Change change : changes) {
            CommerceEvent event = eventOf(change, scope, now);
            moves.add(new Recorded(world.id(), change, event, subscriptions.durable(event)));
        }
        store.write(handle, scope.storeId(), scope.actor().label(), now, moves);
        List<CommerceEvent> events = moves.stream().map(Recorded::event).toList();
        for (Recorded move : moves) {
            subscriptions.beforeCommit(move.event(), TxHooks.of(handle)::beforeCommit);
            subscriptions.afterCommit(
                    move.event(),
                    events,
                    work -> TxHooks.of(handle)
                            .afterCommit(() -> world.executor().execute(work)));
        }
        if (moves.stream().anyMatch(move -> !move.subscribers().isEmpty())) {
            TxHooks.of(handle).afterCommit(() -> bell.ring(Relay.JOB));
        }
    }

    /** Everything that happened under one checkout or order, oldest first. */
    public List<Entry> timeline(Handle handle, Scope scope, UUID root) {
        return store.timeline(handle, scope.storeId(), root);
    }

    private static CommerceEvent eventOf(Change change, Scope scope, Instant now) {
        CommerceEvent own = change.event();
        if (own != null) {
            return own;
        }
        return new SubjectMoved(
                scope.store().code(),
                change.machine(),
                change.subject(),
                change.from(),
                change.to(),
                now,
                scope.actor().label());
    }

    /** One move with its event, and who must hear of it however long it takes. */
    record Recorded(UUID eventId, Change change, CommerceEvent event, List<Subscriptions.Durable> subscribers) {}
}
