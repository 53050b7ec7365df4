package io.tradewind.commerce.tests.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks into the database past the library. */
final class Rows {
    private Rows() {}

    static List<UUID> ids(Stage stage, String sql) {
        return texts(stage, sql).stream().map(UUID::fromString).toList();
    }

    /** The columns of each row, separated by blanks. */
    static List<String> texts(Stage stage, String sql) {
        try (Connection connection = stage.connection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(i > 1 ? " " : "").append(rows.getObject(i));
                }
                texts.add(text.toString());
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
