package io.tradewind.commerce.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.testdb.CountingDataSource.Counts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BothDatabasesTest {
    private static final Set<Engine> SEEN = EnumSet.noneOf(Engine.class);

    @AfterAll
    static void both_engines_have_run() {
        String only = System.getProperty("test.engine", "");
        assertThat(SEEN).hasSize(only.isEmpty() ? 2 : 1);
    }

    @BothDatabases
    void the_injected_data_source_leads_to_the_engine_of_the_run(DataSource dataSource, Engine engine)
            throws SQLException {
        SEEN.add(engine);
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            assertThat(product).isEqualToIgnoringCase(engine.name());
        }
    }

    @BothDatabases(fresh = true)
    void a_fresh_database_is_empty(TestDatabase database) throws SQLException {
        database.execute("create table only_here (id integer)");
        assertThat(count(database, "only_here")).isZero();
    }

    @BothDatabases(fresh = true)
    void another_fresh_database_is_empty_as_well(TestDatabase database) throws SQLException {
        database.execute("create table only_here (id integer)");
        assertThat(count(database, "only_here")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_copy_holds_what_its_template_holds_and_is_apart_from_other_copies(Engine engine) throws SQLException {
        try (TestDatabase one = copy(engine);
                TestDatabase two = copy(engine)) {
            one.execute("insert into shop.mugs values (2, 'blue')");
            assertThat(count(one, "shop.mugs")).isEqualTo(2);
            assertThat(count(two, "shop.mugs")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_copy_that_was_used_before_is_as_new_whatever_was_done_to_it(Engine engine) throws SQLException {
        for (String harm : List.of(
                "insert into shop.mugs values (2, 'blue')",
                "delete from shop.mugs",
                "update shop.mugs set colour = 'grey'",
                "create table shop.cups (id integer)",
                "create schema other",
                "alter table shop.mugs add handles integer",
                "alter table shop.mugs alter column colour drop not null",
                "drop table shop.mugs")) {
            try (TestDatabase used = copy(engine)) {
                used.execute(harm);
            }
            try (TestDatabase next = copy(engine)) {
                assertThat(count(next, "shop.mugs")).as(harm).isEqualTo(1);
                assertThat(count(next, "shop.mugs where colour = 'it''s; red'"))
                        .as(harm)
                        .isEqualTo(1);
                next.execute("create table shop.cups (id integer)", "create schema other");
                assertThatThrownBy(() -> next.execute("insert into shop.mugs values (3, null)"))
                        .as(harm)
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void a_copy_on_postgresql_is_handed_out_again_unless_its_tables_were_changed() {
        String first = usedFor("insert into shop.mugs values (2, 'blue')");
        String second = usedFor("create index by_colour on shop.mugs (colour)");
        String third = usedFor("select 1");
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(second);
    }

    private static String usedFor(String sql) {
        try (TestDatabase database = copy(Engine.POSTGRESQL, "one at a time")) {
            database.execute(sql);
            return database.url();
        }
    }

    private static TestDatabase copy(Engine engine) {
        return copy(engine, "mugs");
    }

    private static TestDatabase copy(Engine engine, String template) {
        return TestDatabases.copyOf(
                engine,
                template,
                it -> it.execute(
                        "create schema shop",
                        "create table shop.mugs (id integer primary key, colour varchar(10) not null)",
                        "insert into shop.mugs values (1, 'it''s; red')"));
    }

    @Test
    void an_h2_file_keeps_its_rows_after_closing(@TempDir Path folder) throws SQLException {
        try (TestDatabase first = TestDatabases.h2File(folder.resolve("shop"))) {
            first.execute("create table mugs (id integer)", "insert into mugs values (1)");
        }
        try (TestDatabase again = TestDatabases.h2File(folder.resolve("shop"))) {
            assertThat(count(again, "mugs")).isEqualTo(1);
        }
    }

    @BothDatabases(fresh = true)
    void statements_batches_and_commits_are_counted(CountingDataSource counting) throws SQLException {
        Counts used = counting.during(() -> {
            try (Connection connection = counting.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create table mugs (id integer)");
                    assertThat(statement.getConnection()).isEqualTo(connection);
                }
                try (PreparedStatement insert = connection.prepareStatement("insert into mugs values (?)")) {
                    for (int id = 0; id < 10; id++) {
                        insert.setInt(1, id);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into mugs values (1); insert into mugs values (1);\ndelete from mugs");
                }
                connection.commit();
            }
        });

        assertThat(used.sql())
                .containsExactly(
                        "create table mugs (id integer)",
                        "insert into mugs values (?)",
                        "insert into mugs values (1)",
                        "delete from mugs");
        assertThat(used.trips()).isEqualTo(4);
        assertThat(used.commits()).isEqualTo(1);
        assertThat(used).hasToString("""
                4 statements, 1 commits, 4 ways to the server:
                  create table mugs (id integer)
                  insert into mugs values (?)
                  insert into mugs values (1)
                  + delete from mugs
                  COMMIT""");
        assertThat(counting.openConnections()).isZero();
    }

    @BothDatabases
    void each_thread_has_its_own_count(CountingDataSource counting) throws Exception {
        counting.reset();
        Counts mine = counting.during(() -> {
            Thread other = new Thread(() -> select(counting));
            other.start();
            other.join();
            select(counting);
        });
        assertThat(mine.statements()).isEqualTo(1);
        assertThat(counting.total().statements()).isEqualTo(2);
    }

    @BothDatabases(fresh = true)
    void a_commit_belongs_to_what_its_own_thread_wrote(CountingDataSource counting) throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try (Connection mine = counting.getConnection();
                Connection other = counting.getConnection()) {
            execute(mine, "create table mugs (id integer)");
            mine.setAutoCommit(false);
            other.setAutoCommit(false);
            counting.reset();

            execute(mine, "insert into mugs values (1)");
            elsewhere
                    .submit(() -> execute(other, "insert into mugs values (2)"))
                    .get();
            mine.commit();
            elsewhere.submit(() -> commit(other)).get();
            execute(mine, "select 1");
            mine.commit();

            assertThat(counting.total().commits()).isEqualTo(3);
            assertThat(counting.total().writingCommits()).isEqualTo(2);
        } finally {
            elsewhere.shutdown();
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static boolean commit(Connection connection) throws SQLException {
        connection.commit();
        return true;
    }

    private static void select(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static int count(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
