package io.tradewind.commerce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.OrderCompleted;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.CountingDataSource.Counts;
import io.tradewind.commerce.testing.TestShop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final UUID ORDER = UUID.fromString("019bc000-0000-7000-8000-000000000001");

    @BothDatabases
    void a_timeline_tells_who_moved_what_in_order(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            UUID payment = shop.world().id();
            record(
                    shop,
                    Change.of("checkout", ORDER, 1, "", "OPEN", ORDER, null),
                    Change.of("payment-operation", payment, 1, "", "PREPARED", ORDER, null)
                            .noting("card"));
            shop.clock().pass(Duration.ofSeconds(1));
            record(shop, Change.of("order", ORDER, 1, "", "PLACED", ORDER, null));
            record(shop, Change.of("order", payment, 1, "", "PLACED", payment, null)); // somebody else's

            List<Entry> lines =
                    shop.tx().read("test", handle -> shop.part(Outbox.class).timeline(handle, shop.scope(), ORDER));

            assertThat(lines)
                    .containsExactly(
                            new Entry(TestShop.START, "checkout", ORDER, "", "OPEN", "system:test", ""),
                            new Entry(
                                    TestShop.START,
                                    "payment-operation",
                                    payment,
                                    "",
                                    "PREPARED",
                                    "system:test",
                                    "card"),
                            new Entry(TestShop.START.plusSeconds(1), "order", ORDER, "", "PLACED", "system:test", ""));
        }
    }

    @BothDatabases
    void any_number_of_moves_takes_two_statements(CountingDataSource database) {
        try (TestShop shop = TestShop.on(database, hearing("any", CommerceEvent.class, it -> {}))) {
            List<Change> ten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ten.add(Change.of("order", shop.world().id(), 1, "", "PLACED", ORDER, null));
            }

            Counts used = database.during(() -> record(shop, ten.toArray(Change[]::new)));

            assertThat(used.statements()).as(used.toString()).isEqualTo(2);
        }
    }

    @BothDatabases
    void a_move_is_written_once(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            Change placed = Change.of("order", ORDER, 1, "", "PLACED", ORDER, null);
            record(shop, placed);

            assertThatThrownBy(() -> record(shop, placed)).matches(SqlErrors::isDuplicate);
        }
    }

    @BothDatabases
    void a_listener_before_the_commit_reads_and_writes_with_it(DataSource database) {
        List<Integer> seen = new ArrayList<>();
        Consumer<Commerce.Builder> counting =
                builder -> builder.onCommit(OrderPlaced.class, "count", (event, connection) -> {
                    try (var query =
                            connection.prepareStatement("select count(*) from commerce.history where subject_id = ?")) {
                        query.setObject(1, event.orderId());
                        ResultSet row = query.executeQuery();
                        row.next();
                        seen.add(row.getInt(1));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
        try (TestShop shop = TestShop.on(database, counting)) {
            record(shop, placed(shop, shop.world().id()));

            assertThat(seen).containsExactly(1);
        }
    }

    @BothDatabases
    void a_listener_before_the_commit_that_throws_undoes_the_move(DataSource database) {
        List<CommerceEvent> heard = new ArrayList<>();
        UUID order = UUID.fromString("019bc000-0000-7000-8000-000000000002");
        try (TestShop shop = TestShop.on(
                database,
                builder -> builder.onCommit(OrderPlaced.class, "no", (event, connection) -> {
                            throw new IllegalStateException("the warehouse is on fire");
                        })
                        .on(OrderPlaced.class, Timing.AFTER_COMMIT, "after", heard::add)
                        .on(OrderPlaced.class, Timing.DURABLE, "undone", heard::add))) {
            assertThatThrownBy(() -> record(shop, placed(shop, order))).hasMessage("the warehouse is on fire");

            shop.runJobs();
            assertThat(heard).isEmpty();
            assertThat(timeline(shop, order)).isEmpty();
        }
    }

    @BothDatabases
    void a_listener_after_the_commit_hears_of_its_type_only_and_cannot_undo_the_move(DataSource database) {
        List<CommerceEvent> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(
                database,
                builder -> builder.on(OrderPlaced.class, Timing.AFTER_COMMIT, "one", it -> {
                            throw new IllegalStateException("too late");
                        })
                        .on(OrderPlaced.class, Timing.AFTER_COMMIT, "two", heard::add)
                        .on(OrderCompleted.class, Timing.AFTER_COMMIT, "three", heard::add))) {
            UUID order = shop.world().id();
            shop.tx().write("test", handle -> {
                shop.part(Outbox.class).record(handle, shop.scope(), List.of(placed(shop, order)));
                assertThat(heard).as("before the commit").isEmpty();
                return true;
            });

            assertThat(heard).hasSize(1);
            assertThat(timeline(shop, order)).hasSize(1);
        }
    }

    @Test
    void what_another_event_of_the_same_moment_says_is_heard_once() {
        Subscription<OrderCompleted> ear = new Subscription<>(
                OrderCompleted.class,
                Timing.AFTER_COMMIT,
                "ear",
                event -> true,
                (event, other) ->
                        other instanceof OrderPlaced placed && placed.orderId().equals(event.orderId()),
                (event, none) -> {});
        OrderCompleted completed = new OrderCompleted("shop", ORDER, "TW-1", TestShop.START, "system:test");

        assertThat(ear.wants(completed, List.of(completed))).isTrue();
        assertThat(ear.wants(completed, List.of(placed(new UUID(0, 1)), completed)))
                .as("of another order")
                .isTrue();
        assertThat(ear.wants(completed, List.of(placed(ORDER), completed))).isFalse();
        assertThat(ear.wants(placed(ORDER), List.of())).as("of another type").isFalse();
    }

    private static OrderPlaced placed(UUID order) {
        return new OrderPlaced("shop", order, "TW-1", Money.parse("EUR 1"), TestShop.START, "system:test");
    }

    @BothDatabases
    void a_durable_listener_gets_the_event_as_it_was(DataSource database) {
        List<CommerceEvent> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(database, hearing("as-it-was", CommerceEvent.class, heard::add))) {
            Change placed = placed(shop, shop.world().id());
            UUID parcel = shop.world().id();
            record(shop, placed, Change.of("parcel", parcel, 1, "", "PLANNED", ORDER, null));
            assertThat(heard).isEmpty();

            shop.runJobs();

            assertThat(heard)
                    .containsExactly(
                            placed.event(),
                            new SubjectMoved(
                                    shop.store().code(),
                                    "parcel",
                                    parcel,
                                    "",
                                    "PLANNED",
                                    TestShop.START,
                                    "system:test"));
            assertThat(shop.runJobs()).as("delivered twice").isZero();
        }
    }

    @BothDatabases
    void a_new_durable_listener_starts_at_now(DataSource database) {
        List<CommerceEvent> heard = new ArrayList<>();
        String store;
        try (TestShop before = TestShop.on(database)) {
            store = before.store().code();
            record(before, placed(before, before.world().id()));
        }
        try (TestShop shop = TestShop.on(database, hearing("new-" + store, CommerceEvent.class, heard::add))) {
            shop.runJobs();

            assertThat(heard).isEmpty();
        }
    }

    @BothDatabases
    void two_durable_listeners_of_one_name_are_refused(DataSource database) {
        assertThatThrownBy(() -> TestShop.on(
                        database,
                        builder -> builder.on(OrderPlaced.class, Timing.DURABLE, "same", it -> {})
                                .on(OrderCompleted.class, Timing.DURABLE, "same", it -> {})))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("Two durable listeners are named 'same'");
    }

    static Consumer<Commerce.Builder> hearing(
            String name, Class<? extends CommerceEvent> type, Consumer<CommerceEvent> listener) {
        return builder -> builder.on(type, Timing.DURABLE, name, listener::accept);
    }

    static Change placed(TestShop shop, UUID order) {
        OrderPlaced event = new OrderPlaced(
                shop.store().code(),
                order,
                "R-1",
                Money.parse("EUR 12.50"),
                shop.clock().instant(),
                "guest");
        return Change.of("order", order, 1, "", "PLACED", order, event);
    }

    static void record(TestShop shop, Change... changes) {
        shop.tx().write("test", handle -> {
            shop.part(Outbox.class).record(handle, shop.scope(), List.of(changes));
            return true;
        });
    }

    private static List<Entry> timeline(TestShop shop, UUID root) {
        return shop.tx().read("test", handle -> shop.part(Outbox.class).timeline(handle, shop.scope(), root));
    }
}
