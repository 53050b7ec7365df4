package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.sql.SQLException;
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
    private final DataSource dataSource;
    private final ThreadLocal<@Nullable Connection> lent = new ThreadLocal<>();

    Connections(DataSource dataSource) {
        this.dataSource = dataSource;
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
        return ofHost == null ? dataSource.getConnection() : ofHost;
    }

    @Override
    public Cleanable getCleanableFor(Connection connection) {
        return lent.get() == null ? connection::close : () -> {};
    }
}
