package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static io.tradewind.commerce.cart.Personalisation.giftWrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert;
import org.joda.money.Money;

class CartsTest {
    private static final Sku MUG = Sku.of("MUG-WHITE");
    private static final Sku PLATE = Sku.of("PLATE");
    private static final Sku LAMP = Sku.of("LAMP");
    private static final Instant LAMPS_OUT = Instant.parse("2026-03-02T00:00:00Z");

    @BothDatabases
    void a_new_cart_is_empty_and_costs_nothing(DataSource database) {
        try (TestShop test = shop(database)) {
            Cart cart = test.guest().carts().open();

            assertThat(cart.version()).isEqualTo(1);
            assertThat(cart.isEmpty()).isTrue();
            assertThat(cart.state()).isEqualTo("ACTIVE");
            assertThat(cart.totals().total()).isEqualTo(eur("0.00"));
            assertThat(test.guest().carts().find(cart.id())).contains(cart);
            assertThat(test.guest().carts().mine()).contains(cart);
        }
    }

    @BothDatabases
    void units_made_in_the_same_way_are_one_line_and_others_are_not(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();

            carts.add(id, MUG, 1).orThrow();
            carts.add(id, MUG, 2, engraving("For Ada")).orThrow();
            carts.add(id, MUG, 3, engraving(" For Ada ")).orThrow();
            carts.add(id, MUG, 1, engraving("For Bob").and(giftWrap("Cheers"))).orThrow();
            Cart cart = carts.add(id, MUG, 1).orThrow();

            assertThat(cart.lines())
                    .extracting(CartLine::quantity, CartLine::unitPrice, CartLine::unitExtras, CartLine::total)
                    .containsExactly(
                            tuple(2, eur("12.50"), eur("0.00"), eur("25.00")),
                            tuple(5, eur("12.50"), eur("4.00"), eur("82.50")),
                            tuple(1, eur("12.50"), eur("7.00"), eur("19.50")));
            assertThat(cart.totals().total()).isEqualTo(eur("127.00"));
            assertThat(cart.version()).isEqualTo(6);
            assertThat(cart.units()).isEqualTo(8);
            assertThat(carts.find(id)).contains(cart);
        }
    }

    @BothDatabases
    void script_in_a_message_is_kept_as_text(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            String script = "<script>alert('x')</script>";

            carts.add(id, MUG, 1, giftWrap(script)).orThrow();

            assertThat(carts.find(id)
                            .orElseThrow()
                            .lines()
                            .get(0)
                            .personalisation()
                            .giftMessage())
                    .contains(script);
        }
    }

    @BothDatabases
    void lines_are_changed_and_taken_out(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            UUID mugs = carts.add(id, MUG, 1).orThrow().lines().get(0).id();
            UUID plates = carts.add(id, PLATE, 1).orThrow().lines().get(1).id();

            assertThat(carts.change(id, mugs, 7).orThrow().units()).isEqualTo(8);
            assertThat(carts.change(id, plates, 0).orThrow().units()).isEqualTo(7);
            assertThat(carts.remove(id, mugs).orThrow().isEmpty()).isTrue();
            Cart after = carts.remove(id, mugs).orThrow();
            assertThat(after.version())
                    .as("a line that is gone changes nothing")
                    .isEqualTo(6);
            assertThat(refusal(carts.change(id, mugs, 3))).isEqualTo("line-gone");
            assertThat(carts.find(id)).contains(after);
        }
    }

    @BothDatabases
    void quantities_are_bounded_without_overflow(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            UUID line = carts.add(id, MUG, 999).orThrow().lines().get(0).id();

            for (int quantity : new int[] {0, -1, Integer.MIN_VALUE, 1000, Integer.MAX_VALUE}) {
                assertThat(refusal(carts.add(id, MUG, quantity))).isEqualTo("quantity");
            }
            for (int quantity : new int[] {-1, Integer.MIN_VALUE, 1000, Integer.MAX_VALUE}) {
                assertThat(refusal(carts.change(id, line, quantity))).isEqualTo("quantity");
            }
            assertThat(refusal(carts.add(id, MUG, 1))).as("999 and 1").isEqualTo("quantity");
            Cart cart = carts.find(id).orElseThrow();
            assertThat(cart.units()).isEqualTo(999);
            assertThat(cart.version()).as("refusals change nothing").isEqualTo(2);
        }
    }

    @BothDatabases
    void a_cart_has_room_for_a_hundred_lines(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            for (int i = 0; i < 100; i++) {
                carts.add(id, MUG, 1, engraving("No. " + i)).orThrow();
            }

            assertThat(refusal(carts.add(id, MUG, 1))).isEqualTo("too-many-lines");
            assertThat(carts.add(id, MUG, 1, engraving("No. 99")).orThrow().lines())
                    .hasSize(100);
        }
    }

    @BothDatabases
    void what_cannot_be_made_or_bought_is_refused_and_nothing_changes(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            test.staff().catalog().save(NewProduct.named("Secret").variant(Sku.of("SECRET"), eur("1.00")));

            assertThat(refusal(carts.add(id, Sku.of("NO-SUCH"), 1))).isEqualTo("unavailable");
            assertThat(refusal(carts.add(id, Sku.of("SECRET"), 1)))
                    .as("not published")
                    .isEqualTo("unavailable");
            assertThat(refusal(carts.add(id, PLATE, 1, engraving("Ada")))).isEqualTo("engraving-not-offered");
            assertThat(refusal(carts.add(id, MUG, 1, engraving("x".repeat(21)))))
                    .isEqualTo("engraving-length");
            assertThat(refusal(carts.add(id, MUG, 1, engraving("Ada \u2665")))).isEqualTo("engraving-character");
            assertThat(refusal(carts.add(id, MUG, 1, giftWrap("4111111111111111"))))
                    .isEqualTo("card-number");
            assertThat(carts.find(id).orElseThrow().version()).isEqualTo(1);
        }
    }

    @BothDatabases
    void somebody_elses_cart_and_one_of_another_store_do_not_exist(DataSource database) {
        try (TestShop test = shop(database);
                TestShop other = shop(database)) {
            CartId id = test.guest().carts().open().id();
            UUID line = test.guest()
                    .carts()
                    .add(id, MUG, 1)
                    .orThrow()
                    .lines()
                    .get(0)
                    .id();
            List<Carts> strangers = List.of(
                    test.shop(Actor.guest("cookie-of-somebody-else")).carts(),
                    test.shop(Actor.customer("ada")).carts(),
                    test.shop(Actor.staff("pat", Role.PACKER)).carts(),
                    other.guest().carts(),
                    other.staff().carts());

            for (Carts stranger : strangers) {
                assertThat(stranger.find(id)).isEmpty();
                notFound(() -> stranger.add(id, MUG, 1));
                notFound(() -> stranger.change(id, line, 2));
                notFound(() -> stranger.remove(id, line));
                notFound(() -> stranger.code(id, "CODE"));
                notFound(() -> stranger.removeCode(id));
                notFound(() -> stranger.acceptPrices(id));
            }
            notFound(() -> test.guest().carts().add(new CartId(new UUID(1, 2)), MUG, 1));
            notFound(() -> CartId.of("1 or 1=1"));
            assertThat(test.staff().carts().add(id, MUG, 1).orThrow().units()).isEqualTo(2);
            assertThat(test.guest().carts().find(id).orElseThrow().units()).isEqualTo(2);
        }
    }

    @BothDatabases
    void a_line_of_another_cart_is_not_in_this_one(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts ada = test.shop(Actor.guest("ada")).carts();
            Carts bob = test.shop(Actor.guest("bob")).carts();
            CartId hers = ada.open().id();
            CartId his = bob.open().id();
            UUID line = ada.add(hers, MUG, 1).orThrow().lines().get(0).id();

            assertThat(refusal(bob.change(his, line, 5))).isEqualTo("line-gone");
            assertThat(bob.remove(his, line).orThrow().isEmpty()).isTrue();
            assertThat(ada.find(hers).orElseThrow().units()).isEqualTo(1);
        }
    }

    @BothDatabases
    void with_a_version_the_second_of_two_changes_is_told_and_shown_the_cart(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            Cart seen = carts.open();
            carts.add(seen.id(), AddToCart.of(MUG, 1).expecting(seen.version())).orThrow();

            CartChange second = carts.add(seen.id(), AddToCart.of(PLATE, 1).expecting(seen.version()));

            assertThat(second).isInstanceOfSatisfying(CartChange.Stale.class, stale -> {
                assertThat(stale.current().version()).isEqualTo(2);
                assertThat(stale.current().units()).isEqualTo(1);
            });
            assertThatThrownBy(second::orThrow)
                    .isInstanceOfSatisfying(
                            CommerceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALE));
            UUID line = carts.find(seen.id()).orElseThrow().lines().get(0).id();
            assertThat(carts.change(seen.id(), line, 3, 1)).isInstanceOf(CartChange.Stale.class);
            assertThat(carts.remove(seen.id(), line, 1)).isInstanceOf(CartChange.Stale.class);
            assertThat(carts.change(seen.id(), line, 3, 2).orThrow().units()).isEqualTo(3);
        }
    }

    @BothDatabases
    void the_same_add_key_twice_is_one_add(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            AddToCart wish = AddToCart.of(MUG, 2).once("form-81");

            Cart first = carts.add(id, wish).orThrow();
            Cart again = carts.add(id, wish).orThrow();
            carts.add(id, AddToCart.of(MUG, 1).once("form-82")).orThrow();
            Cart late = carts.add(id, wish).orThrow();

            assertThat(again).isEqualTo(first);
            assertThat(late.units()).isEqualTo(3);
            assertThatThrownBy(() -> AddToCart.of(MUG, 1).once(" ")).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void two_tabs_adding_at_once_both_count_and_a_double_click_counts_once(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            Crowd.of(8)
                    .each(
                            10,
                            tab -> (tab < 3
                                            ? carts.add(
                                                    id, AddToCart.of(PLATE, 1).once("double-click"))
                                            : carts.add(id, MUG, 1))
                                    .orThrow());

            Cart cart = carts.find(id).orElseThrow();
            assertThat(cart.lines())
                    .extracting(CartLine::sku, CartLine::quantity)
                    .containsExactlyInAnyOrder(tuple(MUG, 7), tuple(PLATE, 1));
            assertThat(cart.version()).isEqualTo(9);
        }
    }

    @BothDatabases
    void a_changed_price_is_a_problem_until_it_is_accepted(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            UUID line = carts.add(id, MUG, 2, engraving("Ada"))
                    .orThrow()
                    .lines()
                    .get(0)
                    .id();
            test.staff().catalog().publish(mug(eur("13.00")));

            Cart cart = carts.find(id).orElseThrow();

            assertThat(cart.problems()).singleElement().satisfies(it -> {
                assertThat(it.code()).isEqualTo("price-changed");
                assertThat(it.lineId()).contains(line);
                assertThat(it.old()).isEqualTo("EUR 16.50");
                assertThat(it.now()).isEqualTo("EUR 17.00");
                assertThat(it.blocks()).isFalse();
            });
            assertThat(cart.totals().total()).isEqualTo(eur("34.00"));
            assertThat(carts.acceptPrices(id).orThrow().problems()).isEmpty();
            assertThat(carts.find(id).orElseThrow().problems()).isEmpty();
        }
    }

    @BothDatabases
    void what_is_sold_out_or_gone_is_a_problem_and_nothing_is_dropped(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            carts.add(id, MUG, 8).orThrow();
            carts.add(id, MUG, 3, engraving("Ada")).orThrow();
            carts.add(id, PLATE, 1).orThrow();
            test.staff().stock().adjust(PLATE, -5, "broken");
            test.staff().catalog().publish(NewProduct.named("Other").variant(Sku.of("OTHER"), eur("1.00")));
            carts.add(id, Sku.of("OTHER"), 1).orThrow();
            test.staff()
                    .catalog()
                    .unpublish(
                            test.staff().catalog().find("other").orElseThrow().id());

            Cart cart = carts.find(id).orElseThrow();

            assertThat(cart.problems())
                    .filteredOn(Problem::blocks)
                    .extracting(Problem::code, Problem::old, Problem::now, Problem::message)
                    .containsExactlyInAnyOrder(
                            tuple("sold-out", "11", "10", "Only 10 of 'White mug' are left, 11 are in the basket."),
                            tuple("sold-out", "1", "0", "'Plate' is sold out."),
                            tuple("unavailable", "", "", "'Other' is not for sale any more. Please take it out."));
            assertThat(cart.lines()).hasSize(4);
            assertThat(cart.lines().get(3).available()).isFalse();
            assertThat(cart.totals().goods()).isEqualTo(eur("169.50"));
        }
    }

    @BothDatabases
    void a_slower_line_ends_the_24_hour_delivery_and_is_named(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();

            assertThat(carts.add(id, MUG, 1).orThrow().problems()).isEmpty();
            Cart cart = carts.add(id, PLATE, 1).orThrow();

            assertThat(cart.problems())
                    .extracting(Problem::message)
                    .containsExactly(
                            "24-hour delivery is not possible for this basket: 'Plate' is not available for 24-hour delivery.");
        }
    }

    @BothDatabases
    void a_pre_order_draws_on_its_own_units(DataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();

            Cart cart = carts.add(id, LAMP, 3).orThrow();

            assertThat(cart.problems()).isEmpty();
            assertThat(cart.lines().get(0).shipsOn()).contains(LAMPS_OUT);
            assertThat(carts.add(id, LAMP, 1).orThrow().problems())
                    .extracting(Problem::now)
                    .containsExactly("3");
        }
    }

    @BothDatabases
    void adding_takes_at_most_six_statements_however_many_lines_there_are(CountingDataSource database) {
        try (TestShop test = shop(database)) {
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();

            CountingDataSource.Counts few = database.during(() -> carts.add(id, MUG, 1));
            for (int i = 0; i < 30; i++) {
                carts.add(id, MUG, 1, engraving("No. " + i)).orThrow();
            }
            carts.add(id, PLATE, 1).orThrow();
            CountingDataSource.Counts many =
                    database.during(() -> carts.add(id, AddToCart.of(LAMP, 1).once("key")));

            assertThat(few.statements()).as(few.toString()).isLessThanOrEqualTo(6);
            assertThat(many.statements()).as(many.toString()).isEqualTo(few.statements());
            assertThat(many.commits()).isEqualTo(1);
            CountingDataSource.Counts reading = database.during(() -> carts.find(id));
            assertThat(reading.statements()).as(reading.toString()).isLessThanOrEqualTo(4);
        }
    }

    static TestShop shop(DataSource database) {
        TestShop test = TestShop.on(
                database,
                builder -> {},
                store -> store.tax("standard", "DE", "19")
                        .express(eur("9.90"), LocalTime.of(12, 0), LocalTime.of(14, 0), "courier"));
        Shop staff = test.staff();
        staff.catalog().publish(mug(eur("12.50")));
        staff.catalog().publish(NewProduct.named("Plate").variant(PLATE, eur("20.00")));
        staff.catalog()
                .publish(NewProduct.named("Lamp")
                        .variant(NewVariant.of(LAMP, eur("80.00")).preorder(LAMPS_OUT, 3)));
        staff.stock().receive(MUG, 10, "delivery note 17");
        staff.stock().receive(PLATE, 5, "delivery note 17");
        return test;
    }

    private static NewProduct mug(Money price) {
        return NewProduct.named("White mug")
                .variant(NewVariant.of(MUG, price).grams(400).byExpress())
                .engraving(new EngravingSpec(20, 2, EngravingSpec.LATIN, eur("4.00"), Duration.ofHours(2), false))
                .giftWrap(new GiftWrapSpec(eur("3.00"), 100));
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    private static String refusal(CartChange change) {
        return ((CartChange.Refused) change).refusal().code();
    }

    private static void notFound(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommerceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
