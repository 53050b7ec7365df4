package io.tradewind.commerce.returns;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.ReturnApproved;
import io.tradewind.commerce.spi.event.ReturnReceived;
import io.tradewind.commerce.spi.event.ReturnRequested;
import io.tradewind.commerce.spi.event.ReturnResolved;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes moves of returns, each checked against the table. The caller has locked the order. */
@Singleton
final class ReturnMoves {
    private final ReturnStore store;
    private final World world;

    @Inject
    ReturnMoves(ReturnStore store, World world) {
        this.store = store;
        this.world = world;
    }

    /** Writes a new return. */
    ReturnRow birth(Handle handle, Scope scope, ReturnRow row, List<Change> changes) {
        store.insert(handle, scope, row);
        changes.add(change(scope, row, "", row.note()));
        return row;
    }

    /** Writes the return as it is after the move. */
    ReturnRow move(
            Handle handle, Scope scope, ReturnRow before, ReturnMove move, ReturnRow after, List<Change> changes) {
        if (!ReturnFlow.FLOW.allows(before.state(), move, after.state())) {
            throw ReturnException.cannot(move, before);
        }
        store.save(handle, scope, before, after);
        changes.add(change(scope, after, before.state().name(), after.answer()));
        return after;
    }

    private Change change(Scope scope, ReturnRow after, String from, String note) {
        String shown = note.length() > 400 ? note.substring(0, 400) : note;
        return Change.of(
                        ReturnFlow.FLOW.machine(),
                        after.id(),
                        after.version(),
                        from,
                        after.state().name(),
                        after.orderId(),
                        event(scope, after, from))
                .noting(shown);
    }

    private @Nullable CommerceEvent event(Scope scope, ReturnRow row, String from) {
        String shop = scope.store().code();
        String actor = scope.actor().label();
        boolean stays = from.equals(row.state().name());
        return switch (row.state()) {
            case REQUESTED -> new ReturnRequested(shop, row.id(), row.orderId(), world.now(), actor);
            case APPROVED -> new ReturnApproved(shop, row.id(), row.orderId(), world.now(), actor);
            case RECEIVING -> stays ? null : new ReturnReceived(shop, row.id(), row.orderId(), world.now(), actor);
            case RESOLVED -> new ReturnResolved(shop, row.id(), row.orderId(), world.now(), actor);
            case INSPECTED, REJECTED, CANCELLED, EXPIRED -> null;
        };
    }
}
