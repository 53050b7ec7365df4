package io.tradewind.commerce.internal.db;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Carries all rows of some schemas from one database to another, H2 or PostgreSQL on either side: what the one held at one
 * moment, in one transaction of the other.
 */
final class DatabaseCopy {
    /** Written by each start. */
    private static final Set<String> NOT_DATA = Set.of(Schema.HISTORY, "scheduled_tasks", "transition");

    private final DataSource from;
    private final DataSource to;

    /** @param from what all pass through who write to it, if it is H2 */
    DatabaseCopy(DataSource from, DataSource to) {
        this.from = from;
        this.to = to;
    }

    /** The tables of these schemas must stand in the target and be empty. */
    Copied run(Set<String> schemas) {
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            source.setAutoCommit(false);
            target.setAutoCommit(false);
            try {
                return copy(source, target, schemas);
            } finally {
                end(source);
                end(target); // of no effect after the commit
            }
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The data could not be copied, and none of it was.", e);
        }
    }

    private static void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static Copied copy(Connection source, Connection target, Set<String> schemas) throws SQLException {
        boolean postgres = isPostgres(source);
        int usual = source.getTransactionIsolation();
        if (postgres) {
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        // from here on nobody else writes to H2, and PostgreSQL shows one moment
        try (Statement read = source.createStatement()) {
            Map<CopiedTable, CopiedTable> tables = tables(source, target, schemas);
            long rows = 0;
            for (CopiedTable table : inOrder(target, tables.keySet())) {
                rows += table.fill(requireNonNull(tables.get(table)), read, target);
            }
            if (isPostgres(target)) {
                analyze(target, tables.keySet());
            }
            target.commit();
            return new Copied(tables.size(), rows);
        } finally {
            source.rollback();
            source.setTransactionIsolation(usual);
        }
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** Until PostgreSQL has counted the new rows, it finds them slowly. */
    private static void analyze(Connection target, Set<CopiedTable> tables) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(
                    "analyze " + tables.stream().map(CopiedTable::quoted).collect(Collectors.joining(", ")));
        }
    }

    /** The tables to fill, each with the one that it is filled from. */
    private static Map<CopiedTable, CopiedTable> tables(Connection source, Connection target, Set<String> schemas)
            throws SQLException {
        Map<CopiedTable, CopiedTable> tables = new LinkedHashMap<>();
        for (String schema : schemas) {
            Map<String, CopiedTable> there = CopiedTable.in(target, schema);
            for (Map.Entry<String, CopiedTable> it :
                    CopiedTable.in(source, schema).entrySet()) {
                if (!NOT_DATA.contains(it.getKey())) {
                    tables.put(same(target, it.getValue(), there.get(it.getKey())), it.getValue());
                }
            }
        }
        return tables;
    }

    private static CopiedTable same(Connection target, CopiedTable here, @Nullable CopiedTable there)
            throws SQLException {
        if (there == null || !there.columns().keySet().equals(here.columns().keySet())) {
            throw new CommerceException(
                    ErrorCode.BAD_ARGUMENT,
                    "Table " + here + (there == null ? " is missing" : " has other columns")
                            + " in the target. Fix: make it there as it is here.");
        }
        if (!there.isEmpty(target)) {
            throw new CommerceException(ErrorCode.TARGET_FILLED, "Table " + there + " of the target holds rows.");
        }
        return there;
    }

    /** Each table after those that its rows refer to. */
    private static List<CopiedTable> inOrder(Connection target, Set<CopiedTable> tables) throws SQLException {
        Map<String, CopiedTable> waiting = new LinkedHashMap<>();
        Map<String, Set<String>> needs = new HashMap<>();
        for (CopiedTable it : tables) {
            waiting.put(it.toString(), it);
            Set<String> others = it.refersTo(target);
            others.remove(it.toString());
            needs.put(it.toString(), others);
        }
        List<CopiedTable> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<String> next = waiting.keySet().stream()
                    .filter(it -> needs.getOrDefault(it, Set.of()).stream().noneMatch(waiting::containsKey))
                    .toList();
            if (next.isEmpty()) {
                throw new CommerceException(
                        ErrorCode.BAD_ARGUMENT,
                        "Tables " + waiting.keySet() + " refer to each other in a circle.",
                        null);
            }
            next.forEach(it -> ordered.add(waiting.remove(it)));
        }
        return ordered;
    }
}
