package io.tradewind.commerce.internal.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database: pool, gate, schema and transaction runner. Either the host's data source or one of our own, which
 * is closed with us. Safe for many threads.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    static final Runnable NO_BARRIER = () -> {};
    private static final String QUALIFIER = "commerce.";

    private final DatabaseSettings settings;
    private final boolean h2;
    private final @Nullable HikariDataSource own;
    private final DataSource dataSource;
    private final Jdbi jdbi;
    private final Tx tx;

    private Database(DatabaseSettings settings, World world) {
        this.settings = settings;
        this.own = settings.dataSource() == null ? pool(settings) : null;
        DataSource raw = own != null ? own : java.util.Objects.requireNonNull(settings.dataSource());
        this.h2 = isH2(raw);
        try {
            if (h2) {
                refuseLossy(raw);
            }
            migrate(raw);
        } catch (RuntimeException e) {
            if (own != null) {
                own.close();
            }
            throw e;
        }
        this.dataSource = h2 ? new GatedDataSource(raw, new WriterGate(Duration.ofSeconds(10))) : raw;
        Connections connections = new Connections(dataSource);
        this.jdbi = Jdbi.create(connections);
        if (!settings.schema().equals("commerce")) {
            jdbi.getConfig(SqlStatements.class)
                    .setTemplateEngine((sql, context) -> sql.replace(QUALIFIER, settings.schema() + "."));
        } else {
            jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
        }
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        boolean syncs = h2 && settings.durability() == Durability.POWER && settings.file() != null;
        this.tx = new Tx(jdbi, connections, world, syncs ? new SyncBarrier(raw)::await : NO_BARRIER);
    }

    /** Opens it and brings the schema up to date as far as the settings allow. */
    public static Database open(DatabaseSettings settings, World world) {
        return new Database(settings, world);
    }

    /** The transaction runner. */
    public Tx tx() {
        return tx;
    }

    /** Every connection of it passes the writer gate where there is one. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The schema's name as statements must qualify it. */
    public String schema() {
        return settings.schema();
    }

    /** True on H2. */
    public boolean isH2() {
        return h2;
    }

    /** One line for the start-up block. */
    public String describe() {
        if (!h2) {
            return "PostgreSQL, schema " + settings.schema();
        }
        return settings.file() == null
                ? "H2 in memory: nothing survives the process"
                : "H2 file " + settings.file() + ", acknowledged commits survive "
                        + (settings.durability() == Durability.POWER ? "a power cut" : "kill -9");
    }

    /** Writes a consistent copy of the embedded database into a zip file while it is in use. */
    public void backup(Path target) {
        if (!h2 || settings.file() == null) {
            throw new CommerceException(
                    ErrorCode.BAD_ARGUMENT, "backup(path) is for the embedded file database.", null);
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            statement.execute("BACKUP TO '" + target.toAbsolutePath().toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The backup to " + target + " failed.", e);
        }
    }

    private static HikariDataSource pool(DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("tradewind");
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(30_000);
        pool.setAutoCommit(true);
        String url = settings.url();
        if (url != null) {
            pool.setJdbcUrl(url);
            if (settings.user() != null) {
                pool.setUsername(settings.user());
            }
            if (settings.password() != null) {
                pool.setPassword(settings.password());
            }
            if (url.startsWith("jdbc:postgresql:")) {
                pool.setConnectionInitSql("set lock_timeout = '3s'; set statement_timeout = '20s';"
                        + " set idle_in_transaction_session_timeout = '30s'");
            }
        } else {
            Path file = settings.file();
            String place = file == null
                    ? "mem:" + settings.memoryName() + ";DB_CLOSE_DELAY=-1"
                    : "file:" + file.toAbsolutePath().resolve("commerce");
            pool.setJdbcUrl("jdbc:h2:" + place + ";WRITE_DELAY=0;LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE");
            pool.setUsername("tradewind");
            pool.setPassword(file == null ? "memory" : password(file));
        }
        return new HikariDataSource(pool);
    }

    /** A random password of the embedded file, kept beside it and readable by its owner alone. */
    private static String password(Path folder) {
        try {
            Files.createDirectories(folder);
            Path secret = folder.resolve("commerce.secret");
            if (Files.notExists(secret)) {
                Files.writeString(secret, new Pass().value());
                if (secret.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION, "The data folder " + folder + " cannot be used.", e);
        }
    }

    /** Random text for the embedded database's password. */
    private record Pass(String value) {
        Pass() {
            this(new World(null, null, Runnable::run, null).token());
        }
    }

    private static boolean isH2(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (product.equals("H2")) {
                return true;
            }
            if (product.equals("PostgreSQL")) {
                return false;
            }
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The database is " + product + ". Fix: use H2 or PostgreSQL 15 or newer.");
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The data source gives no connection.", e);
        }
    }

    private void refuseLossy(DataSource raw) {
        try (Connection connection = raw.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")) {
            boolean file = connection.getMetaData().getURL().contains(":file:")
                    || !connection.getMetaData().getURL().contains(":mem:");
            if (file && row.next() && !row.getString(1).equals("0") && !settings.allowLossy()) {
                throw new CommerceException(
                        ErrorCode.LOSSY_DATABASE,
                        "The H2 file database runs with WRITE_DELAY=" + row.getString(1)
                                + " and loses commits when its process dies.");
            }
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The settings of H2 cannot be read.", e);
        }
    }

    private void migrate(DataSource raw) {
        if (settings.migrations() == DatabaseSettings.Migrations.OFF) {
            return;
        }
        String schema = folded(raw);
        Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(raw)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .table("commerce_schema_history")
                .locations("classpath:io/tradewind/commerce/db")
                .placeholders(java.util.Map.of("p", ""))
                .loggers("slf4j")
                .load();
        MigrationInfo[] all = flyway.info().all();
        for (MigrationInfo one : all) {
            MigrationState state = one.getState();
            if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
                throw new CommerceException(
                        ErrorCode.SCHEMA_NEWER,
                        "Schema '" + settings.schema() + "' holds version " + one.getVersion() + ".");
            }
        }
        if (settings.migrations() == DatabaseSettings.Migrations.VALIDATE) {
            if (flyway.info().pending().length > 0) {
                throw new CommerceException(
                        ErrorCode.MIGRATION_PENDING, flyway.info().pending().length + " migrations are pending.");
            }
            return;
        }
        if (java.util.Arrays.stream(all).anyMatch(it -> it.getState() == MigrationState.FAILED)) {
            log.warn("A migration was interrupted; it is repeated");
            flyway.repair();
        }
        flyway.migrate();
    }

    /** Flyway quotes names, so the schema must be written as the database folds it. */
    private String folded(DataSource raw) {
        try (Connection connection = raw.getConnection()) {
            DatabaseMetaData meta = connection.getMetaData();
            return meta.storesUpperCaseIdentifiers() ? settings.schema().toUpperCase(Locale.ROOT) : settings.schema();
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The data source gives no connection.", e);
        }
    }

    /** A name for an in-memory database that nobody else has. */
    public static String memoryName() {
        return "tradewind-" + new World(null, null, Runnable::run, null).id();
    }

    @Override
    public void close() {
        if (own == null) {
            return;
        }
        if (h2) {
            try (Connection connection = own.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                log.debug("H2 was closed already", e);
            }
        }
        own.close();
    }
}
