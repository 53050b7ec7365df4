package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Cleanable;
import org.jspecify.annotations.Nullable;

/**
 * Where Jdbi gets its connections: from the data source or, for a joined transaction, from the host. Both go through
 * one Jdbi, so that a joined call has the same settings (the name of the schema above all) and the same parsed SQL.
 */
final class Connections implements ConnectionFactory {
    /** As long as a pool of ours itself waits. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final @Nullable Semaphore places;
    private final ThreadLocal<@Nullable Connection> lent = new ThreadLocal<>();

    /**
     * Those of a data source.
     *
     * @param pool how many there are, if known: no more threads than that go to the pool, the others wait here, as who
     *     finds others waiting in the pool waits there too, for up to a second, even if a connection has come free
     */
    Connections(DataSource dataSource, OptionalInt pool) {
        this.dataSource = dataSource;
        this.places = pool.isPresent() ? new Semaphore(pool.getAsInt()) : null;
    }

    /** Opens a handle on a connection of the host, which nobody here will close. */
    Handle lend(Jdbi jdbi, Connection connection) {
        lent.set(connection);
        try {
            return jdbi.open();
        } finally {
            lent.remove();
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection ofHost = lent.get();
        return ofHost == null ? ofPool() : ofHost;
    }

    private Connection ofPool() throws SQLException {
        if (places == null) {
            return dataSource.getConnection();
        }
        await(places);
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private static void await(Semaphore places) throws SQLException {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException(
                        "no connection of the pool came free within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public Cleanable getCleanableFor(Connection connection) {
        return lent.get() == null ? () -> giveBack(connection) : () -> {};
    }

    private void giveBack(Connection connection) throws SQLException {
        try {
            connection.close();
        } finally {
            if (places != null) {
                places.release();
            }
        }
    }
}
