package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Hears of money that is granted back, in the transaction that grants it: the order's invoice counts less by it. */
@Internal
public interface Credits {
    /** So much goes back for these purposes. Called once for each refund; the order's payments are locked. */
    void granted(Handle handle, Scope scope, UUID orderId, List<RefundShare> shares);
}
