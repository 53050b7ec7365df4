package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class LaterTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void what_waits_goes_out_together_before_the_commit(CountingDataSource counting, Engine engine) {
        try (Database database = open(counting)) {
            CountingDataSource.Counts used = counting.during(() -> database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                insert(handle, 2, "cup");
                insert(handle, 3, null);
                other(handle, 1, 4);
                insert(handle, 5, "jug");
                return true;
            }));

            assertThat(codes(database)).containsExactlyInAnyOrder("cup", "jug", "mug", null);
            assertThat(others(database)).isEqualTo(4);
            assertThat(used.statements()).as(used.toString()).isEqualTo(3);
            assertThat(used.trips()).as(used.toString()).isEqualTo(engine == Engine.POSTGRESQL ? 2 : 4);
        }
    }

    @BothDatabases
    void who_reads_or_writes_the_same_table_finds_it_done(CountingDataSource counting) {
        try (Database database = open(counting)) {
            List<Integer> seen = database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                int read = count(handle);
                insert(handle, 2, "cup");
                int moved = handle.execute("update commerce.probe set code = 'bowl' where id = 2");
                insert(handle, 3, "jug");
                int asked = handle.execute("update commerce.other set number = 1"
                        + " where exists (select 1 from commerce.probe where id = 3)");
                insert(handle, 4, "pot");
                int gone = handle.execute("delete from commerce.probe where id = 4");
                return List.of(read, moved, asked, gone);
            });

            assertThat(seen).containsExactly(1, 1, 1, 1);
            assertThat(codes(database)).containsExactly("bowl", "jug", "mug");
        }
    }

    @BothDatabases
    void who_writes_another_table_does_not_send_it(CountingDataSource counting) {
        try (Database database = open(counting)) {
            CountingDataSource.Counts used = counting.during(() -> database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                return handle.execute("update commerce.other set number = 9");
            }));

            assertThat(used.sql().get(0)).contains("commerce.other");
            assertThat(used.sql().get(1)).contains("commerce.probe");
        }
    }

    @BothDatabases
    void listeners_before_the_commit_and_the_host_see_it(CountingDataSource counting) {
        AtomicReference<Object> heard = new AtomicReference<>();
        try (Database database = open(counting)) {
            database.tx().write("test", handle -> {
                TxHooks.of(handle).beforeCommit(connection -> heard.set(count(handle)));
                insert(handle, 1, "mug");
                return true;
            });
            assertThat(heard).hasValue(1);

            int seen = database.tx().write("test", handle -> {
                OwnTransaction host = new OwnTransaction(handle);
                insert(handle, 2, "cup");
                return database.tx().joining(host).read("joined", LaterTest::count);
            });
            assertThat(seen).isEqualTo(2);
        }
    }

    @BothDatabases
    void a_joined_call_sends_what_waits_before_it_ends(CountingDataSource counting) {
        try (Database database = open(counting)) {
            database.tx().write("test", handle -> {
                Tx joined = database.tx().joining(new OwnTransaction(handle));
                joined.write("first", inner -> {
                    insert(inner, 1, "mug");
                    return true;
                });
                assertThatThrownBy(() -> joined.write("second", inner -> {
                            insert(inner, 2, "cup");
                            insert(inner, 2, "cup again");
                            return true;
                        }))
                        .isInstanceOf(CommerceException.class);
                return true;
            });

            assertThat(codes(database)).containsExactly("mug");
        }
    }

    @BothDatabases
    void what_is_undone_is_not_sent(CountingDataSource counting) {
        try (Database database = open(counting)) {
            database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                boolean first = Attempt.of(handle, () -> {
                    insert(handle, 2, "cup");
                    return false;
                });
                boolean second = FirstRow.insert(handle, () -> Probe.insert(handle, 1, "mug again"));
                assertThat(first || second).isFalse();
                return true;
            });

            assertThat(codes(database)).containsExactly("mug");
        }
    }

    @BothDatabases
    void a_duplicate_key_is_known_around_the_transaction_and_nothing_is_left(CountingDataSource counting) {
        try (Database database = open(counting)) {
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        other(handle, 1, 4);
                        insert(handle, 1, "mug");
                        insert(handle, 1, "cup");
                        return true;
                    }))
                    .satisfies(it -> assertThat(SqlErrors.isDuplicate(it)).isTrue());

            assertThat(codes(database)).isEmpty();
            assertThat(others(database)).isZero();
        }
    }

    @BothDatabases
    void what_a_write_usually_meets_is_taken_for_granted_and_goes_out_with_the_others(
            CountingDataSource counting, Engine engine) {
        try (Database database = open(counting)) {
            AtomicInteger runs = new AtomicInteger();
            CountingDataSource.Counts used = counting.during(() -> database.tx().write("test", handle -> {
                runs.incrementAndGet();
                boolean moved = move(handle, 100, 0, 1) == 1;
                insert(handle, 1, "mug");
                boolean further = move(handle, 100, 1, 2) == 1;
                assertThat(moved && further).isTrue();
                return true;
            }));

            assertThat(runs).hasValue(1);
            assertThat(codes(database)).containsExactly("mug");
            assertThat(numberOf(database, 100)).isEqualTo(2);
            assertThat(used.trips()).as(used.toString()).isEqualTo(engine == Engine.POSTGRESQL ? 2 : 4);
        }
    }

    @BothDatabases
    void a_block_that_was_wrong_about_it_is_undone_and_asks_each_time(CountingDataSource counting) {
        try (Database database = open(counting)) {
            List<Integer> met = new ArrayList<>();
            boolean moved = database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                met.add(move(handle, 100, 7, 8));
                if (met.get(met.size() - 1) == 1) {
                    insert(handle, 2, "cup");
                    return true;
                }
                insert(handle, 3, "jug");
                return false;
            });

            assertThat(moved).isFalse();
            assertThat(met).containsExactly(1, 0);
            assertThat(codes(database)).containsExactly("jug", "mug");
            assertThat(numberOf(database, 100)).isZero();
        }
    }

    @BothDatabases
    void two_writes_of_one_text_are_each_asked(CountingDataSource counting) {
        try (Database database = open(counting)) {
            List<Integer> met = new ArrayList<>();
            database.tx().write("test", handle -> {
                met.clear();
                met.add(move(handle, 100, 0, 1));
                met.add(move(handle, 101, 0, 1));
                return true;
            });

            assertThat(met).containsExactly(1, 0);
            assertThat(numberOf(database, 100)).isEqualTo(1);
        }
    }

    @BothDatabases
    void a_row_taken_for_new_that_is_there_is_known_within_the_block(CountingDataSource counting) {
        try (Database database = open(counting)) {
            database.tx().write("test", handle -> Probe.insert(handle, 1, "mug"));

            String answer = database.tx().write("test", handle -> {
                try {
                    Later.rows(
                            handle.createUpdate("insert into commerce.probe (id, code) values (:id, 'cup')")
                                    .bind("id", 1),
                            1);
                    return "new";
                } catch (RuntimeException e) {
                    if (!SqlErrors.isDuplicate(e)) {
                        throw e;
                    }
                    handle.rollback();
                    handle.begin();
                    return "there";
                }
            });

            assertThat(answer).isEqualTo("there");
            assertThat(codes(database)).containsExactly("mug");
        }
    }

    @BothDatabases
    void a_refusal_that_came_of_a_belief_is_thought_over(CountingDataSource counting) {
        try (Database database = open(counting)) {
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        throw new IllegalStateException(move(handle, 100, 7, 8) == 1 ? "believed" : "known");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("known");

            boolean kept =
                    database.tx().write("test", handle -> Attempt.of(handle, () -> move(handle, 100, 7, 8) == 0));
            assertThat(kept).isTrue();
        }
    }

    @BothDatabases
    void what_locks_rows_keeps_its_turn(CountingDataSource counting) {
        try (Database database = open(counting)) {
            CountingDataSource.Counts used = counting.during(() -> database.tx().write("test", handle -> {
                move(handle, 100, 0, 1);
                return handle.execute("update commerce.probe set code = 'bowl'");
            }));

            assertThat(used.sql().get(0)).contains("commerce.other");
            assertThat(used.sql().get(1)).contains("commerce.probe");
        }
    }

    @BothDatabases
    void inside_a_transaction_of_the_host_nothing_is_taken_for_granted(CountingDataSource counting) {
        try (Database database = open(counting)) {
            int met = database.tx()
                    .write(
                            "test",
                            handle -> database.tx()
                                    .joining(new OwnTransaction(handle))
                                    .write("joined", inner -> move(inner, 100, 7, 8)));
            assertThat(met).isZero();
        }
    }

    @Test
    void on_a_pool_of_our_own_the_commit_goes_out_with_what_waits() {
        try (TestDatabase postgres = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = own(postgres)) {
            database.tx().write("test", handle -> {
                insert(handle, 1, "mug");
                move(handle, 100, 0, 0);
                other(handle, 1, 4);
                return true;
            });
            assertThat(lastAsked(postgres)).as("not the driver's own COMMIT").isEqualTo("commit");

            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        other(handle, 2, 4);
                        insert(handle, 1, "cup");
                        return true;
                    }))
                    .satisfies(it -> assertThat(SqlErrors.isDuplicate(it)).isTrue());
            assertThat(codes(database)).containsExactly("mug");
            assertThat(others(database)).isEqualTo(4);

            boolean moved = database.tx().write("test", handle -> move(handle, 100, 7, 8) == 1);
            assertThat(moved).isFalse();
            moved = database.tx().write("test", handle -> move(handle, 100, 0, 9) == 1);
            assertThat(moved).isTrue();
            assertThat(lastAsked(postgres))
                    .as("one statement needs neither beginning nor commit")
                    .startsWith("with hit as (update");
            assertThat(numberOf(database, 100)).isEqualTo(9);
        }
    }

    /** Of those rows the server sees none while it writes the others, so they must be of tables of their own. */
    @Test
    void new_rows_behind_a_change_are_one_statement_with_it() {
        try (TestDatabase postgres = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = own(postgres)) {
            assertThat(database.tx().<Boolean>write("test", handle -> moveAndInsert(handle, 0, 5, 1, "mug")))
                    .isTrue();
            assertThat(lastAsked(postgres)).startsWith("with hit as (update").contains("insert into commerce.probe");
            assertThat(numberOf(database, 100)).isEqualTo(5);
            assertThat(codes(database)).containsExactly("mug", "mug");

            assertThat(database.tx().<Boolean>write("test", handle -> moveAndInsert(handle, 0, 6, 3, "cup")))
                    .as("another row than was believed")
                    .isFalse();
            assertThatThrownBy(() -> database.tx().write("test", handle -> moveAndInsert(handle, 5, 6, 1, "cup")))
                    .satisfies(it -> assertThat(SqlErrors.isDuplicate(it)).isTrue());
            assertThat(numberOf(database, 100)).as("undone with the row").isEqualTo(5);
            assertThat(codes(database)).containsExactly("mug", "mug");
            assertThat(database.tx().<Boolean>write("test", handle -> moveAndInsert(handle, 5, 6, 3, "cup")))
                    .as("the connection goes on")
                    .isTrue();
        }
    }

    private static boolean moveAndInsert(Handle handle, int from, int to, int id, String code) {
        boolean moved = move(handle, 100, from, to) == 1;
        if (moved) {
            insert(handle, id, code);
            insert(handle, id + 1, code);
        }
        return moved;
    }

    @Test
    void a_server_that_goes_while_it_commits_what_waits_leaves_the_outcome_open() {
        AtomicInteger tries = new AtomicInteger();
        try (TestDatabase postgres = TestDatabases.prepared(Engine.POSTGRESQL);
                Database database = own(postgres)) {
            postgres.execute(
                    "create function commerce.leave() returns trigger language plpgsql as"
                            + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'",
                    "create constraint trigger leaving after insert on commerce.probe deferrable initially deferred"
                            + " for each row execute function commerce.leave()");

            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        tries.incrementAndGet();
                        insert(handle, 1, "mug");
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
            assertThat(tries).hasValue(1);
            assertThat(codes(database)).isEmpty();
        }
    }

    private Database own(TestDatabase postgres) {
        Database database = Database.open(TestSettings.at(postgres.url(), postgres.user(), postgres.password()), world);
        TestSettings.fill(database.dataSource());
        return prepared(database);
    }

    /** By whoever wrote last. */
    private static String lastAsked(TestDatabase postgres) {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select query from pg_stat_activity where pid <> pg_backend_pid()"
                                + " and datname = current_database() and backend_type = 'client backend' order by state_change desc limit 1")) {
            row.next();
            return row.getString(1).strip();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Database open(CountingDataSource dataSource) {
        return prepared(Database.open(TestSettings.on(dataSource), world));
    }

    private static Database prepared(Database database) {
        database.tx().write("probe", handle -> {
            handle.execute("create table if not exists commerce.probe"
                    + " (id integer not null primary key, code varchar(40))");
            return handle.execute("create table if not exists commerce.other"
                    + " (id integer not null primary key, number integer not null)");
        });
        database.tx().write("probe", handle -> {
            handle.execute("delete from commerce.probe");
            handle.execute("delete from commerce.other");
            return handle.execute("insert into commerce.other (id, number) values (100, 0)");
        });
        return database;
    }

    private static void insert(Handle handle, int id, String code) {
        Later.run(handle.createUpdate("insert into commerce.probe (id, code) values (:id, :code)")
                .bind("id", id)
                .bind("code", code));
    }

    private static void other(Handle handle, int id, int number) {
        Later.run(handle.createUpdate("insert into commerce.other (id, number)\nvalues\n(:id, :number)\n")
                .bind("id", id)
                .bind("number", number));
    }

    private static int move(Handle handle, int id, int from, int to) {
        return Later.rows(
                handle.createUpdate("update commerce.other set number = :to where id = :id and number = :from")
                        .bind("id", id)
                        .bind("from", from)
                        .bind("to", to),
                1);
    }

    private static int numberOf(Database database, int id) {
        return database.tx()
                .read(
                        "number",
                        handle -> handle.createQuery("select number from commerce.other where id = :id")
                                .bind("id", id)
                                .mapTo(Integer.class)
                                .one());
    }

    private static int count(Handle handle) {
        return handle.createQuery("select count(*) from commerce.probe")
                .mapTo(Integer.class)
                .one();
    }

    private static List<String> codes(Database database) {
        return database.tx().read("codes", Probe::codes);
    }

    private static int others(Database database) {
        return database.tx()
                .read(
                        "others",
                        handle -> handle.createQuery("select sum(number) from commerce.other")
                                .mapTo(Integer.class)
                                .one());
    }
}
