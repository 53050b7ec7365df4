package io.tradewind.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

class OrderFindingTest {
    private static final Address LINZ = new Address("Björk 100% _Öhr_", List.of("Graben 1"), "Linz", "", "10115", "DE");

    private static List<String> numbers(Workshop workshop, OrderQuery query) {
        return workshop.staff().orders().list(query).orders().stream()
                .map(OrderSummary::number)
                .toList();
    }

    @BothDatabases
    void staff_find_orders_by_words_holds_and_promises(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(dataSource)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 20);
            Order first = workshop.buy(1, mug);
            workshop.shop.clock().pass(Duration.ofDays(1));
            Order second = workshop.place(workshop.cart(1, mug), "card", "Bjork@Example.org", LINZ);
            OrderQuery all = OrderQuery.newest();

            assertThat(numbers(workshop, all)).containsExactly(second.number(), first.number());
            assertThat(numbers(workshop, all.matching("björk"))).containsExactly(second.number());
            assertThat(numbers(workshop, all.matching("bjork@"))).containsExactly(second.number());
            assertThat(numbers(workshop, all.matching("100% _"))).containsExactly(second.number());
            assertThat(numbers(workshop, all.matching("%"))).as("no wildcard").containsExactly(second.number());
            assertThat(numbers(workshop, all.matching(first.number().toLowerCase(Locale.ROOT))))
                    .containsExactly(first.number());
            assertThat(numbers(workshop, all.matching("nobody of that name"))).isEmpty();
            assertThat(numbers(workshop, all.placedFrom(second.placedAt()))).containsExactly(second.number());
            assertThat(numbers(workshop, all.promisedBefore(second.promise().latest())))
                    .containsExactly(first.number());

            assertThat(numbers(workshop, all.onHold())).isEmpty();
            workshop.staff().orders().hold(first.id(), HoldKind.STAFF, "wait");
            assertThat(numbers(workshop, all.onHold())).containsExactly(first.number());
            workshop.staff().orders().lift(first.id(), HoldKind.STAFF);
            assertThat(numbers(workshop, all.onHold())).isEmpty();
            assertThat(numbers(workshop, all.inTwentyFourHours())).isEmpty();
            assertThatThrownBy(() -> all.matching(" ")).hasMessageContaining("1 to 100");
        }
    }

    @BothDatabases
    void a_note_stands_in_the_timeline_for_staff_in_every_state(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(dataSource)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 5));
            Orders packer =
                    workshop.shop.shop(Actor.staff("tomas", Role.PACKER)).orders();
            packer.note(order.id(), " Rings twice. ");
            workshop.staff().orders().cancel(order.id(), "changed mind");
            packer.note(order.id(), "Was cancelled after the call.");
            assertThat(workshop.staff().orders().timeline(order.id()))
                    .filteredOn(it -> it.actor().equals("staff:tomas"))
                    .extracting(it -> it.note())
                    .containsExactly("Rings twice.", "Was cancelled after the call.");
            assertThatThrownBy(() -> packer.note(order.id(), "")).hasMessageContaining("1 to 400");
            assertThatThrownBy(() -> workshop.buyer().orders().note(order.id(), "hello"))
                    .hasMessageContaining("No such operation");
        }
    }

    @BothDatabases(fresh = true)
    void sales_are_summed_by_stretches_of_time_without_what_was_cancelled(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(dataSource)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 20);
            Instant start = workshop.shop.clock().instant();
            Order first = workshop.buy(1, mug);
            workshop.buy(2, mug);
            workshop.shop.clock().pass(Duration.ofHours(2));
            Order gone = workshop.buy(3, mug);
            workshop.staff().orders().cancel(gone.id(), "changed mind");
            Order third = workshop.buy(1, mug);
            Orders orders = workshop.staff().orders();

            List<Sales> hours = orders.sales(start, start.plus(Duration.ofHours(3)), Duration.ofHours(1));
            assertThat(hours).extracting(Sales::orders).containsExactly(2, 0, 1);
            assertThat(hours.get(2).total()).isEqualTo(third.total());
            assertThat(hours.get(0).total().isGreaterThan(first.total())).isTrue();
            assertThat(orders.origins(start, start.plus(Duration.ofHours(3))))
                    .containsExactly(new Origin(Optional.empty(), Optional.empty(), 3));
            assertThat(orders.sales(start.minusSeconds(9), start, Duration.ofHours(1)))
                    .extracting(Sales::orders)
                    .containsExactly(0);
            assertThatThrownBy(() -> orders.sales(start, start, Duration.ofHours(1)))
                    .hasMessageContaining("stretches");
            assertThatThrownBy(() -> workshop.buyer().orders().sales(start, start.plusSeconds(1), Duration.ofHours(1)))
                    .hasMessageContaining("No such operation");
        }
    }

    @BothDatabases(fresh = true)
    void promises_count_as_kept_only_where_all_goods_arrived_by_then(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(dataSource)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 20);
            Order kept = workshop.buy(1, mug);
            Order late = workshop.buy(1, mug);
            workshop.buy(1, mug); // never sent
            workshop.staff().orders().cancel(workshop.buy(1, mug).id(), "changed mind");
            workshop.deliver(kept);
            Parcel parcel = workshop.send(late);
            Instant end = kept.promise().latest().plus(Duration.ofHours(2));
            workshop.shop.clock().pass(Duration.between(workshop.shop.clock().instant(), end));
            workshop.bench().markDelivered(parcel.id(), "customer called").orThrow();
            Orders orders = workshop.staff().orders();

            assertThat(orders.promised(end.minus(Duration.ofDays(2)), end, Duration.ofDays(1)))
                    .extracting(Promised::orders, Promised::kept)
                    .containsExactly(tuple(0, 0), tuple(3, 1));
            assertThatThrownBy(() -> workshop.buyer().orders().promised(end.minusSeconds(1), end, Duration.ofHours(1)))
                    .hasMessageContaining("No such operation");
            assertThatThrownBy(() -> workshop.buyer().orders().origins(end.minusSeconds(1), end))
                    .hasMessageContaining("No such operation");
        }
    }
}
