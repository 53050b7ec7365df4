package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.HostTransaction;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class JoinedTransactionTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void host_rows_and_ours_are_committed_together(TestDatabase test) throws SQLException {
        try (Database database = open(test)) {
            List<String> after = new ArrayList<>();
            try (Connection connection = database.dataSource().getConnection()) {
                Host host = new Host(connection);
                execute(connection, "insert into host_row values (1)");
                database.tx().joining(host).write("test", handle -> {
                    TxHooks.of(handle).afterCommit(() -> after.add("heard"));
                    return Probe.insert(handle, 1, "mugs");
                });
                assertThat(stores(database))
                        .as("seen by others before the commit")
                        .isEmpty();
                assertThat(after).isEmpty();
                host.end(true);
            }
            assertThat(stores(database)).containsExactly("mugs");
            assertThat(hostRows(database)).isEqualTo(1);
            assertThat(after).containsExactly("heard");
        }
    }

    @BothDatabases
    void host_rows_and_ours_are_rolled_back_together(TestDatabase test) throws SQLException {
        try (Database database = open(test)) {
            List<String> after = new ArrayList<>();
            try (Connection connection = database.dataSource().getConnection()) {
                Host host = new Host(connection);
                execute(connection, "insert into host_row values (1)");
                database.tx().joining(host).write("test", handle -> {
                    TxHooks.of(handle).afterCommit(() -> after.add("heard"));
                    return Probe.insert(handle, 1, "mugs");
                });
                host.end(false);
            }
            assertThat(stores(database)).isEmpty();
            assertThat(hostRows(database)).isZero();
            assertThat(after).isEmpty();
        }
    }

    @BothDatabases
    void a_joined_call_that_fails_leaves_nothing_even_if_the_host_commits(TestDatabase test) throws SQLException {
        try (Database database = open(test)) {
            try (Connection connection = database.dataSource().getConnection()) {
                Host host = new Host(connection);
                Tx joined = database.tx().joining(host);
                execute(connection, "insert into host_row values (1)");
                assertThatThrownBy(() -> joined.write("test", handle -> {
                            Probe.insert(handle, 1, "mugs");
                            return Probe.insert(handle, 1, "mugs"); // and with it PostgreSQL's transaction is spoilt
                        }))
                        .matches(SqlErrors::isDuplicate);
                joined.write("test", handle -> Probe.insert(handle, 2, "cups"));
                host.end(true);
            }
            assertThat(stores(database)).containsExactly("cups");
            assertThat(hostRows(database)).isEqualTo(1);
        }
    }

    @BothDatabases
    void in_a_transaction_of_ours_too_only_the_call_that_fails_is_taken_back(TestDatabase test) {
        try (Database database = open(test)) {
            for (int hosts = 0; hosts < 2; hosts++) {
                int rows = hosts;
                database.tx().write("host", handle -> {
                    OwnTransaction own = new OwnTransaction(handle);
                    Tx joined = database.tx().joining(own);
                    if (rows > 0) {
                        assertThat(own.forHost()).isSameAs(handle.getConnection());
                        handle.execute("insert into host_row values (1)");
                    }
                    assertThatThrownBy(() -> joined.write("test", it -> {
                                Probe.insert(it, 1, "mugs");
                                return Probe.insert(it, 1, "mugs");
                            }))
                            .matches(SqlErrors::isDuplicate);
                    joined.write("test", it -> Probe.insert(it, 2 + rows, "cups"));
                    assertThatThrownBy(() -> joined.write("test", it -> {
                                Probe.insert(it, 10, "pots");
                                return Probe.insert(it, 2 + rows, "cups");
                            }))
                            .matches(SqlErrors::isDuplicate);
                    return joined.write("test", it -> Probe.insert(it, 4 + rows, "bowls"));
                });
            }
            assertThat(stores(database)).containsExactly("bowls", "bowls", "cups", "cups");
            assertThat(hostRows(database)).isEqualTo(1);
        }
    }

    @BothDatabases
    void a_conflict_inside_the_hosts_transaction_is_the_hosts_to_repeat(TestDatabase test) throws SQLException {
        try (Database database = open(test);
                Connection connection = database.dataSource().getConnection()) {
            Host host = new Host(connection);
            int[] tries = {0};

            assertThatThrownBy(() -> database.tx().joining(host).write("test", handle -> {
                        tries[0]++;
                        throw new IllegalStateException(new SQLException("made for the test", "40001"));
                    }))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.retryable()).isTrue());
            assertThat(tries[0]).isEqualTo(1);
            host.end(false);
        }
    }

    @BothDatabases
    void nothing_may_leave_the_process_from_inside_a_joined_shop(TestDatabase test) throws SQLException {
        try (Database database = open(test);
                Connection connection = database.dataSource().getConnection()) {
            Tx joined = database.tx().joining(new Host(connection));

            assertThatThrownBy(() -> joined.assertNone("the gateway"))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.code()).isEqualTo(ErrorCode.PLUGIN_CALL_IN_TRANSACTION));
        }
    }

    @BothDatabases
    void a_connection_in_auto_commit_is_refused(TestDatabase test) throws SQLException {
        try (Database database = open(test);
                Connection connection = database.dataSource().getConnection()) {
            Host host = new Host(connection);
            connection.setAutoCommit(true);

            assertThatThrownBy(() -> database.tx().joining(host).read("test", Probe::codes))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.HOST_TRANSACTION));
        }
    }

    @BothDatabases(fresh = true)
    void a_joined_call_works_in_a_schema_of_another_name_and_leaves_the_connection_open(TestDatabase test)
            throws SQLException {
        try (Database database = Database.open(TestSettings.on(test.dataSource(), "mugs", Migrations.AUTO), world);
                Connection connection = test.dataSource().getConnection()) {
            Probe.prepare(database);
            Host host = new Host(connection);

            assertThat(database.tx().joining(host).read("names", Probe::codes)).isEmpty();
            assertThat(connection.isClosed()).isFalse();
            host.end(false);
        }
    }

    private Database open(TestDatabase test) {
        Database database = Database.open(TestSettings.on(test.dataSource()), world);
        Probe.prepare(database);
        test.execute("create table if not exists host_row (n integer)", "delete from host_row");
        return database;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> stores(Database database) {
        return database.tx().read("stores", Probe::codes);
    }

    private static int hostRows(Database database) {
        return database.tx()
                .read(
                        "host",
                        handle -> handle.createQuery("select count(*) from host_row")
                                .mapTo(Integer.class)
                                .one());
    }

    /** A host that commits and rolls back by itself. */
    private static final class Host implements HostTransaction {
        private final Connection connection;
        private final List<Consumer<Boolean>> callbacks = new ArrayList<>();

        Host(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void onCompletion(Consumer<Boolean> committed) {
            callbacks.add(committed);
        }

        void end(boolean commit) throws SQLException {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            callbacks.forEach(it -> it.accept(commit));
        }
    }
}
