package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.StockRoom.BOWL;
import static io.tradewind.commerce.stock.StockRoom.MUG;
import static io.tradewind.commerce.stock.StockRoom.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;

class StockTest {
    @BothDatabases
    void the_level_is_the_sum_of_its_movements(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            room.stock.receive(MUG, 10, "delivery note 17");
            room.stock.adjust(MUG, -2, "broken").orThrow();
            assertThat(room.stock.count(MUG, 9, "stock-take").orThrow()).isEqualTo(new StockLevel(MUG, "main", 9, 0));

            assertThat(room.stock.movements(MUG, Optional.empty()).movements())
                    .extracting(Movement::kind, Movement::quantity, Movement::reason, Movement::actor)
                    .containsExactly(
                            Tuple.tuple(MovementKind.ADJUST, 1, "stock-take", "staff:mia"),
                            Tuple.tuple(MovementKind.ADJUST, -2, "broken", "staff:mia"),
                            Tuple.tuple(MovementKind.RECEIPT, 10, "delivery note 17", "staff:mia"));
        }
    }

    @BothDatabases
    void goods_of_no_article_are_refused_by_name_and_open_no_level(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            Sku typo = Sku.of("MUG-WHTIE");
            assertThatThrownBy(() -> room.stock.receive(typo, 5, "delivery note 17"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
                    .hasMessageContaining("sku is 'MUG-WHTIE': no article of this store has it");
            assertThatThrownBy(() -> room.stock.count(typo, 5, "stock-take")).hasMessageContaining("MUG-WHTIE");

            assertThat(room.stock.levels(List.of(typo))).isEmpty();
            assertThat(room.stock.movements(typo, Optional.empty()).movements()).isEmpty();
        }
    }

    @BothDatabases
    void movements_come_in_pages_without_gaps(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            for (int i = 1; i <= 60; i++) {
                room.stock.receive(MUG, i, "note " + i);
            }
            Movements first = room.stock.movements(MUG, Optional.empty());
            room.stock.receive(MUG, 1, "meanwhile");
            Movements second = room.stock.movements(MUG, first.next());

            assertThat(first.movements()).hasSize(50);
            assertThat(second.movements()).hasSize(10);
            assertThat(second.next()).isEmpty();
            assertThat(second.movements().get(9).reason()).isEqualTo("note 1");
        }
    }

    @BothDatabases
    void a_correction_below_what_is_reserved_names_the_orders_at_stake(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            UUID ada = UUID.randomUUID();
            room.stock.receive(MUG, 3, "opening");
            room.hold(ada, wanted(MUG, 2)).orThrow();
            room.allocate(ada);

            AdjustAnswer answer = room.stock.adjust(MUG, -2, "broken");

            assertThat(answer).isEqualTo(new AdjustAnswer.Short(new StockLevel(MUG, "main", 3, 2), List.of(ada)));
            assertThatThrownBy(answer::orThrow).hasMessageContaining(ada.toString());
            assertThat(room.stock.level(MUG).onHand()).isEqualTo(3);
            assertThat(room.stock.adjust(BOWL, -1, "never there")).isInstanceOf(AdjustAnswer.Short.class);
        }
    }

    @BothDatabases
    void the_scarcest_articles_come_first_and_plenty_is_left_out(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            room.stock.receive(MUG, 3, "opening");
            room.hold(UUID.randomUUID(), wanted(MUG, 2)).orThrow();
            room.stock.receive(BOWL, 5, "opening");

            assertThat(room.stock.scarce(4, 10)).containsExactly(new StockLevel(MUG, "main", 3, 2));
            assertThat(room.stock.scarce(5, 10)).extracting(StockLevel::sku).containsExactly(MUG, BOWL);
            assertThat(room.stock.scarce(5, 1)).extracting(StockLevel::sku).containsExactly(MUG);
            Catalog catalog = room.shop.staff().catalog();
            catalog.delete(catalog.find(BOWL).orElseThrow().id());
            assertThat(room.stock.scarce(5, 10))
                    .as("what is not sold any more is not scarce")
                    .extracting(StockLevel::sku)
                    .containsExactly(MUG);
            assertThatThrownBy(() -> room.shop.guest().stock().scarce(5, 1)).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void shoppers_hear_the_number_only_when_it_is_nearly_gone(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            Stock asGuest = room.shop.guest().stock();
            assertThat(asGuest.line(MUG).status()).isEqualTo(StockLine.Status.SOLD_OUT);
            room.stock.receive(MUG, 6, "opening");
            assertThat(asGuest.line(MUG))
                    .isEqualTo(new StockLine(MUG, StockLine.Status.IN_STOCK, OptionalInt.empty(), Optional.empty()));
            room.stock.adjust(MUG, -1, "broken").orThrow();
            assertThat(asGuest.line(MUG))
                    .isEqualTo(new StockLine(MUG, StockLine.Status.LOW, OptionalInt.of(5), Optional.empty()));

            room.stock.setPromise(BOWL, Kind.PREORDER, 2, Optional.of(TestShop.START.plus(Duration.ofDays(3))));
            assertThat(asGuest.lines(List.of(BOWL, MUG)).get(BOWL))
                    .isEqualTo(new StockLine(
                            BOWL,
                            StockLine.Status.PREORDER,
                            OptionalInt.empty(),
                            Optional.of(TestShop.START.plus(Duration.ofDays(3)))));
            room.stock.setPromise(BOWL, Kind.PREORDER, 0);
            assertThat(asGuest.line(BOWL).orderable()).isFalse();
        }
    }

    @BothDatabases
    void a_cap_is_never_set_below_what_is_promised(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            room.stock.setPromise(MUG, Kind.PREORDER, 4);
            room.hold(UUID.randomUUID(), wanted(MUG, 3, Kind.PREORDER)).orThrow();

            room.stock.setPromise(MUG, Kind.PREORDER, 0);

            assertThat(room.free(MUG).preorderFree()).isZero();
        }
    }

    @BothDatabases
    void the_stock_room_is_for_staff_with_the_key(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            assertThatThrownBy(() -> room.shop.guest().stock().receive(MUG, 1, "mine"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
            Stock support = room.shop.shop(Actor.staff("tom", Role.SUPPORT)).stock();
            assertThatThrownBy(() -> support.adjust(MUG, 1, "found"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.FORBIDDEN));
            assertThatThrownBy(() -> support.level(MUG)).isInstanceOf(CommerceException.class);
            assertThat(room.stock.level(MUG)).isEqualTo(new StockLevel(MUG, "main", 0, 0));
        }
    }

    @BothDatabases
    void wrong_numbers_and_missing_reasons_are_refused_by_name(DataSource database) {
        try (StockRoom room = new StockRoom(TestShop.on(database))) {
            assertThatThrownBy(() -> room.stock.receive(MUG, 0, "x")).hasMessageContaining("quantity is '0'");
            assertThatThrownBy(() -> room.stock.receive(MUG, 1_000_001, "x")).hasMessageContaining("1000001");
            assertThatThrownBy(() -> room.stock.adjust(MUG, Integer.MIN_VALUE, "x"))
                    .hasMessageContaining("change");
            assertThatThrownBy(() -> room.stock.receive(MUG, 1, " ")).hasMessageContaining("reason");
            assertThatThrownBy(() -> room.stock.setPromise(MUG, Kind.ON_HAND, 1))
                    .hasMessageContaining("kind");
        }
    }

    @BothDatabases
    void stores_in_one_database_do_not_see_each_others_goods(DataSource database) {
        try (StockRoom here = new StockRoom(TestShop.on(database));
                StockRoom there = new StockRoom(TestShop.on(database))) {
            here.stock.receive(MUG, 2, "opening");

            assertThat(there.stock.level(MUG).onHand()).isZero();
            assertThat(there.hold(UUID.randomUUID(), wanted(MUG, 1))).isInstanceOf(HoldAnswer.Short.class);
            assertThat(there.stock.movements(MUG, Optional.empty()).movements()).isEmpty();
        }
    }
}
