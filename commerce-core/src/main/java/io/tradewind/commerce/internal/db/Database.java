package io.tradewind.commerce.internal.db;

import io.agroal.api.AgroalDataSource;
import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database: pool, gate, schema and transaction runner. Either the host's data source or one of our own, which
 * is closed with us. Safe for many threads.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final String QUALIFIER = "commerce.";
    private static final Duration GATE = Duration.ofSeconds(10);

    /** Keeps what it has read, and reading takes longer than most statements: one for all databases of the process. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final DatabaseSettings settings;
    private final boolean h2;
    private final boolean postgres;
    private final @Nullable AgroalDataSource own;
    private final DataSource dataSource;
    private final Tx tx;

    private Database(DatabaseSettings settings, World world) {
        this.settings = settings;
        DataSource hosts = settings.dataSource();
        this.own = hosts == null ? Pools.open(settings, world) : null;
        DataSource raw = own != null ? own : Objects.requireNonNull(hosts);
        try {
            this.h2 = isH2(raw);
            if (h2) {
                refuseLossy(raw);
            }
            migrate(new Schema(raw, settings.schema()));
        } catch (RuntimeException e) {
            if (own != null) {
                own.close();
            }
            throw e;
        }
        this.dataSource = h2 ? new GatedDataSource(raw, new WriterGate(GATE)) : raw;
        Connections connections =
                new Connections(dataSource, own == null ? OptionalInt.empty() : OptionalInt.of(settings.poolSize()));
        Jdbi jdbi = Jdbi.create(connections);
        String qualifier = settings.schema() + ".";
        Texts texts = jdbi.getConfig(Texts.class); // every handle has the same from here on
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(
                        qualifier.equals(QUALIFIER)
                                ? (sql, context) -> sql
                                : (sql, context) -> texts.of(sql, () -> sql.replace(QUALIFIER, qualifier)))
                .setSqlParser(PARSER)
                .setUnusedBindingAllowed(true);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Database::withoutValues);
        KnownTypes.register(jdbi);
        boolean syncs = h2 && settings.durability() == Durability.POWER && settings.file() != null;
        this.postgres = hasDriverOfPostgres(raw);
        this.tx = new Tx(jdbi, connections, world, syncs ? new SyncBarrier(raw) : Barrier.NONE, way());
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

    /** True on PostgreSQL by its own driver. */
    boolean isPostgres() {
        return postgres;
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
        new EmbeddedFolder(settings.file()).backup(dataSource, target);
    }

    /** Copies our schema, and those of the host, into another database; ours is made there. */
    public Copied copyTo(DataSource target, Set<String> hosts) {
        isH2(target); // or it is refused
        new Schema(target, settings.schema()).migrate();
        Set<String> schemas = new LinkedHashSet<>(List.of(settings.schema()));
        hosts.forEach(Schema::requireName);
        schemas.addAll(hosts);
        return new DatabaseCopy(dataSource, target).run(schemas);
    }

    /** Values of a failed statement may be personal, and messages end in logs. */
    private static String withoutValues(StatementException failure) {
        StatementContext context = failure.getStatementContext();
        String sql = context == null ? "" : String.valueOf(context.getRawSql());
        return failure.getShortMessage() + " [" + sql.strip() + "]";
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

    /**
     * PostgreSQL's own driver sends statements that are joined by semicolons without waiting for answers in between. A
     * commit among them is for a pool of our own: around a host's there may be somebody who counts on the call.
     */
    private Later.Way way() {
        if (!postgres) {
            return Later.Way.EACH;
        }
        return own == null ? Later.Way.TOGETHER : Later.Way.WITH_COMMIT;
    }

    private static boolean hasDriverOfPostgres(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDriverName().equals("PostgreSQL JDBC Driver");
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

    private void migrate(Schema schema) {
        switch (settings.migrations()) {
            case AUTO -> schema.migrate();
            case VALIDATE -> schema.validate();
            case OFF -> log.debug("The schema is taken as it is");
        }
    }

    /** A name for an in-memory database that nobody else has. */
    public static String memoryName() {
        return "tradewind-" + new World(null, null, Runnable::run, null).id();
    }

    @Override
    public void close() {
        tx.close();
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
