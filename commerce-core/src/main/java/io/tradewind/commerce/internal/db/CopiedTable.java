package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands in one of two databases, which write the same names in other letters.
 *
 * @param columns names as they are stored, by their names in small letters
 */
record CopiedTable(String schema, String name, Map<String, String> columns) {
    private static final int BATCH = 500;

    /** The tables of a schema, by their names in small letters. */
    static Map<String, CopiedTable> in(Connection connection, String schema) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String stored = meta.storesUpperCaseIdentifiers() ? schema.toUpperCase(Locale.ROOT) : schema;
        Map<String, CopiedTable> tables = new TreeMap<>();
        try (ResultSet rows = meta.getTables(null, exactly(meta, stored), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                tables.put(small(name), new CopiedTable(stored, name, columns(meta, stored, name)));
            }
        }
        return tables;
    }

    private static Map<String, String> columns(DatabaseMetaData meta, String schema, String table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (ResultSet rows = meta.getColumns(null, exactly(meta, schema), exactly(meta, table), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                columns.put(small(name), name);
            }
        }
        return columns;
    }

    private static String exactly(DatabaseMetaData meta, String name) throws SQLException {
        return name.replace("_", meta.getSearchStringEscape() + "_");
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from " + quoted() + " fetch first 1 rows only")) {
            return !rows.next();
        }
    }

    /** The tables that rows of this one refer to, by their names as {@link #toString} gives them. */
    Set<String> refersTo(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, schema, name)) {
            while (keys.next()) {
                tables.add(small(keys.getString("PKTABLE_SCHEM") + "." + keys.getString("PKTABLE_NAME")));
            }
        }
        return tables;
    }

    /** Fills this table with all rows of that one; their number. */
    long fill(CopiedTable from, Statement read, Connection target) throws SQLException {
        List<String> names = List.copyOf(columns.keySet());
        String insert = "insert into " + quoted() + " (" + list(names) + ") values ("
                + names.stream().map(it -> "?").collect(Collectors.joining(", ")) + ")";
        Links links = Links.of(target, this);
        read.setFetchSize(BATCH);
        try (ResultSet rows = read.executeQuery("select " + from.list(names) + " from " + from.quoted());
                PreparedStatement write = target.prepareStatement(insert)) {
            List<Object[]> batch = new ArrayList<>();
            long count = 0;
            while (rows.next()) {
                Object[] row = new Object[names.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(rows, i + 1);
                }
                batch.add(row);
                count++;
                if (batch.size() == BATCH && links.isEmpty()) {
                    write(write, batch);
                    batch.clear();
                }
            }
            for (List<Object[]> next : links.parentsFirst(batch, names)) {
                write(write, next);
            }
            return count;
        }
    }

    /** As what both databases take; PostgreSQL's driver would give moments as a type that knows no zone. */
    private static @Nullable Object value(ResultSet rows, int place) throws SQLException {
        String type = small(rows.getMetaData().getColumnTypeName(place));
        boolean moment = type.equals("timestamptz") || type.contains("with time zone");
        return moment ? rows.getObject(place, OffsetDateTime.class) : rows.getObject(place);
    }

    private static void write(PreparedStatement insert, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private String list(List<String> names) {
        return names.stream().map(it -> '"' + columns.get(it) + '"').collect(Collectors.joining(", "));
    }

    String quoted() {
        return "\"" + schema + "\".\"" + name + "\"";
    }

    @Override
    public String toString() {
        return small(schema + "." + name);
    }

    /** How rows of a table refer to others of the same table: those have to be there first. */
    private record Links(List<String> children, List<String> parents) {
        static Links of(Connection connection, CopiedTable table) throws SQLException {
            Links links = new Links(new ArrayList<>(), new ArrayList<>());
            try (ResultSet keys = connection.getMetaData().getImportedKeys(null, table.schema, table.name)) {
                while (keys.next()) {
                    if (keys.getString("PKTABLE_NAME").equals(table.name)) {
                        links.children.add(small(keys.getString("FKCOLUMN_NAME")));
                        links.parents.add(small(keys.getString("PKCOLUMN_NAME")));
                    }
                }
            }
            return links;
        }

        boolean isEmpty() {
            return children.isEmpty();
        }

        /** The rows in groups, each after those it refers to. */
        List<List<Object[]>> parentsFirst(List<Object[]> rows, List<String> names) {
            if (isEmpty() || rows.isEmpty()) {
                return rows.isEmpty() ? List.of() : List.of(rows);
            }
            List<List<Object[]>> groups = new ArrayList<>();
            Set<List<@Nullable Object>> there = new HashSet<>();
            List<Object[]> waiting = new ArrayList<>(rows);
            while (!waiting.isEmpty()) {
                List<Object[]> ready = waiting.stream()
                        .filter(it -> {
                            List<@Nullable Object> parent = values(it, names, children);
                            return parent.contains(null) || there.contains(parent);
                        })
                        .toList();
                List<Object[]> group =
                        ready.isEmpty() ? List.copyOf(waiting) : ready; // then the database says what is wrong
                groups.add(group);
                group.forEach(it -> there.add(values(it, names, parents)));
                waiting.removeAll(group);
            }
            return groups;
        }

        private static List<@Nullable Object> values(Object[] row, List<String> names, List<String> of) {
            List<@Nullable Object> values = new ArrayList<>();
            of.forEach(it -> values.add(row[names.indexOf(it)]));
            return values;
        }
    }
}
