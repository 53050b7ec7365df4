package io.tradewind.commerce.internal.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/**
 * A statement that changes or locks a row, and the question that is asked about it next. To PostgreSQL both take one way
 * and back; the question still sees what whoever held the lock before has committed, as it is asked after it.
 */
public final class Followed {
    private Followed() {}

    /** Makes an answer of rows. */
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Runs both inside a transaction.
     *
     * @param first an update, or a query that locks
     * @return the answer; empty if the first statement met no row
     */
    public static <T> Optional<T> by(Handle handle, SqlStatement<?> first, Query then, Reader<T> reader) {
        Later.flush(handle);
        return Later.sendsTogether(handle)
                ? together(handle, Bound.of(first), Bound.of(then), reader)
                : met(first) ? Optional.of(new Question<>(then, reader).ask()) : Optional.empty();
    }

    private static boolean met(SqlStatement<?> first) {
        return first instanceof Update update
                ? update.execute() > 0
                : new Question<>((Query) first, ResultSet::next).ask();
    }

    private static <T> Optional<T> together(Handle handle, Bound first, Bound then, Reader<T> reader) {
        try (PreparedStatement statement =
                Beginning.prepare(handle, Texts.of(handle).joined(first.sql(), then.sql()))) {
            then.bind(statement, first.bind(statement, 1));
            boolean met = Beginning.execute(handle, statement) ? next(statement) : statement.getUpdateCount() > 0;
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return met ? Optional.of(reader.read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, first.context());
        }
    }

    private static boolean next(PreparedStatement statement) throws SQLException {
        try (ResultSet locked = statement.getResultSet()) {
            return locked.next();
        }
    }
}
