package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import javax.sql.DataSource;
import org.joda.money.Money;

class CartCodesTest {
    private static final Sku MUG = Sku.of("MUG-WHITE");
    private static final Sku PLATE = Sku.of("PLATE");
    private static final Sku LAMP = Sku.of("LAMP");

    @BothDatabases
    void a_percentage_comes_off_the_articles_and_not_off_extras_or_pre_orders(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff().promotions().create(NewCode.percent("LENA10", "10"));
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            carts.add(id, MUG, 2, engraving("Ada")).orThrow();
            carts.add(id, LAMP, 1).orThrow();

            Cart cart = carts.code(id, " lena10 ").orThrow();

            assertThat(cart.code()).contains("LENA10");
            assertThat(cart.totals().goods()).isEqualTo(eur("113.00"));
            assertThat(cart.totals().discount()).isEqualTo(eur("2.50"));
            assertThat(cart.totals().total()).isEqualTo(eur("110.50"));
            assertThat(carts.find(id)).contains(cart);
            assertThat(carts.removeCode(id).orThrow().totals().total()).isEqualTo(eur("113.00"));
            assertThat(carts.removeCode(id).orThrow().version())
                    .as("nothing to take off")
                    .isEqualTo(5);
        }
    }

    @BothDatabases
    void a_fixed_amount_comes_off_and_another_code_takes_its_place(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff().promotions().create(NewCode.fixed("FIVE", eur("5.00")));
            test.staff().promotions().create(NewCode.percent("LENA10", "10"));
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            carts.add(id, PLATE, 1).orThrow();

            assertThat(carts.code(id, "FIVE").orThrow().totals().total()).isEqualTo(eur("15.00"));
            assertThat(carts.code(id, "LENA10").orThrow().totals().total()).isEqualTo(eur("18.00"));
        }
    }

    @BothDatabases
    void a_code_that_does_not_work_is_refused_with_the_reason_and_the_cart_stays_as_it_was(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff().promotions().create(NewCode.percent("BIG", "10").minimum(eur("40.00")));
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            Cart before = carts.add(id, PLATE, 1).orThrow();

            assertThat(carts.code(id, "NO-SUCH")).isInstanceOfSatisfying(CartChange.Refused.class, it -> {
                assertThat(it.refusal().code()).isEqualTo("code-unknown");
                assertThat(it.refusal().field()).isEqualTo("code");
            });
            assertThat(carts.code(id, "BIG"))
                    .isInstanceOfSatisfying(
                            CartChange.Refused.class,
                            it -> assertThat(it.message()).contains("40").contains("20"));
            assertThat(carts.code(id, "  ")).isInstanceOf(CartChange.Refused.class);
            assertThat(carts.code(id, "x".repeat(10_000))).isInstanceOf(CartChange.Refused.class);
            assertThat(carts.code(id, "' or 1=1 --")).isInstanceOf(CartChange.Refused.class);
            assertThat(carts.find(id)).contains(before);
        }
    }

    @BothDatabases
    void a_code_that_stops_working_is_a_problem_and_stays_on_the_cart(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff()
                    .promotions()
                    .create(NewCode.percent("WEEK", "10")
                            .minimum(eur("30.00"))
                            .until(test.world().now().plus(Duration.ofDays(7))));
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            carts.add(id, PLATE, 2).orThrow();
            Cart cart = carts.code(id, "WEEK").orThrow();
            assertThat(cart.totals().total()).isEqualTo(eur("36.00"));

            Cart less = carts.change(id, cart.lines().get(0).id(), 1).orThrow();
            assertThat(less.problems()).extracting(Problem::code).containsExactly("code-minimum");
            assertThat(less.code()).contains("WEEK");
            assertThat(less.totals().total()).isEqualTo(eur("20.00"));
            assertThat(carts.change(id, cart.lines().get(0).id(), 2)
                            .orThrow()
                            .totals()
                            .total())
                    .isEqualTo(eur("36.00"));

            test.clock().pass(Duration.ofDays(7));
            assertThat(carts.find(id).orElseThrow().problems())
                    .extracting(Problem::code)
                    .containsExactly("code-ended");
        }
    }

    @BothDatabases
    void a_code_does_not_make_adding_take_more_than_six_statements(CountingDataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff().promotions().create(NewCode.percent("LENA10", "10"));
            Carts carts = test.guest().carts();
            CartId id = carts.open().id();
            carts.add(id, MUG, 1).orThrow();
            carts.code(id, "LENA10").orThrow();

            CountingDataSource.Counts counts = database.during(() -> carts.add(id, PLATE, 1));

            assertThat(counts.statements()).as(counts.toString()).isLessThanOrEqualTo(6);
        }
    }

    @BothDatabases
    void the_guests_code_comes_along_at_sign_in(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            test.staff().promotions().create(NewCode.percent("LENA10", "10"));
            Carts guest = test.shop(Actor.guest("cookie")).carts();
            CartId id = guest.open().id();
            guest.add(id, PLATE, 1).orThrow();
            guest.code(id, "LENA10").orThrow();

            Cart mine = test.shop(Actor.customer("ada")).carts().merge("cookie").cart();

            assertThat(mine.code()).contains("LENA10");
            assertThat(mine.totals().total()).isEqualTo(eur("18.00"));
        }
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
