package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Keeps goods in the building whose money is given up. */
@Internal
public interface UnpaidOrders {
    /**
     * Reserved money is given up. If what is kept does not pay the order, it waits.
     *
     * @param orderId an order whose payments are locked
     * @param kept what is taken, or being taken, and stays
     * @return the moves, to be recorded by the caller
     */
    List<Change> givenUp(Handle handle, Scope scope, UUID orderId, Money kept);
}
