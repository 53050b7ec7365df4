package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.StockRoom.BOWL;
import static io.tradewind.commerce.stock.StockRoom.MUG;
import static io.tradewind.commerce.stock.StockRoom.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.store.Scopes;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

class ReservationsTest {
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @BothDatabases
    void units_that_are_held_cannot_be_had_by_anybody_else(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            assertThat(room.hold(ada, wanted(MUG, 2))).isEqualTo(new HoldAnswer.Held());

            assertThat(room.hold(bob, wanted(MUG, 2)))
                    .isEqualTo(new HoldAnswer.Short(List.of(new Shortage(MUG, 2, 1))));
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 3, 2));
        }
    }

    @BothDatabases
    void a_hold_that_cannot_be_had_in_full_takes_nothing(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            room.stock.setPromise(BOWL, Kind.BACKORDER, 5);

            HoldAnswer answer =
                    room.hold(ada, wanted(MUG, 2), wanted(MUG, 2), wanted(BOWL, 1), wanted(BOWL, 2, Kind.BACKORDER));

            assertThat(answer)
                    .isEqualTo(new HoldAnswer.Short(List.of(new Shortage(BOWL, 1, 0), new Shortage(MUG, 4, 3))));
            assertThat(((HoldAnswer.Short) answer).refusal().message())
                    .isEqualTo("BOWL-1 is sold out; only 3 of MUG-WHITE are left, you want 4.");
            assertThat(room.free(MUG).onHandFree()).isEqualTo(3);
            assertThat(room.free(BOWL).backorderFree()).isEqualTo(5);
            assertThat(room.states(ada)).isEmpty();
        }
    }

    @BothDatabases
    void asking_for_the_same_again_keeps_the_hold_and_asking_for_more_replaces_it(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            Wanted two = wanted(MUG, 2);
            room.hold(ada, two).orThrow();
            room.hold(ada, two).orThrow();
            assertThat(room.states(ada)).isEqualTo(Map.of("HELD", 2L));

            room.hold(ada, new Wanted(two.lineId(), MUG, 3, Kind.ON_HAND)).orThrow();
            assertThat(room.states(ada)).isEqualTo(Map.of("HELD", 3L, "RELEASED", 2L));
            assertThat(room.free(MUG).onHandFree()).isZero();

            assertThat(room.hold(ada, new Wanted(two.lineId(), MUG, 4, Kind.ON_HAND)))
                    .isInstanceOf(HoldAnswer.Short.class);
            assertThat(room.states(ada)).isEqualTo(Map.of("HELD", 3L, "RELEASED", 2L));
            room.assertSound();
        }
    }

    @BothDatabases
    void counters_that_somebody_has_changed_by_hand_stop_what_relies_on_them(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            room.hold(ada, wanted(MUG, 2)).orThrow();
            changeReserved(room, 0);

            assertThatThrownBy(() -> room.release(ada))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVARIANT))
                    .hasMessageContaining("INV-STOCK-2");

            assertThat(room.states(ada)).isEqualTo(Map.of("HELD", 2L));
            changeReserved(room, 2);
        }
    }

    private static void changeReserved(StockRoom room, int units) {
        room.shop
                .tx()
                .write(
                        "test",
                        handle -> handle.execute(
                                "update commerce.stock set reserved = ? where store_id = ?",
                                units,
                                room.shop.store().id()));
    }

    @BothDatabases
    void a_hold_ends_by_itself_unless_it_is_prolonged(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            room.hold(ada, wanted(MUG, 2)).orThrow();
            room.hold(bob, wanted(MUG, 1)).orThrow();
            room.shop.tx().write("test", handle -> {
                room.reservations.prolong(
                        handle, room.shop.scope(), bob, room.soon().plus(Duration.ofHours(1)));
                return true;
            });

            room.shop.clock().pass(Duration.ofMinutes(16));
            room.shop.runJobs();

            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 2L));
            assertThat(room.states(bob)).isEqualTo(Map.of("HELD", 1L));
            assertThat(room.free(MUG).onHandFree()).isEqualTo(2);
        }
    }

    @BothDatabases
    void what_was_allocated_does_not_lapse_and_twice_is_once(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            room.hold(ada, wanted(MUG, 2)).orThrow();
            assertThat(room.allocate(ada)).isTrue();
            assertThat(room.allocate(ada)).isTrue();

            room.shop.clock().pass(Duration.ofDays(2));
            room.shop.runJobs();

            assertThat(room.states(ada)).isEqualTo(Map.of("ALLOCATED", 2L));
            assertThatThrownBy(() -> room.hold(ada, wanted(MUG, 1))).hasMessageContaining("has become an order");
        }
    }

    @BothDatabases
    void a_payment_that_succeeds_late_takes_its_units_again_while_there_are_any(DataSource database) {
        try (StockRoom room = room(database, 2)) {
            room.hold(ada, wanted(MUG, 2)).orThrow();
            room.shop.clock().pass(Duration.ofMinutes(16));
            room.shop.runJobs();

            assertThat(room.allocate(ada)).isTrue();

            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 2L, "ALLOCATED", 2L));
            assertThat(room.free(MUG).onHandFree()).isZero();
        }
    }

    @BothDatabases
    void a_payment_that_succeeds_too_late_keeps_nothing(DataSource database) {
        try (StockRoom room = room(database, 2)) {
            room.stock.setPromise(BOWL, Kind.PREORDER, 1);
            room.hold(ada, wanted(MUG, 2), wanted(BOWL, 1, Kind.PREORDER)).orThrow();
            room.shop.clock().pass(Duration.ofMinutes(16));
            room.shop.runJobs();
            room.hold(bob, wanted(MUG, 1)).orThrow();

            assertThat(room.allocate(ada)).isFalse();

            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 3L));
            assertThat(room.free(MUG).onHandFree()).isEqualTo(1);
            assertThat(room.free(BOWL).preorderFree()).isEqualTo(1);
        }
    }

    @BothDatabases
    void if_one_line_lapsed_and_is_gone_the_other_is_given_back(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            room.stock.receive(BOWL, 1, "opening");
            room.hold(ada, wanted(MUG, 1), wanted(BOWL, 1)).orThrow();
            room.lapse(ada, MUG);
            room.shop.runJobs();
            room.hold(bob, wanted(MUG, 1)).orThrow();
            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 1L, "HELD", 1L));

            assertThat(room.allocate(ada)).isFalse();

            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 1L, "RELEASED", 1L));
            assertThat(room.free(BOWL).onHandFree()).isEqualTo(1);
            room.release(bob);
            assertThat(room.allocate(ada)).as("it can be had again").isTrue();
            assertThat(room.free(BOWL).onHandFree()).isZero();
        }
    }

    @BothDatabases
    void a_lapsed_hold_that_was_replaced_is_not_taken_again(DataSource database) {
        try (StockRoom room = room(database, 5)) {
            room.hold(ada, wanted(MUG, 3)).orThrow();
            room.shop.clock().pass(Duration.ofMinutes(16));
            room.shop.runJobs();
            room.hold(ada, wanted(MUG, 1)).orThrow();

            assertThat(room.allocate(ada)).isTrue();

            assertThat(room.states(ada)).isEqualTo(Map.of("EXPIRED", 3L, "ALLOCATED", 1L));
        }
    }

    @BothDatabases
    void release_gives_everything_back_once(DataSource database) {
        try (StockRoom room = room(database, 3)) {
            room.hold(ada, wanted(MUG, 2)).orThrow();
            room.allocate(ada);

            room.release(ada);
            room.release(ada);

            assertThat(room.free(MUG).onHandFree()).isEqualTo(3);
            assertThat(room.states(ada)).isEqualTo(Map.of("RELEASED", 2L));
        }
    }

    @BothDatabases
    void a_part_of_a_line_can_be_released_and_the_rest_shipped_in_parts(DataSource database) {
        try (StockRoom room = room(database, 10)) {
            Wanted mugs = wanted(MUG, 5);
            Wanted more = wanted(MUG, 2);
            room.hold(ada, mugs, more).orThrow();
            room.allocate(ada);

            room.release(ada, mugs.lineId(), 1);
            room.ship(ada, Map.of(mugs.lineId(), 1, more.lineId(), 2), UUID.randomUUID());
            room.assertSound();
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 7, 3));
            room.ship(ada, Map.of(mugs.lineId(), 3), UUID.randomUUID());

            assertThat(room.states(ada)).isEqualTo(Map.of("RELEASED", 1L, "SHIPPED", 6L));
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 4, 0));
            assertThatThrownBy(() -> room.ship(ada, Map.of(mugs.lineId(), 1), UUID.randomUUID()))
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining("has 0 of 1 units reserved");
            assertThatThrownBy(() -> room.release(ada, UUID.randomUUID(), 1)).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void one_parcel_moves_an_article_out_once(DataSource database) {
        try (StockRoom room = room(database, 10)) {
            Wanted mugs = wanted(MUG, 4);
            UUID parcel = UUID.randomUUID();
            room.hold(ada, mugs).orThrow();
            room.allocate(ada);
            room.ship(ada, Map.of(mugs.lineId(), 1), parcel);

            assertThatThrownBy(() -> room.ship(ada, Map.of(mugs.lineId(), 1), parcel))
                    .matches(SqlErrors::isDuplicate);

            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 9, 3));
        }
    }

    @BothDatabases
    void returned_goods_are_put_back_once_and_only_sound_ones_can_be_sold(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            UUID sound = UUID.randomUUID();
            room.putBack(sound, MUG, 2, true);
            room.putBack(sound, MUG, 2, true);
            room.putBack(UUID.randomUUID(), MUG, 1, false);

            assertThat(room.stock.levels(List.of(MUG)))
                    .containsExactly(new StockLevel(MUG, "main", 3, 0), new StockLevel(MUG, "returns", 1, 0));
            assertThat(room.free(MUG).onHandFree()).isEqualTo(3);
            assertThat(room.stock.locations())
                    .containsExactly(new Location("main", true), new Location("returns", false));
        }
    }

    @BothDatabases
    void goods_in_the_place_for_returns_are_restocked_or_thrown_away_once(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            UUID line = UUID.randomUUID();
            room.putBack(line, MUG, 3, false);
            for (int i = 0; i < 2; i++) {
                room.shop.tx().write("test", handle -> {
                    room.reservations.restock(handle, room.shop.scope(), line, MUG, 2);
                    room.reservations.scrap(handle, room.shop.scope(), line, MUG, 1);
                    return true;
                });
            }

            assertThat(room.stock.levels(List.of(MUG)))
                    .containsExactly(new StockLevel(MUG, "main", 3, 0), new StockLevel(MUG, "returns", 0, 0));
            assertThatThrownBy(() -> room.shop.tx().write("test", handle -> {
                        room.reservations.scrap(handle, room.shop.scope(), UUID.randomUUID(), MUG, 1);
                        return true;
                    }))
                    .hasMessageContaining("MUG-WHITE at returns cannot change by -1");
        }
    }

    @BothDatabases
    void pre_orders_stop_at_the_cap_and_are_served_in_the_order_they_were_placed(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            room.stock.setPromise(BOWL, Kind.PREORDER, 5, Optional.of(TestShop.START.plus(Duration.ofDays(10))));
            room.hold(ada, wanted(BOWL, 2, Kind.PREORDER)).orThrow();
            assertThat(room.hold(bob, wanted(BOWL, 4, Kind.PREORDER)))
                    .isEqualTo(new HoldAnswer.Short(List.of(new Shortage(BOWL, 4, 3))));
            room.hold(bob, wanted(BOWL, 3, Kind.PREORDER)).orThrow();
            room.allocate(bob);
            room.shop.clock().pass(Duration.ofMinutes(1));
            room.allocate(ada);
            assertThat(room.states(ada)).isEqualTo(Map.of("AWAITING", 2L));

            room.stock.receive(BOWL, 4, "first delivery");
            room.shop.runJobs();
            assertThat(room.states(bob)).as("before the release date").isEqualTo(Map.of("AWAITING", 3L));

            room.shop.clock().pass(Duration.ofDays(10));
            room.shop.runJobs();
            assertThat(room.states(bob)).isEqualTo(Map.of("ALLOCATED", 3L));
            assertThat(room.states(ada)).isEqualTo(Map.of("ALLOCATED", 1L, "AWAITING", 1L));
            room.assertSound();

            room.stock.receive(BOWL, 4, "second delivery");
            assertThat(room.states(ada)).isEqualTo(Map.of("ALLOCATED", 2L));
            assertThat(room.free(BOWL)).isEqualTo(new Availability(3, 5, 0, 0));
        }
    }

    @BothDatabases
    void whoever_looks_after_orders_hears_which_ones_got_goods(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            List<UUID> told = new ArrayList<>();
            Arrivals arrivals = new Arrivals(
                    room.shop.part(ReservationStore.class),
                    room.shop.part(LevelStore.class),
                    room.shop.part(PromiseStore.class),
                    room.shop.part(Counters.class),
                    room.shop.part(Scopes.class),
                    room.shop.tx(),
                    room.shop.world(),
                    (scope, orders) -> {
                        room.shop.tx().assertNone("the listener");
                        told.addAll(orders);
                    });
            room.stock.setPromise(MUG, Kind.BACKORDER, 2);
            room.hold(ada, wanted(MUG, 1, Kind.BACKORDER)).orThrow();
            assertThat(arrivals.job().step().getAsInt()).isZero();
            room.allocate(ada);

            assertThat(arrivals.job().step().getAsInt()).isEqualTo(1);
            assertThat(told).containsExactly(ada);
        }
    }

    @BothDatabases
    void a_launch_quota_is_used_up_by_orders_and_freed_by_holds_that_end(DataSource database) {
        try (StockRoom room = room(database, 10)) {
            room.stock.setPromise(MUG, Kind.LAUNCH, 3);
            room.hold(ada, wanted(MUG, 2, Kind.LAUNCH)).orThrow();
            room.allocate(ada);
            assertThat(room.states(ada)).isEqualTo(Map.of("ALLOCATED", 2L));
            assertThat(room.free(MUG)).isEqualTo(new Availability(8, 0, 1, 0));

            room.hold(bob, wanted(MUG, 1, Kind.LAUNCH)).orThrow();
            assertThat(room.free(MUG).launchFree()).isZero();
            room.release(bob);

            assertThat(room.free(MUG).launchFree()).isEqualTo(1);
        }
    }

    @BothDatabases
    void an_order_that_waits_can_be_cancelled_and_frees_its_promise(DataSource database) {
        try (StockRoom room = room(database, 1)) {
            room.stock.setPromise(BOWL, Kind.BACKORDER, 2);
            room.hold(ada, wanted(BOWL, 2, Kind.BACKORDER)).orThrow();
            room.allocate(ada);

            room.release(ada);

            assertThat(room.free(BOWL).backorderFree()).isEqualTo(2);
            room.stock.receive(BOWL, 2, "late");
            assertThat(room.free(BOWL).onHandFree()).isEqualTo(2);
        }
    }

    @BothDatabases
    void statements_do_not_grow_with_lines(DataSource database) {
        CountingDataSource counting = new CountingDataSource(database);
        try (StockRoom room = room(counting, 100)) {
            Wanted[] many = new Wanted[12];
            for (int i = 0; i < many.length; i++) {
                many[i] = wanted(MUG, 1);
            }
            CountingDataSource.Counts hold =
                    counting.during(() -> room.hold(ada, many).orThrow());
            assertThat(hold.statements()).as(hold.toString()).isLessThanOrEqualTo(3);
            CountingDataSource.Counts allocate = counting.during(() -> room.allocate(ada));
            assertThat(allocate.statements()).as(allocate.toString()).isLessThanOrEqualTo(2);
            CountingDataSource.Counts release = counting.during(() -> room.release(ada));
            assertThat(release.statements()).as(release.toString()).isLessThanOrEqualTo(3);
            CountingDataSource.Counts free = counting.during(() -> room.free(MUG));
            assertThat(free.statements()).as(free.toString()).isEqualTo(1);
        }
    }

    private static StockRoom room(DataSource database, int mugs) {
        StockRoom room = new StockRoom(TestShop.on(database));
        room.stock.receive(MUG, mugs, "opening");
        return room;
    }
}
