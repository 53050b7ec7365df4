package io.tradewind.commerce.internal.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.nio.file.Path;
import java.sql.SQLException;

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

    private static final int H2_IN_USE = 90020;

    private Pools() {}

    static HikariDataSource open(DatabaseSettings settings, World world) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("tradewind");
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Connections.PATIENCE.toMillis());
        pool.setAutoCommit(true);
        String url = settings.url();
        if (url != null) {
            if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
                throw new CommerceException(
                        ErrorCode.BAD_CONFIGURATION,
                        "The JDBC URL " + shown(settings) + " is of no database that this library runs on."
                                + " Fix: use H2 or PostgreSQL.");
            }
            pool.setJdbcUrl(url);
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
            if (url.startsWith("jdbc:postgresql:")) {
                pool.setConnectionInitSql(POSTGRES_SESSION);
                pool.addDataSourceProperty("logServerErrorDetail", "false"); // details hold values of rows
                pool.addDataSourceProperty("reWriteBatchedInserts", "true"); // rows of a batch in one insert
            }
        } else {
            embedded(pool, settings, world);
        }
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw refused(settings, e);
        } catch (RuntimeException e) { // no driver takes the URL
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "No driver on the class path takes " + shown(settings) + ". Fix: add org.postgresql:postgresql.",
                    e);
        }
    }

    private static void embedded(HikariConfig pool, DatabaseSettings settings, World world) {
        pool.setUsername("tradewind");
        Path folder = settings.file();
        if (folder == null) {
            pool.setJdbcUrl("jdbc:h2:mem:" + settings.memoryName() + ";DB_CLOSE_DELAY=-1" + H2_SETTINGS);
            pool.setPassword("memory");
        } else {
            EmbeddedFolder embedded = new EmbeddedFolder(folder);
            pool.setPassword(embedded.password(world));
            pool.setJdbcUrl("jdbc:h2:file:" + embedded.database() + H2_SETTINGS);
        }
    }

    private static CommerceException refused(DatabaseSettings settings, PoolInitializationException failure) {
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
