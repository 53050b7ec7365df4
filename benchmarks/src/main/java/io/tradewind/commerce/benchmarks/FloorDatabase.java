package io.tradewind.commerce.benchmarks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * What a floor writes to, under the same conditions as the library: pool size, URL settings, session settings, growing
 * ids, and on H2 one writing transaction at a time in order of arrival. Safe for many threads.
 */
final class FloorDatabase implements AutoCloseable {
    static final int POOL = 10;
    private static final String H2_SETTINGS =
            ";WRITE_DELAY=0;LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128";
    private static final String POSTGRES_SESSION = "set lock_timeout = '3s'; set statement_timeout = '20s';"
            + " set idle_in_transaction_session_timeout = '30s'; set jit = off; set enable_seqscan = off;"
            + " set random_page_cost = 1.1; set plan_cache_mode = force_generic_plan";

    private final AgroalDataSource pool;
    private final Semaphore gate;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    FloorDatabase(Site site) throws SQLException {
        var connections = new AgroalConnectionFactoryConfigurationSupplier()
                .jdbcUrl(site.isH2() ? site.url() + H2_SETTINGS : site.url())
                .principal(new NamePrincipal(site.user()))
                .credential(new SimplePassword(site.password()))
                .trackJdbcResources(false);
        if (!site.isH2()) {
            connections.initialSql(POSTGRES_SESSION);
        }
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(settings -> settings.connectionFactoryConfiguration(connections)
                        .connectionCache(ConnectionCache.none())
                        .maxSize(POOL)));
        gate = new Semaphore(site.isH2() ? 1 : Integer.MAX_VALUE, true);
    }

    /** Not gated. */
    DataSource dataSource() {
        return pool;
    }

    /** An id greater than those before it, as the library makes them. */
    UUID id() {
        return ids.generate();
    }

    /** Runs a block in one transaction. */
    <T> T write(Block<T> block) throws SQLException {
        gate.acquireUninterruptibly();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T result = block.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } finally {
            gate.release();
        }
    }

    /** Runs statements one by one, each committed by itself. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Executes one statement, which must change exactly one row. */
    static void one(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            expect(1, statement.executeUpdate(), sql);
        }
    }

    /** Executes one statement for many rows as a batch; each must change exactly one row. */
    static void batch(Connection connection, String sql, Object[]... rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            for (int changed : statement.executeBatch()) {
                expect(1, changed, sql);
            }
        }
    }

    /** Executes one statement that changes that many rows. */
    static void many(Connection connection, int expected, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            expect(expected, statement.executeUpdate(), sql);
        }
    }

    /** The values of one row of a batch. */
    static Object[] row(Object... values) {
        return values;
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static void expect(int expected, int changed, String sql) {
        if (changed != expected && changed != Statement.SUCCESS_NO_INFO) {
            throw new IllegalStateException(changed + " rows instead of " + expected + " by: " + sql);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Work in one transaction. */
    interface Block<T> {
        T run(Connection connection) throws SQLException;
    }

    /** An empty database. */
    record Site(String url, String user, String password) {
        boolean isH2() {
            return url.startsWith("jdbc:h2:");
        }
    }
}
