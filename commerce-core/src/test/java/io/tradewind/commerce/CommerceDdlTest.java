package io.tradewind.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.database.Dialect;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommerceDdlTest {
    private static final String SCHEMA = "wares_2";
    private static final Sku MUG = Sku.of("MUG");

    @BothDatabases(fresh = true)
    void a_schema_made_by_the_printed_statements_is_taken_in_every_mode(TestDatabase test, Engine engine) {
        test.execute(ddl(engine));

        for (Migrations mode : Migrations.values()) {
            try (Commerce commerce = start(test.dataSource(), mode)) {
                assertThat(commerce.stores()).hasSize(1);
            }
        }
        try (Commerce commerce = start(test.dataSource(), Migrations.OFF)) {
            firstCalls(commerce);
        }
    }

    @BothDatabases(fresh = true)
    void the_printed_statements_make_what_the_migrations_make(TestDatabase test, Engine engine) throws SQLException {
        test.execute(ddl(engine));
        Set<String> printed = objects(test);
        try (TestDatabase migrated = TestDatabases.open(engine)) {
            start(migrated.dataSource(), Migrations.AUTO).close();
            assertThat(printed).hasSizeGreaterThan(500).isEqualTo(objects(migrated));
        }
    }

    @BothDatabases(fresh = true)
    void an_older_schema_is_brought_up_by_the_same_statements(TestDatabase test, Engine engine) throws SQLException {
        start(test.dataSource(), Migrations.AUTO).close();
        Set<String> whole = objects(test);
        test.execute(
                "drop table wares_2.settling",
                "delete from wares_2.\"commerce_schema_history\" where \"script\" = 'V0756__settling.sql'");
        assertThatThrownBy(() -> start(test.dataSource(), Migrations.VALIDATE))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.MIGRATION_PENDING));

        test.execute(ddl(engine), ddl(engine));

        start(test.dataSource(), Migrations.VALIDATE).close();
        assertThat(objects(test)).isEqualTo(whole);
    }

    @Test
    void on_postgresql_the_application_needs_no_right_to_create_anything() {
        try (TestDatabase test = TestDatabases.postgres();
                HikariDataSource clerk = new HikariDataSource()) {
            test.execute(
                    Commerce.ddl(Dialect.POSTGRESQL, SCHEMA),
                    "create role clerk_of_" + SCHEMA + " login password 'for tests'",
                    "grant usage on schema wares_2 to clerk_of_wares_2",
                    "grant select, insert, update, delete on all tables in schema wares_2 to clerk_of_wares_2");
            clerk.setJdbcUrl(test.url());
            clerk.setUsername("clerk_of_wares_2");
            clerk.setPassword("for tests");
            try (Commerce commerce = start(clerk, Migrations.VALIDATE)) {
                firstCalls(commerce);
            } finally {
                clerk.close();
                test.execute("drop owned by clerk_of_wares_2", "drop role clerk_of_wares_2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_name_that_databases_fold_or_split_is_refused(Dialect dialect) {
        assertThatThrownBy(() -> Commerce.ddl(dialect, "mugs; drop"))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION))
                .hasMessageContaining("mugs; drop");
    }

    private static String ddl(Engine engine) {
        return Commerce.ddl(Dialect.valueOf(engine.name()), SCHEMA);
    }

    private static Commerce start(DataSource dataSource, Migrations mode) {
        return Commerce.builder()
                .dataSource(dataSource)
                .schema(SCHEMA)
                .migrations(mode)
                .jobs(JobMode.MANUAL)
                .store("mugs", store -> store.currency("EUR"))
                .start();
    }

    private static void firstCalls(Commerce commerce) {
        Shop staff = commerce.shop("mugs", Actor.staff("mia", Role.ADMIN));
        staff.catalog().publish(NewProduct.named("White mug").variant(MUG, Money.parse("EUR 12.50")));
        staff.stock().receive(MUG, 10, "delivery note 17");
        Shop ada = commerce.shop("mugs", Actor.guest("cookie-7f3a"));
        CartId cart = ada.carts().open().id();

        assertThat(ada.carts().add(cart, MUG, 2).orThrow().totals().total()).isEqualTo(Money.parse("EUR 25.00"));
        commerce.jobs().runDue();
    }

    /** Columns with their types, constraints and indexes of the schema. */
    private static Set<String> objects(TestDatabase test) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = test.dataSource().getConnection()) {
            String schema = connection.getMetaData().storesUpperCaseIdentifiers() ? SCHEMA.toUpperCase() : SCHEMA;
            try (ResultSet row = connection.getMetaData().getColumns(null, schema, "%", "%")) {
                while (row.next()) {
                    found.add("column " + row.getString("TABLE_NAME") + "." + row.getString("COLUMN_NAME") + " "
                            + row.getString("TYPE_NAME") + "(" + row.getInt("COLUMN_SIZE") + ") "
                            + row.getString("IS_NULLABLE"));
                }
            }
            collect(connection, found, """
                    select constraint_name || ' on ' || table_name from information_schema.table_constraints
                    where lower(table_schema) = 'wares_2' and lower(constraint_name) not like '%not_null'
                    """);
            collect(
                    connection,
                    found,
                    test.engine() == Engine.H2
                            ? "select index_name || ' on ' || table_name from information_schema.indexes"
                                    + " where lower(table_schema) = 'wares_2' and not is_generated"
                            : "select indexdef from pg_indexes where schemaname = 'wares_2'");
        }
        // Flyway looks for rows that failed by an index of its own; who prints has none.
        found.removeIf(it -> it.contains("commerce_schema_history"));
        return found;
    }

    private static void collect(Connection connection, Set<String> found, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
    }
}
