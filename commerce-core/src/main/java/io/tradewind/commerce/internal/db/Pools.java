package io.tradewind.commerce.internal.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens pools of our own: on a JDBC URL, or on the embedded database with the settings that lose nothing. */
final class Pools {
    private static final String H2_SETTINGS =
            ";WRITE_DELAY=0;LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128";
    private static final String POSTGRES_SESSION = "set lock_timeout = '3s'; set statement_timeout = '20s';"
            + " set idle_in_transaction_session_timeout = '30s';"
            + " set jit = off;" // no statement is long enough for it
            + " set enable_seqscan = off;" // or a plan that was made for an empty table reads all of it when it is full
            + " set random_page_cost = 1.1;" // or small tables are read whole, for each cart anew
            + " set plan_cache_mode = force_generic_plan"; // or plans are made anew at each call, see
    // Question.askPlanned

    private static final String H2_USER = "tradewind";
    private static final int H2_IN_USE = 90020;

    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LOOK_AFTER = Duration.ofMillis(500);
    private static final int LOOK_SECONDS = 5;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration OLD = Duration.ofMinutes(30);

    private Pools() {}

    static AgroalDataSource open(DatabaseSettings settings, World world) {
        String url = settings.url();
        AgroalConnectionPoolConfigurationSupplier pool;
        if (url == null) {
            pool = pool(settings, embedded(settings, world));
        } else if (url.startsWith("jdbc:h2:")) {
            pool = pool(settings, on(url, settings.user(), settings.password()));
        } else if (url.startsWith("jdbc:postgresql:")) {
            requireServer(settings, url);
            pool = lookedAfter(pool(settings, postgres(settings, url)));
        } else {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The JDBC URL " + shown(settings) + " is of no database that this library runs on."
                            + " Fix: use H2 or PostgreSQL.");
        }
        try {
            return opened(pool);
        } catch (SQLException e) {
            throw refused(settings, e);
        }
    }

    private static AgroalDataSource opened(AgroalConnectionPoolConfigurationSupplier settings) throws SQLException {
        AgroalDataSource pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(settings), new PoolEvents());
        try {
            pool.getConnection().close();
            return pool;
        } catch (SQLException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Whoever wants a connection gets the first in line that is free, not the one that its thread had last: threads of a
     * web server take turns, and all sessions with them, where a few would be warm.
     */
    private static AgroalConnectionPoolConfigurationSupplier pool(
            DatabaseSettings settings, AgroalConnectionFactoryConfigurationSupplier connections) {
        return new AgroalConnectionPoolConfigurationSupplier()
                .connectionFactoryConfiguration(connections.autoCommit(true).trackJdbcResources(false))
                .connectionCache(ConnectionCache.none())
                .maxSize(settings.poolSize())
                .acquisitionTimeout(Connections.PATIENCE)
                .exceptionSorter(SqlErrors::isEndOfConnection);
    }

    /**
     * For connections to a server, which may end them and restart. The embedded database needs none of it, and a pool that
     * is closed interrupts its own thread: at that database it would close the file under everybody else.
     */
    private static AgroalConnectionPoolConfigurationSupplier lookedAfter(
            AgroalConnectionPoolConfigurationSupplier pool) {
        return pool.minSize(1)
                .establishmentRetryAttempts((int) Connections.PATIENCE.dividedBy(RETRY))
                .establishmentRetryInterval(RETRY)
                .idleValidationTimeout(LOOK_AFTER)
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(LOOK_SECONDS))
                .reapTimeout(IDLE)
                .maxLifetime(OLD);
    }

    /** The pool tries for long what will never succeed. */
    private static void requireServer(DatabaseSettings settings, String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "No driver on the class path takes " + shown(settings) + ". Fix: add org.postgresql:postgresql.",
                    e);
        }
        try {
            DriverManager.getConnection(url, settings.user(), settings.password())
                    .close();
        } catch (SQLException e) {
            throw refused(settings, e);
        }
    }

    private static AgroalConnectionFactoryConfigurationSupplier postgres(DatabaseSettings settings, String url) {
        return on(url, settings.user(), settings.password())
                .initialSql(POSTGRES_SESSION)
                .jdbcProperty("logServerErrorDetail", "false") // details hold values of rows
                .jdbcProperty("reWriteBatchedInserts", "true"); // rows of a batch in one insert
    }

    private static AgroalConnectionFactoryConfigurationSupplier embedded(DatabaseSettings settings, World world) {
        Path folder = settings.file();
        if (folder == null) {
            String memory = "jdbc:h2:mem:" + settings.memoryName() + ";DB_CLOSE_DELAY=-1" + H2_SETTINGS;
            return on(memory, H2_USER, "memory");
        }
        EmbeddedFolder embedded = new EmbeddedFolder(folder);
        return on("jdbc:h2:file:" + embedded.database() + H2_SETTINGS, H2_USER, embedded.password(world));
    }

    private static AgroalConnectionFactoryConfigurationSupplier on(
            String url, @Nullable String user, @Nullable String password) {
        AgroalConnectionFactoryConfigurationSupplier connections =
                new AgroalConnectionFactoryConfigurationSupplier().jdbcUrl(url);
        if (user != null) {
            connections.principal(new NamePrincipal(user));
        }
        if (password != null) {
            connections.credential(new SimplePassword(password));
        }
        return connections;
    }

    private static CommerceException refused(DatabaseSettings settings, SQLException failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE) {
                return new CommerceException(
                        ErrorCode.BAD_CONFIGURATION,
                        "The data folder " + settings.file() + " is open in another process."
                                + " Fix: close it there, or use PostgreSQL to share a database.",
                        failure);
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new CommerceException(
                ErrorCode.DATABASE,
                "The database " + shown(settings) + " cannot be opened: " + root.getMessage()
                        + ". Fix: start it, or correct address, user and password.",
                failure);
    }

    /** The address without what may follow it, such as a password. */
    private static String shown(DatabaseSettings settings) {
        String url = settings.url();
        return url == null
                ? String.valueOf(settings.file())
                : url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
