package io.tradewind.commerce.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Holds floor (ii) to its promise: every table grows (or shrinks) by as many rows per order as under the library. */
final class RowCheck {
    private static final int ORDERS = 10;

    private RowCheck() {}

    static void compare(Contender ours, Contender floor) throws SQLException, InterruptedException {
        Map<String, Long> written = growth(ours);
        Map<String, Long> copied = growth(floor);
        if (!written.equals(copied)) {
            throw new IllegalStateException("Floor (ii) is out of date. Rows of " + ORDERS + " orders, library: "
                    + written + ", floor: " + copied);
        }
    }

    private static Map<String, Long> growth(Contender contender) throws SQLException, InterruptedException {
        contender.prepare(ORDERS + 1);
        contender.place(); // takes a block of numbers
        Map<String, Long> before = settled(contender.dataSource());
        for (int i = 0; i < ORDERS; i++) {
            contender.place();
        }
        Map<String, Long> growth = new TreeMap<>();
        settled(contender.dataSource()).forEach((table, after) -> {
            long grown = after - before.getOrDefault(table, 0L);
            if (grown != 0) {
                growth.put(table, grown);
            }
        });
        return growth;
    }

    /** The counts once they stand still: the library records plugin calls behind the caller's back. */
    private static Map<String, Long> settled(DataSource dataSource) throws SQLException, InterruptedException {
        Map<String, Long> before = count(dataSource);
        while (true) {
            Thread.sleep(1_000);
            Map<String, Long> after = count(dataSource);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private static Map<String, Long> count(DataSource dataSource) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery("select count(*) from commerce.\"" + table + "\"")) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select table_name from information_schema.tables where lower(table_schema) = 'commerce'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
