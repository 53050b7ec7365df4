package io.tradewind.commerce.internal.db;

import io.agroal.api.AgroalDataSourceListener;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pool of ours tells. */
final class PoolEvents implements AgroalDataSourceListener {
    private static final Logger log = LoggerFactory.getLogger(PoolEvents.class);

    /** Takes back what is not committed: the pool goes over to auto-commit, and that would commit it. */
    @Override
    public void beforeConnectionReturn(Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            abort(connection, e);
        }
    }

    /** The next one who gets it finds it closed, and the pool lets it go. */
    private static void abort(Connection connection, SQLException because) {
        log.warn("A connection is given up, as it could not be rolled back", because);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.warn("It could not be closed, either", e);
        }
    }

    @Override
    public void onWarning(String message) {
        log.warn("{}", message);
    }

    @Override
    public void onWarning(Throwable failure) {
        log.debug("A connection failed in the pool", failure);
    }

    @Override
    public void onInfo(String message) {
        log.debug("{}", message);
    }
}
