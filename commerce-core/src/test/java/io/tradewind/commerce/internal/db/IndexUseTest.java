package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Asks H2 how it would run each statement of the library on filled tables. H2 is the stricter of the two: it takes
 * {@code x = any(:list)} behind {@code store_id = :store} for no condition on an index.
 */
class IndexUseTest {
    private static final int ROWS = 3000;
    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(?:select|update|delete)\\b.*\\bcommerce\\..*", Pattern.DOTALL);
    static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-z][A-Za-z0-9]*");
    private static final Pattern ACCESS = Pattern.compile(
            "COMMERCE\"?\\.\"?(\\w+)\"?[^/\\w]*\\s(?:\"?\\w+\"?)?[^/\\w]*/\\* COMMERCE\\.(\\S+?)(?:: (.*?))? \\*/",
            Pattern.DOTALL);
    private static final Pattern KEYS = Pattern.compile("unnest\\(:(\\w+)\\) as w\\(");
    private static final Set<String> TEXTS = Set.of("slugs", "skus", "codes", "keys", "states", "owners");
    /** Every table has one store's rows in the main, and an account serves all stores. */
    private static final Pattern NARROWS_NOTHING = Pattern.compile("(?:(?:STORE_ID|ACCOUNT) = [\\w.?]+(?: AND )?)*");

    static final Set<String> SMALL_TABLES =
            Set.of("CATEGORY", "LOCATION", "LAUNCH", "INFLUENCER", "SCHEDULED_TASKS", "STORE", "TRANSITION");
    /**
     * The beginning of lists that get their conditions and order at run time; what is meant to show or count all; a replay
     * of the past, which somebody asks for by hand and for which no write should pay with an index.
     */
    static final Set<String> ALLOWED = Set.of(
            "catalog.CardStore.CARDS",
            "catalog.FacetStore.CHOICES",
            "promotion.CodeStore.LIST",
            "catalog.ImportStore.NEWEST",
            "event.DeliveryStore.REPLAY",
            "event.DeliveryStore.UNTOLD");

    @Test
    void no_statement_reads_all_rows_of_a_store() throws Exception {
        try (TestDatabase test = TestDatabases.h2();
                Database database = Database.open(
                        TestSettings.on(test.dataSource(), "commerce", Migrations.AUTO),
                        new World(null, null, Runnable::run, null));
                Connection connection = database.dataSource().getConnection()) {
            fill(connection);
            List<String> wide = new ArrayList<>();
            Set<String> tables = new TreeSet<>();
            for (Map.Entry<String, String> it : statements().entrySet()) {
                Matcher access = ACCESS.matcher(plan(connection, it.getValue()));
                while (access.find()) {
                    String conditions =
                            access.group(3) == null ? "" : access.group(3).strip();
                    tables.add(access.group(1));
                    if (!ALLOWED.contains(it.getKey())
                            && !SMALL_TABLES.contains(access.group(1))
                            && NARROWS_NOTHING.matcher(conditions).matches()) {
                        wide.add(it.getKey() + " reads " + access.group(1) + " by " + access.group(2) + " "
                                + conditions);
                    }
                }
            }
            assertThat(tables).as("tables that were looked at").hasSizeGreaterThan(50);
            assertThat(wide).isEmpty();
        }
    }

    /** Moves, facts, postings and movements are what everything else can be worked out from again. */
    @Test
    void no_statement_changes_or_deletes_what_is_only_added_to() throws Exception {
        Pattern changes = Pattern.compile(
                "\\s*(update|delete from|merge into) commerce\\."
                        + "(ledger_entry|payment_fact|history|stock_movement|commission_entry|tracking_event)\\b.*",
                Pattern.DOTALL);
        assertThat(statements())
                .as("statements that were looked at")
                .hasSizeGreaterThan(300)
                .allSatisfy((name, sql) ->
                        assertThat(changes.matcher(sql).matches()).as(name).isFalse());
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        String text = "explain " + PARAMETER.matcher(sql).replaceAll("?");
        try (PreparedStatement explain = connection.prepareStatement(text)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Rows that look like a busy store's as far as their spread goes: one store, few states, everything else varied. */
    private static void fill(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (var statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
            List<String> checks = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("""
                    select table_name, constraint_name from information_schema.table_constraints
                    where table_schema = 'COMMERCE' and constraint_type = 'CHECK'
                    """)) {
                while (row.next()) {
                    checks.add("alter table commerce." + row.getString(1) + " drop constraint commerce."
                            + row.getString(2));
                }
            }
            for (String check : checks) {
                statement.execute(check);
            }
            try (ResultSet row = statement.executeQuery("""
                    select table_name, column_name, data_type, character_maximum_length
                    from information_schema.columns
                    where table_schema = 'COMMERCE' and table_name not in ('TRANSITION', 'commerce_schema_history')
                    order by table_name, ordinal_position
                    """)) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), it -> new ArrayList<>())
                            .add(value(row.getString(2), row.getString(3), row.getInt(4)) + " as " + row.getString(2));
                }
            }
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                statement.execute("insert into commerce." + table.getKey() + " select "
                        + String.join(", ", table.getValue()) + " from system_range(1, " + ROWS + ")");
            }
            statement.execute("analyze");
        }
    }

    private static String value(String column, String type, int length) {
        if (column.equals("STORE_ID")) {
            return "1";
        } else if (column.endsWith("STATE") || column.equals("LIFECYCLE")) {
            return "'S' || mod(x, 5)";
        }
        return switch (type) {
            case "UUID" -> "random_uuid()";
            case "BOOLEAN" -> "mod(x, 2) = 0";
            case "CHARACTER VARYING" -> length < 4 ? "'DE'" : "'v' || x";
            case "BINARY VARYING" -> "x'00'";
            case "DATE" -> "date '2026-01-01' + x";
            case "TIMESTAMP WITH TIME ZONE" ->
                "timestamp with time zone '2026-01-01 00:00:00+00' + x * interval '1' minute";
            default -> "x";
        };
    }

    /** Every statement that stands in a constant of the library, apart from beginnings that others go on from. */
    static Map<String, String> statements() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path classes = Path.of(Database.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".class")).toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("-info") && !name.contains("InvariantCatalogue")) {
                    constants(Class.forName(name, false, Database.class.getClassLoader()), found);
                }
            }
        }
        Map<String, String> whole = new TreeMap<>(found);
        whole.values()
                .removeIf(it -> found.values().stream().anyMatch(other -> other.startsWith(it) && !other.equals(it)));
        Map.copyOf(whole).forEach((name, sql) -> {
            Matcher keys = KEYS.matcher(sql);
            if (keys.find()) {
                Class<?> type = TEXTS.contains(keys.group(1)) ? String.class : UUID.class;
                whole.put(name + " of one", Keys.oneByOne(sql, keys.group(1), type, 1));
                whole.put(name + " of two", Keys.oneByOne(sql, keys.group(1), type, 2));
            }
        });
        return whole;
    }

    private static void constants(Class<?> type, Map<String, String> found) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                String text = (String) field.get(null);
                if (text != null && STATEMENT.matcher(text).matches()) {
                    String name = type.getName().substring("io.tradewind.commerce.".length());
                    found.put(name + "." + field.getName(), text);
                }
            }
        }
    }
}
