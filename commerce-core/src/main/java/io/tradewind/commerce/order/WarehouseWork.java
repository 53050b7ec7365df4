package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What orders need of the warehouse, which is built on top of them. All calls work in the caller's transaction. */
@Internal
public interface WarehouseWork {
    /** Cancels all work of an order whose row is locked; empty if some of it is picked or handed over already. */
    Optional<List<Change>> cancelAll(Handle handle, Scope scope, OrderRow order);

    /** Releases waiting work of an order whose row is locked, where nothing keeps it any more. */
    List<Change> releaseIfReady(Handle handle, Scope scope, OrderRow order);

    /** Calls released work that nobody has claimed back to waiting, after a hold was set. */
    List<Change> callBack(Handle handle, Scope scope, OrderRow order);

    /** The states of the fulfillment orders of each order. */
    Map<UUID, List<String>> states(Handle handle, Scope scope, Collection<UUID> orderIds);

    /** Raises the stop sign for packers who have work of the order in hand; empty if it stands already. */
    List<Change> askStop(Handle handle, Scope scope, OrderRow order, String reason);
}
