package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/** What is to happen at the end of the transaction a handle runs. One per transaction; used by its thread alone. */
public final class TxHooks implements JdbiConfig<TxHooks> {
    private final List<Consumer<Connection>> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    /** The hooks of the transaction that this handle runs. */
    public static TxHooks of(Handle handle) {
        return handle.getConfig(TxHooks.class);
    }

    /** Runs just before the commit, inside the transaction; throwing rolls back. */
    public void beforeCommit(Consumer<Connection> work) {
        beforeCommit.add(work);
    }

    /** Runs after the commit, on the committing thread, outside any transaction. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    boolean hasBeforeCommit() {
        return !beforeCommit.isEmpty();
    }

    void runBeforeCommit(Connection connection) {
        for (int i = 0; i < beforeCommit.size(); i++) { // a hook may add hooks
            beforeCommit.get(i).accept(connection);
        }
    }

    List<Runnable> afterCommit() {
        return List.copyOf(afterCommit);
    }

    @Override
    public TxHooks createCopy() {
        return new TxHooks(); // hooks belong to one transaction and are not inherited
    }
}
