package io.tradewind.commerce.testdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Writes an H2 database down as statements that build it again. */
final class H2Script {
    private H2Script() {}

    static List<String> of(DataSource dataSource) {
        List<String> statements = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("script nopasswords nosettings")) {
            while (rows.next()) {
                String sql = rows.getString(1);
                if (!sql.startsWith("--") && !sql.startsWith("CREATE USER")) {
                    statements.add(sql);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot write the database down", failed);
        }
        return List.copyOf(statements);
    }
}
