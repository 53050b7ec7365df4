package io.tradewind.commerce.internal.db;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings our schema up to date, or refuses with the way out. Each file may be run again, so a cut-off run is no harm. */
final class Schema {
    private static final Logger log = LoggerFactory.getLogger(Schema.class);
    static final String HISTORY = "commerce_schema_history";
    private static final String TOLD = """
            select "version" || ' ' || "script" file, "checksum", "success"
            from "%s"."commerce_schema_history"
            where "type" not in ('SCHEMA', 'TABLE')
            """;
    private static final Set<MigrationState> NEWER =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    /**
     * The check sums of our files by version and name, once a start of this process has found all of them done. To list
     * and read them takes longer than the rest of a start. Nothing else here is static and changes: it tells of the jar,
     * not of a shop, is the same for all who start in this process, and no object lives on from one start to the next
     * that could keep it. Who does not find it starts as the first did.
     */
    private static final AtomicReference<Map<String, Integer>> FILES = new AtomicReference<>(Map.of());

    private final DataSource dataSource;
    private final String name;
    private final String folded;

    Schema(DataSource dataSource, String name) {
        requireName(name);
        this.dataSource = dataSource;
        this.name = name;
        this.folded = folded();
    }

    /** Refuses names that databases fold or split. */
    static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "Schema '" + name + "' cannot be used. Fix: 1 to 40 of a-z, 0-9 and _, beginning with a letter.");
        }
    }

    /** Creates and upgrades it; of several processes that start at once, one does it. */
    void migrate() {
        if (isCurrent()) {
            return;
        }
        Flyway flyway = flyway();
        List<MigrationInfo> all = known(flyway);
        if (all.stream().allMatch(Schema::isDone)) {
            remember(all);
            return;
        }
        if (all.stream().noneMatch(it -> it.getState().isApplied())) {
            refuseForeign();
        }
        try {
            if (all.stream().anyMatch(it -> it.getState() == MigrationState.FAILED)) {
                log.warn("A migration of schema {} was interrupted; it is repeated", name);
                flyway.repair();
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CommerceException(ErrorCode.DATABASE, "Schema '" + name + "' could not be migrated.", e);
        }
    }

    /** Refuses a schema that is not current; writes nothing. */
    void validate() {
        if (isCurrent()) {
            return;
        }
        long open = known(flyway()).stream()
                .filter(it -> it.getState() == MigrationState.FAILED || it.getState() == MigrationState.PENDING)
                .count();
        if (open > 0) {
            throw new CommerceException(
                    ErrorCode.MIGRATION_PENDING, "Schema '" + name + "' lacks " + open + " migrations.");
        }
    }

    /** Whether that file was run as it is now, so that Flyway has neither to run it nor to complain of it. */
    private static boolean isDone(MigrationInfo one) {
        MigrationState state = one.getState();
        boolean run = state == MigrationState.SUCCESS || state == MigrationState.OUT_OF_ORDER;
        return run && one.isChecksumMatching();
    }

    private static void remember(List<MigrationInfo> all) {
        Map<String, Integer> files = new HashMap<>();
        all.stream()
                .filter(it -> it.getChecksum() != null)
                .forEach(it -> files.put(it.getVersion() + " " + it.getScript(), it.getChecksum()));
        FILES.set(Map.copyOf(files));
    }

    /** True if the history tells of just those files, as they are; false says nothing. */
    private boolean isCurrent() {
        Map<String, Integer> files = requireNonNull(FILES.get());
        if (files.isEmpty()) {
            return false;
        }
        Map<String, Integer> told = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(TOLD.formatted(folded));
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (!rows.getBoolean("success")) {
                    return false;
                }
                told.put(rows.getString("file"), rows.getInt("checksum"));
            }
        } catch (SQLException nothingThere) {
            return false;
        }
        return told.equals(files);
    }

    private List<MigrationInfo> known(Flyway flyway) {
        List<MigrationInfo> all = List.of(flyway.info().all());
        for (MigrationInfo one : all) {
            if (NEWER.contains(one.getState())) {
                throw new CommerceException(
                        ErrorCode.SCHEMA_NEWER, "Schema '" + name + "' holds version " + one.getVersion() + ".");
            }
        }
        return all;
    }

    /** Our history is made before our first table, so where it stands beside tables another process has just begun. */
    private void refuseForeign() {
        Set<String> tables = tables();
        if (!tables.isEmpty() && !tables.contains(HISTORY)) {
            throw new CommerceException(
                    ErrorCode.SCHEMA_FOREIGN,
                    "Schema '" + name + "' holds table '" + tables.iterator().next() + "' and no history of ours.");
        }
    }

    private Set<String> tables() {
        try (Connection connection = dataSource.getConnection();
                ResultSet rows =
                        connection.getMetaData().getTables(null, folded, "%", new String[] {"TABLE", "BASE TABLE"})) {
            Set<String> names = new TreeSet<>();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names;
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The tables of schema '" + name + "' cannot be read.", e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(folded)
                .defaultSchema(folded)
                .createSchemas(true)
                .table(HISTORY)
                .locations("classpath:io/tradewind/commerce/db")
                .placeholders(Map.of("p", ""))
                .outOfOrder(true) // files are numbered by area, so a newer one may have a lower number
                .loggers("slf4j")
                .load();
    }

    /** Flyway quotes names, so the schema must be written as the database folds it. */
    private String folded() {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData meta = connection.getMetaData();
            return meta.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The data source gives no connection.", e);
        }
    }
}
