package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Asks PostgreSQL for the plan that it keeps of each statement of the library, on filled tables that were analyzed. A
 * sub-query in the condition of a join, for one, is a filter to it and no way into an index.
 */
class PostgresPlansTest {
    private static final int ROWS = 1000;
    private static final Pattern NODE = Pattern.compile(
            "(Seq Scan|Index Scan using \\w+|Index Only Scan using \\w+) on (\\w+)[^\\n]*(?:\\n\\s+Index Cond: ([^\\n]+))?");
    private static final Pattern BITMAP =
            Pattern.compile("(Bitmap Index Scan) on (\\w+)[^\\n]*\\n\\s+Index Cond: ([^\\n]+)");
    private static final Pattern STORE_ONLY = Pattern.compile("\\(?\\(?store_id = [\\w.$]+\\)?\\)?");

    private static final Set<String> OF_ALL_STORES = Set.of("inbox", "inbox_body", "plugin_call");

    /** Asks for a few of the states an order of the warehouse may be in; here those are all rows. */
    private static final String QUEUE = "fulfillment.WorkStore.QUEUE";

    @Test
    void no_plan_reads_all_rows_of_a_store() throws Exception {
        try (TestDatabase test = TestDatabases.prepared(Engine.POSTGRESQL);
                // a text with $1 in it is explained only if the driver does not ask for its values
                Connection connection = DriverManager.getConnection(
                        test.url() + "?preferQueryMode=simple", test.user(), test.password());
                Statement statement = connection.createStatement()) {
            fill(connection);
            statement.execute("analyze");
            // these tables are small; on large ones nothing but the way through an index is cheap
            statement.execute("set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off");
            List<String> wide = new ArrayList<>();
            TreeSet<String> tables = new TreeSet<>();
            Map<String, String> statements = IndexUseTest.statements();
            statements.keySet().removeAll(IndexUseTest.ALLOWED);
            statements.remove(QUEUE);
            for (Map.Entry<String, String> it : statements.entrySet()) {
                String plan = plan(statement, it.getValue());
                Stream.of(NODE, BITMAP)
                        .flatMap(pattern -> pattern.matcher(plan).results())
                        .forEach(node -> {
                            tables.add(node.group(2));
                            if (readsAll(node)) {
                                wide.add(it.getKey() + ": " + node.group().replaceAll("\\s+", " "));
                            }
                        });
            }
            assertThat(tables).as("tables and indexes that were looked at").hasSizeGreaterThan(50);
            assertThat(wide).isEmpty();
        }
    }

    private static boolean readsAll(MatchResult node) {
        String table = node.group(2).replaceFirst("^(pk|uq|ix)_", "").toUpperCase(Locale.ROOT);
        boolean small =
                IndexUseTest.SMALL_TABLES.stream().anyMatch(it -> table.equals(it) || table.equals(it + "_SLUG"));
        String conditions = node.group(3) == null ? "" : node.group(3);
        return !small && (conditions.isEmpty() || STORE_ONLY.matcher(conditions).matches());
    }

    private static String plan(Statement statement, String sql) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String text = IndexUseTest.PARAMETER.matcher(sql).replaceAll(it -> "\\$" + number.incrementAndGet());
        SQLException last = null;
        for (String type : List.of("text", "uuid", "integer")) { // of lists; the text alone does not say
            try (ResultSet rows = statement.executeQuery("explain (generic_plan, costs off) "
                    + text.replaceAll("unnest\\((\\$\\d+)\\)", "unnest($1::" + type + "[])"))) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } catch (SQLException failed) {
                last = failed;
            }
        }
        throw new AssertionError(last.getMessage() + " in " + text, last);
    }

    private static void fill(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica"); // no foreign keys
            List<String> checks = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "select 'alter table ' || conrelid::regclass || ' drop constraint '"
                            + " || conname from pg_constraint where contype = 'c' and connamespace = 'commerce'::regnamespace")) {
                while (row.next()) {
                    checks.add(row.getString(1));
                }
            }
            for (String check : checks) {
                statement.execute(check);
            }
            try (ResultSet row = statement.executeQuery("""
                    select table_name, column_name, data_type, character_maximum_length
                    from information_schema.columns
                    where table_schema = 'commerce' and table_name not in ('transition', 'commerce_schema_history')
                    order by table_name, ordinal_position
                    """)) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), it -> new ArrayList<>())
                            .add(value(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)));
                }
            }
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                statement.execute("insert into commerce." + table.getKey() + " select "
                        + String.join(", ", table.getValue()) + " from generate_series(1, " + ROWS + ") as x");
            }
        }
    }

    private static String value(String table, String column, String type, int length) {
        if (column.equals("store_id")) {
            return OF_ALL_STORES.contains(table) ? "0" : "1";
        } else if (column.endsWith("state") || column.equals("lifecycle")) {
            return "'S' || mod(x, 5)";
        }
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "boolean" -> "mod(x, 2) = 0";
            case "character varying" -> length > 0 && length < 4 ? "'DE'" : "'v' || x";
            case "bytea" -> "''::bytea";
            case "date" -> "date '2026-01-01' + x";
            case "timestamp with time zone" -> "timestamptz '2026-01-01 00:00:00+00' + x * interval '1 minute'";
            default -> "x";
        };
    }
}
