package io.tradewind.commerce.internal.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The beginning of a transaction. PostgreSQL's driver sends one of its own ahead of the first statement, and the server
 * answers it by itself, so that both sides wake once more; on a pool of our own it is a part of the first text instead.
 * One per transaction; used by its thread alone.
 */
public final class Beginning implements JdbiConfig<Beginning> {
    private boolean waits;

    /** Begins at once, or with the first statement. */
    static void open(Handle handle, boolean withFirst) {
        if (withFirst) {
            handle.getConfig(Beginning.class).waits = true;
        } else {
            handle.begin();
        }
    }

    /** True if it has not begun yet. */
    static boolean isAhead(Handle handle) {
        return handle.getConfig(Beginning.class).waits;
    }

    /** Begins if that has not happened yet. */
    static void now(Handle handle) {
        Beginning it = handle.getConfig(Beginning.class);
        if (it.waits) {
            it.waits = false;
            handle.begin();
        }
    }

    /** Prepares a statement to be sent by {@link #execute}. */
    static PreparedStatement prepare(Handle handle, String sql) throws SQLException {
        return handle.getConnection()
                .prepareStatement(isAhead(handle) ? Texts.of(handle).joined("begin", sql) : sql);
    }

    /** Sends it; true if its first answer is of rows. */
    static boolean execute(Handle handle, PreparedStatement statement) throws SQLException {
        if (!isAhead(handle)) {
            return statement.execute();
        }
        try {
            statement.execute();
        } catch (SQLException e) {
            try {
                now(handle); // or there is nothing to roll back
            } catch (RuntimeException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
        now(handle); // asks nothing of the server: its driver sees that a transaction is open
        return statement.getMoreResults();
    }

    @Override
    public Beginning createCopy() {
        return new Beginning(); // statements get copies, and find the one of their handle
    }
}
