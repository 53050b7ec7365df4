package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.StockRoom.BOWL;
import static io.tradewind.commerce.stock.StockRoom.MUG;
import static io.tradewind.commerce.stock.StockRoom.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

class StockRaceTest {
    @BothDatabases
    void of_400_buyers_exactly_100_get_the_100_units(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            room.stock.receive(MUG, 100, "opening");

            List<Boolean> got = Crowd.of(40).each(400, buyer -> {
                UUID checkout = UUID.randomUUID();
                return room.hold(checkout, wanted(MUG, 1)) instanceof HoldAnswer.Held && room.allocate(checkout);
            });

            assertThat(got).filteredOn(it -> it).hasSize(100);
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 100, 100));
        }
    }

    @BothDatabases
    void the_first_boxes_of_an_article_can_be_received_at_once(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            for (int round = 0; round < 5; round++) {
                Sku sku = Sku.of("NEW-" + round);
                room.sell(sku);
                Crowd.of(8).each(16, it -> room.stock.receive(sku, 1, "box " + it));

                assertThat(room.stock.level(sku).onHand()).isEqualTo(16);
            }
        }
    }

    @BothDatabases
    void orders_of_several_units_and_cancels_lose_no_unit(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            room.stock.receive(MUG, 40, "opening");
            room.stock.receive(BOWL, 40, "opening");

            List<Integer> kept = Crowd.of(20).each(120, buyer -> {
                UUID checkout = UUID.randomUUID();
                int units = 1 + buyer % 4;
                boolean mugFirst = buyer % 2 == 0;
                HoldAnswer answer =
                        room.hold(checkout, wanted(mugFirst ? MUG : BOWL, units), wanted(mugFirst ? BOWL : MUG, units));
                if (answer instanceof HoldAnswer.Short) {
                    return 0;
                }
                room.allocate(checkout);
                if (buyer % 3 == 0) {
                    room.release(checkout);
                    return 0;
                }
                return units;
            });

            int sold = kept.stream().mapToInt(Integer::intValue).sum();
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 40, sold));
            assertThat(room.stock.level(BOWL)).isEqualTo(new StockLevel(BOWL, "main", 40, sold));
            assertThat(sold).isPositive();
        }
    }

    @BothDatabases
    void a_hold_is_either_expired_or_allocated_never_both(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            int buyers = 30;
            room.stock.receive(MUG, buyers, "opening");
            List<UUID> checkouts = Crowd.of(1).each(buyers, it -> {
                UUID checkout = UUID.randomUUID();
                room.hold(checkout, wanted(MUG, 1)).orThrow();
                return checkout;
            });
            room.shop.clock().pass(Duration.ofMinutes(16));

            List<Boolean> placed = Crowd.of(16).each(buyers + 6, it -> {
                if (it >= buyers) {
                    room.shop.runJobs();
                    return false;
                }
                return room.allocate(checkouts.get(it));
            });

            assertThat(placed)
                    .filteredOn(it -> it)
                    .as("there is enough for all")
                    .hasSize(buyers);
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", buyers, buyers));
        }
    }

    @BothDatabases
    void goods_that_arrive_while_orders_are_cancelled_reach_everybody_else(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            int orders = 24;
            room.stock.setPromise(MUG, Kind.BACKORDER, orders);
            List<UUID> checkouts = Crowd.of(1).each(orders, it -> {
                UUID checkout = UUID.randomUUID();
                room.hold(checkout, wanted(MUG, 1, Kind.BACKORDER)).orThrow();
                room.allocate(checkout);
                return checkout;
            });

            Crowd.of(12).each(orders, it -> {
                if (it % 2 == 0) {
                    room.stock.receive(MUG, 1, "box " + it);
                } else {
                    room.release(checkouts.get(it));
                }
                return it;
            });
            room.shop.runJobs();

            for (int i = 0; i < orders; i++) {
                assertThat(room.states(checkouts.get(i)))
                        .isEqualTo(i % 2 == 0 ? Map.of("ALLOCATED", 1L) : Map.of("RELEASED", 1L));
            }
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", orders / 2, orders / 2));
        }
    }
}
