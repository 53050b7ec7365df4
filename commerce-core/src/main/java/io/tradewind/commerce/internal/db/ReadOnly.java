package io.tradewind.commerce.internal.db;

import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Where assertions are on, as in tests: a block that is to read only must not write or lock, as it has no transaction. */
final class ReadOnly implements SqlLogger {
    private static final ReadOnly WATCH = new ReadOnly();

    private ReadOnly() {}

    /** Watches what this handle does from now on; always true. */
    static boolean watch(Handle handle) {
        handle.setSqlLogger(WATCH);
        return true;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        String sql = String.valueOf(context.getRawSql()).strip().toLowerCase(Locale.ROOT);
        boolean writes = sql.startsWith("insert") || sql.startsWith("update") || sql.startsWith("delete");
        if (writes || sql.contains("for update")) {
            throw new AssertionError("A block that only reads must not run: " + sql);
        }
    }
}
