package io.tradewind.commerce.internal.db;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads SQLStates: which failures are worth another try, which are answers. */
public final class SqlErrors {
    private static final Set<String> RETRY = Set.of("40001", "40P01", "55P03", "HYT00", "57P01", "57P02", "57P03");
    private static final Set<Integer> RETRY_H2 = Set.of(50200, 90131);
    private static final Set<Integer> GONE_H2 = Set.of(90067, 90098, 90121); // broken, closed, closed at exit

    private SqlErrors() {}

    /** True if a row with that key is there already; an answer, not a failure. */
    public static boolean isDuplicate(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && "23505".equals(sql.getSQLState());
    }

    /** True if a statement was refused for what is in the database, as by a key, a check or {@link Later}. */
    static boolean isAnswer(Throwable failure) {
        SQLException sql = sql(failure);
        String state = sql == null ? "" : String.valueOf(sql.getSQLState());
        return state.startsWith("23") || state.equals("22012");
    }

    static boolean isTransient(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (RETRY.contains(String.valueOf(sql.getSQLState()))
                        || RETRY_H2.contains(sql.getErrorCode())
                        || isConnectionLost(failure));
    }

    /** True if a commit that failed like this may yet have happened. */
    static boolean isAmbiguousAtCommit(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (isConnectionLost(failure)
                        || String.valueOf(sql.getSQLState()).startsWith("57P")
                        || "40003".equals(sql.getSQLState()));
    }

    /** True if no statement will succeed on that connection any more. */
    static boolean isEndOfConnection(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0") || GONE_H2.contains(failure.getErrorCode());
    }

    private static boolean isConnectionLost(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && String.valueOf(sql.getSQLState()).startsWith("08");
    }

    private static @Nullable SQLException sql(@Nullable Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
