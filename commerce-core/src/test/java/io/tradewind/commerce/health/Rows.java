package io.tradewind.commerce.health;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes rows behind the library's back: names only the columns that matter, the rest get something plain. */
final class Rows {
    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Takes away every constraint that would keep a broken row out. */
    void dropConstraints() throws SQLException {
        List<String> drops = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select table_name, constraint_name
                from information_schema.table_constraints
                where lower(table_schema) = 'commerce' and constraint_type in ('CHECK', 'UNIQUE', 'FOREIGN KEY')
                order by case constraint_type when 'FOREIGN KEY' then 0 else 1 end
                """)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                if (row.getString(2).matches("(?i)(ck|uq|fk)_.*")) { // PostgreSQL lists each "not null" too
                    drops.add("alter table commerce.\"" + row.getString(1) + "\" drop constraint if exists \""
                            + row.getString(2) + "\"");
                }
            }
        }
        for (String drop : drops) {
            execute(drop);
        }
    }

    /** Inserts a row of store 1; values come in pairs of column and value. */
    void insert(String table, Object... values) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        columns(table).forEach((column, plain) -> {
            if (plain != null) {
                row.put(column, plain);
            }
        });
        row.computeIfPresent("store_id", (column, plain) -> 1);
        for (int i = 0; i < values.length; i += 2) {
            row.put((String) values[i], values[i + 1]);
        }
        String sql = "insert into commerce." + table + " (" + String.join(", ", row.keySet()) + ") values ("
                + "?, ".repeat(row.size() - 1) + "?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = 1;
            for (Object value : row.values()) {
                statement.setObject(i++, value);
            }
            statement.executeUpdate();
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each column of a table with a plain value for it, null where it may be left out. */
    private Map<String, Object> columns(String table) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select column_name, data_type, is_nullable, column_default
                from information_schema.columns
                where lower(table_schema) = 'commerce' and lower(table_name) = ?
                order by ordinal_position
                """)) {
            query.setString(1, table);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                boolean needed = row.getString(3).equals("NO") && row.getString(4) == null;
                columns.put(row.getString(1).toLowerCase(Locale.ROOT), needed ? plain(row.getString(2)) : null);
            }
        }
        return columns;
    }

    private static Object plain(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (name.startsWith("character")) {
            return "";
        }
        if (name.startsWith("timestamp")) {
            return OffsetDateTime.parse("2026-01-01T00:00:00Z");
        }
        return switch (name) {
            case "uuid" -> UUID.randomUUID();
            case "boolean" -> false;
            case "integer", "bigint", "smallint", "numeric" -> 0;
            default -> new byte[0];
        };
    }
}
