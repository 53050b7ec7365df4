package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools of our own. */
class PoolsTest {
    private static final int CONNECTIONS = 6; // with two tries for each that is lost there would be too few tries
    private static final String ME = "select pg_backend_pid()";

    private final World world = new World(null, null, Runnable::run, null);

    private Database open(TestDatabase database) {
        return Database.open(TestSettings.at(database.url(), database.user(), database.password(), CONNECTIONS), world);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_is_given_back_without_a_commit_is_taken_back(Engine engine) throws Exception {
        try (TestDatabase at = TestDatabases.prepared(engine);
                Database database = open(at)) {
            Probe.prepare(database);
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("insert into commerce.probe (id, code) values (1, 'mug')");
            }
            int left = database.tx()
                    .read(
                            "left",
                            handle -> handle.createQuery("select count(*) from commerce.probe")
                                    .mapTo(Integer.class)
                                    .one());

            assertThat(left).isZero();
        }
    }

    /** All at once, as in a restart, and too soon for the pool to look at them first. */
    @Test
    void connections_that_the_server_has_ended_are_each_met_once() throws Exception {
        try (TestDatabase at = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = open(at)) {
            Set<Integer> sessions = all(database.dataSource());
            assertThat(sessions).hasSize(CONNECTIONS);
            try (Connection other = at.dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                String those = "pid in (" + sessions.toString().replaceAll("[^0-9, ]", "") + ")";
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where " + those);
                await(statement, "select count(*) = 0 from pg_stat_activity where " + those);
            }

            assertThat(sessions).doesNotContain(session(database));
        }
    }

    private static void await(Statement statement, String condition) throws SQLException {
        boolean holds = false;
        while (!holds) {
            try (ResultSet row = statement.executeQuery(condition)) {
                row.next();
                holds = row.getBoolean(1);
            }
        }
    }

    @Test
    void threads_that_take_turns_use_the_same_connection() throws Exception {
        try (TestDatabase at = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = open(at)) {
            List<ExecutorService> threads = new ArrayList<>();
            List<Connection> taken = new ArrayList<>();
            Set<Integer> atOnce = new TreeSet<>();
            for (int i = 0; i < CONNECTIONS - 1; i++) {
                taken.add(database.dataSource().getConnection());
                ExecutorService thread = Executors.newSingleThreadExecutor();
                threads.add(thread);
                atOnce.add(session(thread, database));
            }
            for (Connection connection : taken) {
                connection.close();
            }

            Set<Integer> inTurn = new TreeSet<>();
            for (ExecutorService thread : threads) {
                inTurn.add(session(thread, database));
                thread.shutdown();
            }
            assertThat(atOnce).as("each beside those that were taken").hasSize(threads.size());
            assertThat(inTurn).hasSize(1);
        }
    }

    private static int session(ExecutorService thread, Database database) throws Exception {
        return thread.submit(() -> session(database)).get(20, TimeUnit.SECONDS);
    }

    private static int session(Database database) {
        return database.tx()
                .read(
                        "session",
                        handle -> handle.createQuery(ME).mapTo(Integer.class).one());
    }

    /** Takes all connections at a time, and gives them back in the order in which it got them. */
    private static Set<Integer> all(DataSource pool) throws SQLException {
        Set<Integer> sessions = new TreeSet<>();
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = pool.getConnection();
                taken.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(ME)) {
                    row.next();
                    sessions.add(row.getInt(1));
                }
            }
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        return sessions;
    }
}
