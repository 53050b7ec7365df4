package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriterGateTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String WRITE = "update t set n = n + 1";

    private final TestDatabase database = TestDatabases.h2();
    private GatedDataSource gated = gated(Duration.ofSeconds(20));

    @BeforeEach
    void table() {
        database.execute("create table t (n integer)", "insert into t values (0)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_second_writer_waits_for_the_end_of_the_first() throws Exception {
        for (String end : new String[] {"commit", "rollback", "close"}) {
            Connection first = transaction();
            write(first, WRITE);
            CompletableFuture<Integer> second = elsewhere(WRITE);
            assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            switch (end) {
                case "commit" -> first.commit();
                case "rollback" -> first.rollback();
                default -> first.close();
            }

            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            first.close();
        }
    }

    @Test
    void readers_never_wait() throws Exception {
        try (Connection writer = transaction()) {
            write(writer, WRITE);

            assertThat(elsewhere("select n from t").get(10, TimeUnit.SECONDS)).isZero();
            assertThat(elsewhere("  with x as (select n from t) select n from x")
                            .get(10, TimeUnit.SECONDS))
                    .isZero();
        }
    }

    @Test
    void reading_for_update_is_writing() throws Exception {
        gated = gated(SHORT);
        try (Connection writer = transaction()) {
            write(writer, WRITE);

            assertThatThrownBy(() -> elsewhere("select n from t for update").get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.GATE_TIMEOUT));
        }
    }

    @Test
    void a_second_writing_connection_of_one_thread_fails_at_once() throws SQLException {
        try (Connection first = transaction();
                Connection second = transaction()) {
            write(first, WRITE);

            assertThatThrownBy(() -> write(second, WRITE))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.code()).isEqualTo(ErrorCode.NESTED_TRANSACTION));
        }
    }

    @Test
    void going_back_to_a_savepoint_keeps_the_turn() throws Exception {
        gated = gated(SHORT);
        try (Connection first = transaction()) {
            var point = first.setSavepoint();
            write(first, WRITE);
            first.rollback(point);

            assertThatThrownBy(() -> elsewhere(WRITE).get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("No turn at the writer gate");
        }
        assertThat(elsewhere(WRITE).get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    /** Whose writers wait that long for their turn. */
    private GatedDataSource gated(Duration limit) {
        return new GatedDataSource(database.dataSource(), new WriterGate(limit));
    }

    private Connection transaction() throws SQLException {
        Connection connection = gated.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private CompletableFuture<Integer> elsewhere(String sql) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Connection connection = transaction()) {
                        int answer = write(connection, sql);
                        connection.commit();
                        return answer;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                work -> new Thread(work).start());
    }

    private static int write(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.execute()) {
                var row = statement.getResultSet();
                row.next();
                return row.getInt(1);
            }
            return statement.getUpdateCount();
        }
    }
}
