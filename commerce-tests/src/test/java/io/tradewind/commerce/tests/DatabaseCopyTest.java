package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A whole shop moves into the other kind of database, from H2 to PostgreSQL and back. */
class DatabaseCopyTest {
    private static final Set<String> MADE_BY_EACH_START =
            Set.of("commerce_schema_history", "scheduled_tasks", "transition");
    private static final String NOTES =
            "create table app.note (id integer primary key, text varchar(40), at timestamp(6) with time zone, about integer"
                    + " references app.note (id))";

    private static TestDatabase other(TestDatabase database) {
        return database.engine() == Engine.H2 ? TestDatabases.postgres() : TestDatabases.h2();
    }

    @BothDatabases(fresh = true)
    void a_shop_goes_on_in_the_other_database_where_it_stopped(TestDatabase here) throws SQLException {
        try (TestDatabase there = other(here);
                Mugs before = Mugs.on(here.dataSource())) {
            there.execute("create schema app", NOTES);
            here.execute("create schema app", NOTES);
            here.execute(
                    "insert into app.note values (1, 'Grüße', '2026-03-02 10:15:30.123456+01:00', null)",
                    "insert into app.note values (3, null, null, 1)",
                    "insert into app.note values (2, '', null, 3)");
            before.sell(Mugs.MUG, "EUR 12.50", 10);
            before.staff().catalog().category("cups", "Cups");
            before.staff().catalog().category("small-cups", "Small cups", Optional.of("cups"), 0);
            Shop ada = before.customer("ada");
            CartId cart = before.cart(ada, Mugs.MUG, 2);
            PlaceOrder facts = before.facts(ada, cart, "approve");
            String placed = ada.checkout().place(cart, facts, "web-1").orThrow().number();
            Copied copied = before.commerce.copyTo(there.dataSource(), "app");

            Map<String, List<String>> rows = rows(here);
            assertThat(rows(there)).isEqualTo(rows);
            assertThat(rows.get("app.note")).hasSize(3);
            assertThat(rows.get("commerce.order_line")).hasSize(1);
            assertThat(copied.tables()).isEqualTo(rows.size()).isGreaterThan(60);
            assertThat(copied.rows())
                    .isEqualTo(rows.values().stream().mapToLong(List::size).sum());

            try (Mugs after = before.again(there.dataSource())) {
                Shop again = after.customer("ada");
                after.clock.pass(Duration.ofMinutes(2)); // the limits of messages have moved along too
                assertThat(again.checkout()
                                .place(cart, facts, "web-1")
                                .orThrow()
                                .number())
                        .as("the same wish again")
                        .isEqualTo(placed);
                assertThat(after.buy(again, Mugs.MUG, 3, "approve", "web-2")
                                .orThrow()
                                .number())
                        .isNotEqualTo(placed);
                after.jobs();
                after.checkInvariants();
                assertThat(after.staff().stock().level(Mugs.MUG).reserved()).isEqualTo(5);
            }
        }
    }

    @BothDatabases(fresh = true)
    void nothing_is_copied_onto_what_is_there_or_into_what_is_not(TestDatabase here) throws SQLException {
        try (TestDatabase there = other(here);
                Mugs mugs = Mugs.on(here.dataSource())) {
            here.execute("create schema app", NOTES);
            assertThatThrownBy(() -> mugs.commerce.copyTo(there.dataSource(), "app"))
                    .hasMessageContaining("TW-4003")
                    .hasMessageContaining("app.note");
            assertThat(rows(there).values()).as("nothing was copied").allMatch(List::isEmpty);

            there.execute("create schema app", NOTES, "insert into app.note values (1, '', null, null)");
            assertThatThrownBy(() -> mugs.commerce.copyTo(there.dataSource(), "app"))
                    .hasMessageContaining("TW-2005")
                    .hasMessageContaining("app.note");
            there.execute("delete from app.note", "alter table app.note add constraint few check (id < 1)");
            here.execute("insert into app.note values (1, '', null, null)");
            assertThatThrownBy(() -> mugs.commerce.copyTo(there.dataSource(), "app"))
                    .hasMessageContaining("TW-2101");
            assertThat(rows(there).values()).as("nothing was copied").allMatch(List::isEmpty);

            mugs.commerce.copyTo(there.dataSource());
            assertThatThrownBy(() -> mugs.commerce.copyTo(there.dataSource())).hasMessageContaining("TW-2005");
            mugs.sell(Mugs.MUG, "EUR 12.50", 1); // the way is free again for those who write
        }
    }

    /** All rows that are data, as texts that are the same on both. */
    private static Map<String, List<String>> rows(TestDatabase database) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select lower(table_schema), lower(table_name)"
                    + " from information_schema.tables where lower(table_schema) in ('commerce', 'app')")) {
                while (rows.next()) {
                    if (!MADE_BY_EACH_START.contains(rows.getString(2))) {
                        tables.add(rows.getString(1) + "." + rows.getString(2));
                    }
                }
            }
            for (String table : tables) {
                List<String> texts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        texts.add(text(rows));
                    }
                }
                texts.sort(null);
                all.put(table, texts);
            }
        }
        return all;
    }

    private static String text(ResultSet rows) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            if (value instanceof Timestamp || value instanceof OffsetDateTime) {
                value = rows.getObject(i, OffsetDateTime.class).toInstant();
            } else if (value instanceof byte[] bytes) {
                value = HexFormat.of().formatHex(bytes);
            }
            values.put(rows.getMetaData().getColumnName(i).toLowerCase(), String.valueOf(value));
        }
        return values.toString();
    }
}
