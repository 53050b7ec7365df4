package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.access.HostTransaction;
import java.sql.Connection;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** A transaction of ours that is handed to the host to join. It knows whether anything may have been done in it. */
public final class OwnTransaction implements HostTransaction {
    private final Handle handle;
    private boolean first = true;

    public OwnTransaction(Handle handle) {
        this.handle = handle;
    }

    /** The connection for statements of the host's own. */
    public Connection forHost() {
        first = false;
        return connection();
    }

    /** True for the first call that joins, if the host has not touched the connection before. */
    boolean isFirst() {
        boolean was = first;
        first = false;
        return was;
    }

    @Override
    public Connection connection() {
        Later.flush(handle);
        Beginning.now(handle);
        return handle.getConnection();
    }

    @Override
    public void onCompletion(Consumer<Boolean> committed) {
        TxHooks.of(handle).afterCommit(() -> committed.accept(true));
    }
}
