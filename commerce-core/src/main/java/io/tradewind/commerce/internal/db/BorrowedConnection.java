package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import org.jdbi.v3.core.ConnectionFactory;

/** A connection that belongs to the host: handed out, never closed. */
record BorrowedConnection(Connection connection) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
        return connection;
    }

    @Override
    public void closeConnection(Connection borrowed) {
        // the host closes what it opened
    }
}
