package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

class TxTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void what_a_block_writes_is_there_afterwards(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            int written = database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));

            assertThat(written).isEqualTo(1);
            assertThat(stores(database)).containsExactly("mugs");
        }
    }

    @BothDatabases
    void a_batch_may_lack_values_in_its_first_row(DataSource dataSource) {
        Instant at = Instant.parse("2026-11-26T10:15:30Z");
        try (Database database = open(dataSource)) {
            List<Instant> written = database.tx().write("test", handle -> {
                handle.execute("create table commerce.batch_probe (at timestamp with time zone, number integer)");
                handle.prepareBatch("insert into commerce.batch_probe (at, number) values (:at, :number)")
                        .bind("at", (Object) null)
                        .bind("number", (Object) null)
                        .add()
                        .bind("at", at)
                        .bind("number", 7)
                        .add()
                        .execute();
                return handle.createQuery("select at from commerce.batch_probe where number = any(:numbers)")
                        .bindArray("numbers", Integer.class, 7)
                        .mapTo(Instant.class)
                        .list();
            });

            assertThat(written).containsExactly(at);
        }
    }

    @BothDatabases
    void a_block_that_throws_leaves_nothing(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        Probe.insert(handle, 1, "mugs");
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no");
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        Probe.insert(handle, 1, "mugs");
                        throw new NoClassDefFoundError("no");
                    }))
                    .isInstanceOf(NoClassDefFoundError.class);

            assertThat(stores(database)).isEmpty();
        }
    }

    @BothDatabases
    void reading_costs_no_transaction_unless_the_pool_has_begun_one(CountingDataSource counting) {
        try (Database database = open(counting)) {
            database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));
            assertThat(counting.during(() -> assertThat(stores(database)).containsExactly("mugs"))
                            .commits())
                    .isZero();
        }
        DataSource begun = proxy(DataSource.class, counting, (method, connection) -> {
            ((Connection) connection).setAutoCommit(false);
            return connection;
        });
        try (Database database = Database.open(TestSettings.on(begun), world)) {
            assertThat(counting.during(() -> assertThat(stores(database)).containsExactly("mugs"))
                            .commits())
                    .isEqualTo(1);
        }
    }

    @BothDatabases
    void a_block_that_says_it_only_reads_must_not_write(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            assertThatThrownBy(() -> database.tx().read("test", handle -> Probe.insert(handle, 1, "mugs")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("insert into commerce.probe");
            assertThat(stores(database)).isEmpty();
        }
    }

    @BothDatabases
    void a_conflict_is_tried_again_from_the_start(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            AtomicInteger tries = new AtomicInteger();

            database.tx().write("test", handle -> {
                Probe.insert(handle, 1, "mugs");
                if (tries.incrementAndGet() < 4) {
                    throw conflict("40001");
                }
                return true;
            });

            assertThat(tries).hasValue(4);
            assertThat(stores(database)).containsExactly("mugs");
        }
    }

    @BothDatabases
    void a_conflict_that_never_ends_is_given_up(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            AtomicInteger tries = new AtomicInteger();

            assertThatThrownBy(() -> database.tx().write("orders.cancel", handle -> {
                        tries.incrementAndGet();
                        throw conflict("40P01");
                    }))
                    .isInstanceOfSatisfying(CommerceException.class, it -> {
                        assertThat(it.code()).isEqualTo(ErrorCode.CONTENTION);
                        assertThat(it.retryable()).isTrue();
                    })
                    .hasMessageContaining("'orders.cancel' was tried 8 times");
            assertThat(tries).hasValue(8);
        }
    }

    @BothDatabases
    void a_connection_lost_in_the_commit_leaves_the_outcome_open_and_is_not_tried_again(DataSource dataSource) {
        AtomicBoolean cut = new AtomicBoolean();
        AtomicInteger tries = new AtomicInteger();
        try (Database database = open(cutting(dataSource, cut))) {
            cut.set(true);
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        tries.incrementAndGet();
                        return Probe.insert(handle, 1, "mugs");
                    }))
                    .isInstanceOfSatisfying(CommerceException.class, it -> {
                        assertThat(it.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
                        assertThat(it.retryable()).isTrue();
                    });
            cut.set(false);

            assertThat(tries).hasValue(1);
            assertThat(stores(database)).as("it had got through").containsExactly("mugs");
        }
    }

    /** Its connections commit, and then say that they were lost. */
    private static DataSource cutting(DataSource inner, AtomicBoolean cut) {
        return proxy(
                DataSource.class,
                inner,
                (method, result) -> proxy(Connection.class, (Connection) result, (called, nothing) -> {
                    if (called.equals("commit") && cut.get()) {
                        throw new SQLException("the line went dead", "08006");
                    }
                    return nothing;
                }));
    }

    private interface After {
        Object answer(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T inner, After after) {
        return type.cast(Proxy.newProxyInstance(
                TxTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.answer(method.getName(), method.invoke(inner, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @BothDatabases
    void an_answer_of_the_database_is_not_tried_again(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            AtomicInteger tries = new AtomicInteger();
            database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));

            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        tries.incrementAndGet();
                        return Probe.insert(handle, 1, "cups");
                    }))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.DATABASE))
                    .matches(SqlErrors::isDuplicate);
            assertThat(tries).hasValue(1);
        }
    }

    @BothDatabases
    void writers_that_lock_in_opposite_order_come_through_in_the_end(DataSource dataSource, Engine engine)
            throws Exception {
        try (Database database = open(dataSource)) {
            database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));
            database.tx().write("test", handle -> Probe.insert(handle, 2, "cups"));
            CyclicBarrier together = new CyclicBarrier(2);
            CountDownLatch done = new CountDownLatch(2);
            AtomicInteger failed = new AtomicInteger();

            for (int i = 0; i < 2; i++) {
                int first = i + 1; // a deadlock now and then where there is no gate
                new Thread(() -> {
                            try {
                                together.await();
                                for (int n = 0; n < 10; n++) {
                                    database.tx().write("test", handle -> lengthen(handle, first, 3 - first));
                                }
                            } catch (Exception e) {
                                failed.incrementAndGet();
                            } finally {
                                done.countDown();
                            }
                        })
                        .start();
            }

            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failed).as(engine.toString()).hasValue(0);
            long sum = database.tx()
                    .read(
                            "test",
                            handle -> handle.createQuery("select sum(id) from commerce.probe")
                                    .mapTo(Long.class)
                                    .one());
            assertThat(sum).isEqualTo(3 + 1000L * 2 * 10 * 2);
        }
    }

    @BothDatabases
    void a_transaction_inside_a_transaction_is_refused(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            Tx tx = database.tx();

            assertThatThrownBy(() -> tx.write("outer", handle -> tx.read("inner", Probe::codes)))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.code()).isEqualTo(ErrorCode.NESTED_TRANSACTION))
                    .hasMessageContaining("'inner' was started inside the transaction 'outer'");
            assertThat(tx.read("later", Probe::codes)).isEmpty();
        }
    }

    @BothDatabases
    void nothing_may_leave_the_process_while_a_transaction_is_open(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            database.tx().assertNone("the gateway");

            assertThatThrownBy(() -> database.tx().write("orders.place", handle -> {
                        database.tx().assertNone("the gateway");
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.code()).isEqualTo(ErrorCode.PLUGIN_CALL_IN_TRANSACTION))
                    .hasMessageContaining("orders.place");
        }
    }

    @BothDatabases
    void hooks_run_once_around_the_commit_that_happened(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            List<String> steps = new ArrayList<>();
            AtomicInteger tries = new AtomicInteger();

            database.tx().write("test", handle -> {
                TxHooks.of(handle).afterCommit(() -> steps.add("after " + stores(database)));
                TxHooks.of(handle).beforeCommit(connection -> {
                    steps.add("before");
                    TxHooks.of(handle).beforeCommit(more -> steps.add("before, added late"));
                });
                Probe.insert(handle, 1, "mugs");
                if (tries.incrementAndGet() == 1) {
                    throw conflict("40001");
                }
                return true;
            });

            assertThat(steps).containsExactly("before", "before, added late", "after [mugs]");
        }
    }

    @BothDatabases
    void a_hook_that_fails_after_the_commit_harms_nobody(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            List<String> steps = new ArrayList<>();

            database.tx().write("test", handle -> {
                TxHooks.of(handle).afterCommit(() -> {
                    throw new IllegalStateException("too late");
                });
                TxHooks.of(handle).afterCommit(() -> steps.add("second"));
                return Probe.insert(handle, 1, "mugs");
            });

            assertThat(steps).containsExactly("second");
            assertThat(stores(database)).containsExactly("mugs");
        }
    }

    @BothDatabases
    void every_connection_goes_back(CountingDataSource dataSource) {
        try (Database database = open(dataSource)) {
            database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));
            assertThatThrownBy(() -> database.tx().write("test", handle -> Probe.insert(handle, 1, "mugs")));
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                throw new StackOverflowError();
            }));

            assertThat(dataSource.openConnections()).isZero();
            int written = database.tx().write("test", handle -> Probe.insert(handle, 2, "cups"));
            assertThat(written).isEqualTo(1);
        }
    }

    @BothDatabases
    void the_values_of_a_failed_statement_are_not_told(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            assertThatThrownBy(() -> database.tx()
                            .write(
                                    "test",
                                    handle -> handle.createUpdate("insert into commerce.probe (id, code, nothing)"
                                                    + " values (1, :phone, 1)")
                                            .bind("phone", "+4915123456789")
                                            .execute()))
                    .hasStackTraceContaining("insert into commerce.probe")
                    .satisfies(it -> assertThat(chain(it)).noneMatch(message -> message.contains("4915123456789")));
        }
    }

    private static List<String> chain(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable it = failure; it != null; it = it.getCause()) {
            messages.add(String.valueOf(it.getMessage()));
        }
        return messages;
    }

    private Database open(DataSource dataSource) {
        Database database = Database.open(TestSettings.on(dataSource), world);
        Probe.prepare(database);
        return database;
    }

    private static RuntimeException conflict(String state) {
        return new UnableToExecuteStatementException(new SQLException("made for the test", state), null);
    }

    private static int lengthen(Handle handle, int first, int second) {
        return add(handle, first) + add(handle, second);
    }

    private static int add(Handle handle, int remainder) {
        return handle.createUpdate("update commerce.probe set id = id + 1000 where mod(id, 1000) = :id")
                .bind("id", remainder)
                .execute();
    }

    private static List<String> stores(Database database) {
        return database.tx().read("stores", Probe::codes);
    }
}
