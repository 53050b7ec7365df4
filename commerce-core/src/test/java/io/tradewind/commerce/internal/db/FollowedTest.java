package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.junit.jupiter.api.Test;

class FollowedTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void a_change_and_its_question_take_one_way_to_postgresql(CountingDataSource counting, Engine engine) {
        try (Database database = open(counting)) {
            CountingDataSource.Counts used = counting.during(() -> {
                Optional<String> answer = database.tx().write("test", handle -> {
                    Later.run(handle.createUpdate("insert into commerce.probe (id, code) values (2, 'b')"));
                    return codes(handle, change(handle, 1));
                });
                assertThat(answer).contains("b,mug!");
            });

            assertThat(used.statements()).as(used.toString()).isEqualTo(3);
            assertThat(used.trips()).as(used.toString()).isEqualTo(engine == Engine.POSTGRESQL ? 3 : 4);
        }
    }

    @BothDatabases
    void the_answer_is_empty_if_no_row_was_met(CountingDataSource counting) {
        try (Database database = open(counting)) {
            Optional<String> changed = database.tx().write("test", handle -> codes(handle, change(handle, 7)));
            Optional<String> none = database.tx().write("test", handle -> codes(handle, lock(handle, 7)));
            Optional<String> locked = database.tx().write("test", handle -> codes(handle, lock(handle, 1)));

            assertThat(changed).isEmpty();
            assertThat(none).isEmpty();
            assertThat(locked).contains("mug");
        }
    }

    @BothDatabases
    void what_fails_undoes_all(CountingDataSource counting) {
        try (Database database = open(counting)) {
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        codes(handle, change(handle, 1));
                        return codes(handle, handle.createUpdate("update commerce.probe set id = id / 0"));
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(database.tx().read("codes", Probe::codes)).containsExactly("mug");
        }
    }

    @Test
    void who_waited_for_a_lock_sees_what_its_holder_has_committed() throws Exception {
        try (TestDatabase postgres = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = open(postgres.dataSource());
                Connection holder = postgres.dataSource().getConnection();
                Statement holding = holder.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("update commerce.probe set code = 'cup' where id = 1");
            holding.execute("insert into commerce.probe (id, code) values (2, 'jug')");

            CompletableFuture<Optional<String>> waiting = CompletableFuture.supplyAsync(() ->
                    database.tx().write("test", handle -> codes(handle, lock(handle, 1))));
            while (!somebodyWaits(holding)) {
                assertThat(waiting).isNotDone();
            }
            holder.commit();

            assertThat(waiting.get(20, TimeUnit.SECONDS)).contains("cup,jug");
        }
    }

    private static boolean somebodyWaits(Statement asking) throws SQLException {
        try (ResultSet row = asking.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static SqlStatement<?> change(Handle handle, int id) {
        return handle.createUpdate("update commerce.probe set code = code || :more where id = :id")
                .bind("more", "!")
                .bind("id", id);
    }

    private static SqlStatement<?> lock(Handle handle, int id) {
        return handle.createQuery("select id from commerce.probe where id = :id for update")
                .bind("id", id);
    }

    private static Optional<String> codes(Handle handle, SqlStatement<?> first) {
        return Followed.by(
                handle,
                first,
                handle.createQuery("select code from commerce.probe where id > :least order by code")
                        .bind("least", 0),
                rows -> {
                    StringBuilder all = new StringBuilder();
                    while (rows.next()) {
                        all.append(all.isEmpty() ? "" : ",").append(rows.getString("code"));
                    }
                    return all.toString();
                });
    }

    private Database open(DataSource dataSource) {
        Database database = Database.open(TestSettings.on(dataSource), world);
        Probe.prepare(database);
        database.tx().write("test", handle -> Probe.insert(handle, 1, "mug"));
        return database;
    }
}
