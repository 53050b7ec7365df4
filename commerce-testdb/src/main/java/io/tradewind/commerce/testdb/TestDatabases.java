package io.tradewind.commerce.testdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Opens databases for tests. Each call gives an empty database of its own, so tests cannot see one another.
 *
 * <p>PostgreSQL is a real server, started when first asked for and shared by all tests of the JVM. It runs with
 * {@code fsync} off: a test that kills the server or cuts the power starts one of its own.
 */
public final class TestDatabases {
    private static final String H2_SETTINGS =
            ";LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=128";
    private static final String H2_USER = "sa";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, List<String>> H2_TEMPLATES = new ConcurrentHashMap<>();
    private static final Map<String, PostgresTemplate> POSTGRES_TEMPLATES = new ConcurrentHashMap<>();

    private static final Optional<Preparation> PREPARATION =
            ServiceLoader.load(Preparation.class).findFirst();

    private TestDatabases() {}

    /** An empty database: H2 in memory, or PostgreSQL. */
    public static TestDatabase open(Engine engine) {
        return engine == Engine.H2 ? h2() : postgres();
    }

    /** A database with what the module's {@link Preparation} puts there; an empty one if there is none. */
    public static TestDatabase prepared(Engine engine) {
        return PREPARATION
                .map(it -> copyOf(engine, it.getClass().getName(), it::prepare))
                .orElseGet(() -> open(engine));
    }

    /**
     * A copy of a database that was prepared once per JVM, which is much faster than migrating each time. It may have
     * served another test before; nothing of that is left.
     *
     * @param template names the preparation; calls with the same name share it
     * @param preparation run once per engine on an empty database
     */
    public static TestDatabase copyOf(Engine engine, String template, Consumer<TestDatabase> preparation) {
        return engine == Engine.H2 ? h2CopyOf(template, preparation) : postgresCopyOf(template, preparation);
    }

    /** An empty H2 in memory. */
    public static TestDatabase h2() {
        return h2Database("jdbc:h2:mem:" + nextName() + H2_SETTINGS);
    }

    /** H2 in a file, opened or created, which loses nothing that was committed when the process is killed. */
    public static TestDatabase h2File(Path file) {
        return h2Database("jdbc:h2:file:" + file.toAbsolutePath() + H2_SETTINGS + ";WRITE_DELAY=0");
    }

    /** An empty database on the shared PostgreSQL server. */
    public static TestDatabase postgres() {
        String name = nextName();
        PostgresServer.shared().create(name);
        return postgresDatabase(pool(name), () -> PostgresServer.shared().drop(name));
    }

    private static TestDatabase h2CopyOf(String template, Consumer<TestDatabase> preparation) {
        List<String> script = H2_TEMPLATES.computeIfAbsent(template, it -> {
            try (TestDatabase original = h2()) {
                preparation.accept(original);
                return H2Script.of(original.dataSource());
            }
        });
        TestDatabase copy = h2();
        copy.execute(script.toArray(String[]::new));
        return copy;
    }

    private static TestDatabase postgresCopyOf(String template, Consumer<TestDatabase> preparation) {
        PostgresTemplate known = POSTGRES_TEMPLATES.computeIfAbsent(template, it -> {
            String name = nextName();
            PostgresServer.shared().create(name);
            try (HikariDataSource pool = pool(name)) {
                preparation.accept(postgresDatabase(pool, () -> {}));
            }
            return new PostgresTemplate(PostgresServer.shared(), name);
        });
        String name = known.take(TestDatabases::nextName);
        return postgresDatabase(pool(name), () -> known.giveBack(name));
    }

    private static TestDatabase h2Database(String url) {
        return new TestDatabase(Engine.H2, url, H2_USER, "", pool(url, url, H2_USER, ""), () -> {
            JdbcDataSource last = new JdbcDataSource();
            last.setURL(url);
            last.setUser(H2_USER);
            try (var connection = last.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("shutdown");
            }
        });
    }

    private static TestDatabase postgresDatabase(HikariDataSource pool, TestDatabase.Removal removal) {
        return new TestDatabase(
                Engine.POSTGRESQL, pool.getJdbcUrl(), PostgresServer.USER, PostgresServer.USER, pool, removal);
    }

    private static HikariDataSource pool(String name) {
        return pool(name, PostgresServer.shared().url(name), PostgresServer.USER, PostgresServer.USER);
    }

    private static HikariDataSource pool(String name, String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(20);
        config.setConnectionTimeout(30_000);
        return new HikariDataSource(config);
    }

    private static String nextName() {
        return "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet(); // others may use the server
    }
}
