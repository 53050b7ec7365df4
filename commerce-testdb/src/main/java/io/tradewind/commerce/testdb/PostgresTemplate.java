package io.tradewind.commerce.testdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A PostgreSQL database that was prepared once, and its copies. A copy that is given back is emptied and handed out again,
 * which takes a fraction of the second that making and dropping one takes; one whose tables were changed is dropped.
 */
final class PostgresTemplate {
    /** Everything that statements which define something leave behind; a copy has the numbers of its original. */
    private static final String SHAPE = """
            select md5(string_agg(it, ',' order by it))
            from (
              select 'space ' || oid || nspname from pg_namespace where oid >= 16384
              union all
              select 'class ' || oid || relname || relkind::text || relchecks || relhastriggers from pg_class where oid >= 16384
              union all
              select 'column ' || attrelid || attnum || attname || atttypid || atttypmod || attnotnull || attisdropped
              from pg_attribute where attrelid >= 16384
              union all
              select 'default ' || oid from pg_attrdef
              union all
              select 'constraint ' || oid || conname || contype::text from pg_constraint where oid >= 16384
              union all
              select 'function ' || oid from pg_proc where oid >= 16384
            ) as told (it)
            """;

    private static final String TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename)
            from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """;
    private static final String OTHERS = """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PostgresServer server;
    private final String original;
    private final String shape;
    private final List<String> tables;
    private final Map<String, String> rows;
    private final Queue<String> idle = new ConcurrentLinkedQueue<>();

    /** The template that this database is from now on. */
    PostgresTemplate(PostgresServer server, String original) {
        this.server = server;
        this.original = original;
        try (Connection connection = connect(original)) {
            this.shape = texts(connection, SHAPE).get(0);
            this.tables = texts(connection, TABLES);
            this.rows = new LinkedHashMap<>();
            for (String table : tables) {
                List<String> json = texts(connection, "select json_agg(it) from " + table + " it having count(*) > 0");
                json.forEach(it -> rows.put(table, it));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read " + original, failed);
        }
    }

    /** The name of a copy that nobody else has. */
    String take(Supplier<String> names) {
        for (String used = idle.poll(); used != null; used = idle.poll()) {
            if (isEmptied(used)) {
                return used;
            }
            server.drop(used);
        }
        String name = names.get();
        server.createCopy(name, original);
        return name;
    }

    /** Nobody uses that copy any more. */
    void giveBack(String name) {
        idle.add(name);
    }

    /** Puts a copy back to what it was at first; false if that cannot be done by its rows alone. */
    private boolean isEmptied(String name) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            if (!isAlone(connection) || !texts(connection, SHAPE).equals(List.of(shape))) {
                return false;
            }
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica"); // no order among parents and children
            for (String table : tables) {
                statement.addBatch("delete from " + table);
            }
            statement.executeBatch();
            for (Map.Entry<String, String> kept : rows.entrySet()) {
                insert(connection, kept.getKey(), kept.getValue());
            }
            connection.commit();
            return true;
        } catch (SQLException spoilt) {
            return false;
        }
    }

    /** Ends the others and waits until they are gone: what one of them is just committing would stay in the copy. */
    private static boolean isAlone(Connection connection) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean alone;
        do {
            alone = texts(connection, OTHERS).isEmpty();
        } while (!alone && System.nanoTime() < end);
        return alone;
    }

    private static void insert(Connection connection, String table, String json) throws SQLException {
        String sql = "insert into " + table + " select * from json_populate_recordset(null::" + table + ", ?::json)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, json);
            insert.executeUpdate();
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(server.url(name), PostgresServer.USER, PostgresServer.USER);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
