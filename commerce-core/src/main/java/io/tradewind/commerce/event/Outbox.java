package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes what happened in the transaction in which it happens: history, event and deliveries. */
@Internal
@Singleton
public final class Outbox {
    @Inject
    Outbox() {}

    /** Records moves; the listeners hear of them as their timing says. */
    public void record(Handle handle, Scope scope, List<Change> changes) {
        throw new UnsupportedOperationException("engine");
    }

    /** Everything that happened under one checkout or order, oldest first. */
    public List<Entry> timeline(Handle handle, Scope scope, UUID root) {
        throw new UnsupportedOperationException("engine");
    }
}
