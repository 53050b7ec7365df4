package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.internal.db.Followed.Reader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** A question and what makes an answer of its rows. Not safe for several threads, as its handle is not. */
public record Question<T>(Query query, Reader<T> reader) {
    private static final String PLANNED = "select set_config('plan_cache_mode', 'force_custom_plan', true);\n";

    /**
     * Asks both, to PostgreSQL in one way and back; so the second one is asked whatever the answer to the first is.
     *
     * @return what is made of the two answers
     */
    public static <A, B, T> T both(Handle handle, Question<A> first, Question<B> second, BiFunction<A, B, T> then) {
        Later.flush(handle);
        if (Later.sendsTogether(handle)) {
            return together(handle, first, second, then);
        }
        A answer = first.ask();
        return then.apply(answer, second.ask());
    }

    /** Asks it alone. */
    public T ask() {
        return query.scanResultSet((rows, context) -> {
            try (context) {
                return reader.read(rows.get());
            }
        });
    }

    /**
     * Asks it alone and with a plan for its very values, as one word is in half of all products and another one in two. On a
     * pool of our own other statements are planned once, whatever their values; elsewhere PostgreSQL sees to it, if it is let.
     */
    public T askPlanned(Handle handle) {
        Later.flush(handle);
        if (!Later.sendsEnds(handle) || isInTransaction(handle)) {
            return ask();
        }
        Bound bound = Bound.of(query);
        try (PreparedStatement statement = handle.getConnection().prepareStatement(PLANNED + bound.sql())) {
            bound.bind(statement, 1);
            statement.execute();
            boolean unused = statement.getMoreResults();
            return read(statement);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, bound.context());
        }
    }

    /** What is set for a transaction alone ends with the text where none is open. */
    private static boolean isInTransaction(Handle handle) {
        try {
            return Beginning.isAhead(handle) || !handle.getConnection().getAutoCommit();
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static <A, B, T> T together(
            Handle handle, Question<A> first, Question<B> second, BiFunction<A, B, T> then) {
        Bound one = Bound.of(first.query);
        Bound two = Bound.of(second.query);
        A answer;
        B other;
        try (PreparedStatement statement =
                Beginning.prepare(handle, Texts.of(handle).joined(one.sql(), two.sql()))) {
            two.bind(statement, one.bind(statement, 1));
            boolean unused = Beginning.execute(handle, statement);
            answer = first.read(statement);
            unused = statement.getMoreResults();
            other = second.read(statement);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, one.context());
        }
        return then.apply(answer, other);
    }

    private T read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            return reader.read(rows);
        }
    }
}
