package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
import java.util.List;
import java.util.UUID;

/** An attempt that is written down, leased to whoever prepared it, and sent once its transaction is committed. */
@Internal
public final class Prepared {
    private final Loaded loaded;
    private final StoredRequest request;
    private final List<Change> changes;

    Prepared(Loaded loaded, StoredRequest request, List<Change> changes) {
        this.loaded = loaded;
        this.request = request;
        this.changes = List.copyOf(changes);
    }

    /** The new payment. */
    public UUID paymentId() {
        return loaded.payment().id();
    }

    /** Its operation, the idempotency key of everything that follows. */
    public UUID operationId() {
        return loaded.operation().id();
    }

    /** Its moves, which the caller records in the same transaction. */
    public List<Change> changes() {
        return changes;
    }

    Loaded loaded() {
        return loaded;
    }

    StoredRequest request() {
        return request;
    }
}
