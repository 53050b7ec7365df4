package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class SchemaTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases(empty = true)
    void opening_twice_migrates_once(TestDatabase test) throws SQLException {
        open(test, "commerce", Migrations.AUTO).close();
        int applied = history(test);
        open(test, "commerce", Migrations.AUTO).close();

        assertThat(history(test)).isEqualTo(applied).isGreaterThan(5);
    }

    @BothDatabases(fresh = true)
    void a_later_start_of_the_process_asks_once_whether_all_is_done(CountingDataSource data) {
        new Schema(data, "commerce").migrate();

        assertThat(data.during(() -> new Schema(data, "commerce").migrate()).statements())
                .isEqualTo(1);
    }

    @BothDatabases(fresh = true)
    void two_schemas_of_other_names_live_side_by_side(TestDatabase test) {
        try (Database one = open(test, "mugs", Migrations.AUTO);
                Database two = open(test, "cups_2", Migrations.AUTO)) {
            Probe.prepare(one);
            Probe.prepare(two);
            one.tx().write("test", handle -> Probe.insert(handle, 1, "mugs"));

            assertThat(one.tx().read("test", Probe::codes)).containsExactly("mugs");
            assertThat(two.tx().read("test", Probe::codes)).isEmpty();
        }
    }

    @BothDatabases(fresh = true)
    void every_table_index_and_constraint_begins_with_the_prefix(TestDatabase test) throws SQLException {
        // in a schema of our own the prefix is empty; the names must still be ours alone within a schema
        open(test, "commerce", Migrations.AUTO).close();
        List<String> constraints = new ArrayList<>();
        try (Connection connection = test.dataSource().getConnection();
                ResultSet row = connection.createStatement().executeQuery("""
                        select constraint_name from information_schema.table_constraints
                        where lower(table_schema) = 'commerce' and lower(table_name) <> 'commerce_schema_history'
                          and constraint_type in ('CHECK', 'UNIQUE', 'FOREIGN KEY', 'PRIMARY KEY')
                          and lower(constraint_name) not like '%not_null'
                        """)) {
            while (row.next()) {
                constraints.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        assertThat(constraints).isNotEmpty().allMatch(it -> it.matches("(pk|uq|fk|ck)_[a-z0-9_]+"));
    }

    @BothDatabases(fresh = true)
    void names_that_databases_fold_or_split_are_refused(TestDatabase test) {
        for (String name : List.of("Mugs", "my shop", "mugs;drop", "", "1st", "m".repeat(41))) {
            assertThatThrownBy(() -> open(test, name, Migrations.AUTO))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION));
        }
    }

    @BothDatabases(empty = true)
    void validate_refuses_a_missing_schema_and_writes_nothing(TestDatabase test) throws SQLException {
        assertThatThrownBy(() -> open(test, "commerce", Migrations.VALIDATE))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.MIGRATION_PENDING));
        assertThat(tables(test)).isEmpty();

        open(test, "commerce", Migrations.AUTO).close();
        open(test, "commerce", Migrations.VALIDATE).close();
    }

    @BothDatabases(fresh = true)
    void a_file_that_comes_late_is_run_wherever_its_number_stands(TestDatabase test) throws SQLException {
        open(test, "commerce", Migrations.AUTO).close();
        List<String> whole = tables(test);
        test.execute(
                "drop table commerce.settling",
                "delete from commerce.\"commerce_schema_history\" where \"script\" = 'V0756__settling.sql'");
        assertThatThrownBy(() -> open(test, "commerce", Migrations.VALIDATE))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.MIGRATION_PENDING));

        open(test, "commerce", Migrations.AUTO).close();
        open(test, "commerce", Migrations.VALIDATE).close();

        assertThat(tables(test)).containsExactlyInAnyOrderElementsOf(whole);
    }

    @BothDatabases(empty = true)
    void off_takes_the_schema_as_it_is(TestDatabase test) throws SQLException {
        open(test, "commerce", Migrations.OFF).close();

        assertThat(tables(test)).isEmpty();
    }

    @BothDatabases(fresh = true)
    void a_newer_schema_is_refused(TestDatabase test) throws SQLException {
        open(test, "commerce", Migrations.AUTO).close();
        test.execute(
                "update commerce.\"commerce_schema_history\" set \"version\" = '9999'"
                        + " where \"installed_rank\" = (select max(\"installed_rank\") from commerce.\"commerce_schema_history\")");

        for (Migrations mode : List.of(Migrations.AUTO, Migrations.VALIDATE)) {
            assertThatThrownBy(() -> open(test, "commerce", mode))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.SCHEMA_NEWER));
        }
    }

    @BothDatabases(empty = true)
    void a_schema_of_somebody_else_is_refused(TestDatabase test) {
        test.execute("create schema commerce", "create table commerce.theirs (id integer)");

        assertThatThrownBy(() -> open(test, "commerce", Migrations.AUTO))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.SCHEMA_FOREIGN))
                .hasMessageMatching("(?i).*'theirs'.*Fix:.*");
    }

    @BothDatabases(fresh = true)
    void tables_that_another_process_has_just_made_are_no_strangers(TestDatabase test) throws SQLException {
        open(test, "commerce", Migrations.AUTO).close();
        int files = history(test);
        test.execute("delete from commerce.\"commerce_schema_history\"");

        open(test, "commerce", Migrations.AUTO).close();

        assertThat(history(test)).isEqualTo(files);
    }

    @BothDatabases(fresh = true)
    void a_start_that_was_killed_at_any_file_is_finished_by_the_next(TestDatabase test, Engine engine)
            throws SQLException {
        open(test, "commerce", Migrations.AUTO).close();
        TreeSet<String> whole = new TreeSet<>(tables(test));
        int files = history(test);
        String rank = "(select max(\"installed_rank\") from commerce.\"commerce_schema_history\")";

        // Killed after the statements of the last file and before its history row: H2 has committed them.
        if (engine == Engine.H2) {
            test.execute("delete from commerce.\"commerce_schema_history\" where \"installed_rank\" = " + rank);
            open(test, "commerce", Migrations.AUTO).close();
            assertThat(history(test)).isEqualTo(files);
        }
        // Failed in the last file: its row says so.
        test.execute("update commerce.\"commerce_schema_history\" set \"success\" = false where \"installed_rank\" = "
                + rank);
        assertThatThrownBy(() -> open(test, "commerce", Migrations.VALIDATE))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.MIGRATION_PENDING));
        open(test, "commerce", Migrations.AUTO).close();

        assertThat(history(test)).isEqualTo(files);
        assertThat(new TreeSet<>(tables(test))).isEqualTo(whole);
    }

    @BothDatabases(empty = true)
    void processes_that_start_together_all_come_up(TestDatabase test) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(threads.submit(() -> {
                together.await();
                open(test, "commerce", Migrations.AUTO).close();
                return null;
            }));
        }
        for (Future<?> start : starts) {
            start.get(120, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(tables(test)).contains("history");
    }

    private Database open(TestDatabase test, String schema, Migrations migrations) {
        return Database.open(TestSettings.on(test.dataSource(), schema, migrations), world);
    }

    private static int history(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from commerce.\"commerce_schema_history\" where \"success\" = true"
                                        + " and \"version\" is not null")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> tables(TestDatabase test) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = test.dataSource().getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select lower(table_name) from information_schema.tables"
                                + " where lower(table_schema) = 'commerce'")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
