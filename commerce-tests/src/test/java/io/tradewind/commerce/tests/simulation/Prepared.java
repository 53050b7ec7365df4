package io.tradewind.commerce.tests.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A real connection with the statements that were prepared on it. */
final class Prepared {
    private final Connection connection;
    private final UnaryOperator<String> wording;
    private final Map<String, PreparedStatement> free = new HashMap<>();

    Prepared(Connection connection, UnaryOperator<String> wording) {
        this.connection = connection;
        this.wording = wording;
    }

    Connection connection() {
        return connection;
    }

    /** As it is sent. */
    String wording(String sql) {
        return wording.apply(sql);
    }

    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement known = free.remove(sql);
        return known != null ? known : connection.prepareStatement(wording.apply(sql));
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        statement.clearBatch();
        statement.setMaxRows(0);
        PreparedStatement other = free.put(sql, statement);
        if (other != null) {
            other.close();
        }
    }
}
