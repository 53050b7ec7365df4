package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Gives money back. The sum is set aside on the payments before anything is sent. Safe for many threads. */
@Internal
@Singleton
public final class Refunds {
    @Inject
    Refunds() {}

    /**
     * Sets the money aside and, if the actor may refund or is the system, grants it and sends it right after the
     * commit; otherwise it waits for finance. Newest payment first. Records its own moves.
     */
    public RefundAnswer propose(Handle handle, Scope scope, NewRefund refund) {
        throw new UnsupportedOperationException("payment");
    }

    /** A refund as it stands. */
    public Optional<Refund> find(Handle handle, Scope scope, UUID refundId) {
        throw new UnsupportedOperationException("payment");
    }

    /** The refund of that cause, if one was proposed. */
    public Optional<Refund> byCause(Handle handle, Scope scope, String cause) {
        throw new UnsupportedOperationException("payment");
    }

    /** The refunds of an order, oldest first. */
    public List<Refund> of(Handle handle, Scope scope, UUID orderId) {
        throw new UnsupportedOperationException("payment");
    }
}
