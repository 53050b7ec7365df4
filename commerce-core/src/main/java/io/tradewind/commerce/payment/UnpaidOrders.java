package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Keeps goods in the building whose money is given up or went back. */
@Internal
public interface UnpaidOrders {
    /**
     * Less of an order's money stays than was thought. If it does not pay the order, that waits.
     *
     * @param orderId an order whose payments are locked
     * @param kept what is taken, reserved or being taken, and stays
     * @param why for people
     * @return the moves, to be recorded by the caller
     */
    List<Change> left(Handle handle, Scope scope, UUID orderId, Money kept, String why);
}
