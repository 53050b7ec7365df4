package io.tradewind.commerce.delivery;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static io.tradewind.commerce.delivery.DeliveryShelf.LAMP;
import static io.tradewind.commerce.delivery.DeliveryShelf.MUG;
import static io.tradewind.commerce.delivery.DeliveryShelf.PLATE;
import static io.tradewind.commerce.delivery.DeliveryShelf.cart;
import static io.tradewind.commerce.delivery.DeliveryShelf.eur;
import static io.tradewind.commerce.delivery.DeliveryShelf.why;
import static io.tradewind.commerce.delivery.FakeCarriers.berlin;
import static io.tradewind.commerce.delivery.FakeCarriers.leipzig;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** What pages say of a delivery before there is an address, or why they say nothing. */
class PromisePagesTest {
    private final FakeCarriers carriers = DeliveryShelf.carriers();

    @BothDatabases
    void without_the_24_hour_delivery_the_reason_is_given(DataSource database) {
        try (TestShop test = shop(database, "parcel", "courier")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, MUG, 1).id();

            assertThat(reason(guest, cart, berlin())).isEqualTo("24-hour delivery is not offered at postcode 10115.");
            guest.carts().add(cart, MUG, 1, engraving("Ada")).orThrow();
            assertThat(reason(guest, cart, leipzig())).isEqualTo("'Mug' takes longer than a day to make.");
            carriers.with("courier", request -> new Answer.Refused<>("full", "no vans"));
            CartId second = cart(guest, MUG, 1).id();
            assertThat(reason(guest, second, leipzig())).contains("does not take it at present");
        }
    }

    @BothDatabases
    void the_product_page_shows_the_24_hour_delivery_or_why_not_without_asking_a_carrier(DataSource database) {
        try (TestShop test = shop(database, "parcel", "courier")) {
            Delivery delivery = test.guest().delivery();

            PromiseAnswer.Promised promised = delivery.expressFor(MUG, "04109").orThrow();
            assertThat(promised.promise().latest()).isEqualTo(Instant.parse("2026-01-16T11:00:00Z"));
            assertThat(promised.orderBy()).isEqualTo(Instant.parse("2026-01-15T13:00:00Z"));
            assertThat(promised.price()).contains(eur("9.90"));
            assertThat(why(delivery.expressFor(MUG, "04109", true)))
                    .as("engraving takes its own time")
                    .isEqualTo("'Mug' takes longer than a day to make.");
            assertThat(why(delivery.expressFor(MUG, "80331"))).contains("postcode 80331");
            assertThat(why(delivery.expressFor(MUG, ""))).startsWith("Enter a postcode");
            assertThat(why(delivery.expressFor(PLATE, "04109"))).contains("'Plate' is not available");
            assertThat(why(delivery.expressFor(Sku.of("NONE"), "04109"))).contains("not for sale");
            test.staff().stock().adjust(MUG, -10, "broken");
            assertThat(why(delivery.expressFor(MUG, "04109"))).contains("not in stock");
            test.staff().stock().receive(MUG, 1, "found");
            test.clock().turnTo(Instant.parse("2026-01-15T13:00:00Z"));
            assertThat(delivery.expressFor(MUG, "04109")).isInstanceOf(PromiseAnswer.Promised.class);
            test.clock().pass(Duration.ofNanos(1_000));
            assertThat(why(delivery.expressFor(MUG, "04109")))
                    .contains("cut-off")
                    .contains("again on Mon 19 Jan");
            assertThat(carriers.asked).isEmpty();
        }
    }

    @BothDatabases
    void a_cart_page_shows_whether_all_of_it_can_have_the_24_hour_delivery(DataSource database) {
        try (TestShop test = shop(database, "parcel", "courier")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, MUG, 1).id();

            assertThat(guest.delivery().express(cart, "04109")).isInstanceOf(PromiseAnswer.Promised.class);
            guest.carts().add(cart, PLATE, 1).orThrow();
            assertThat(why(guest.delivery().express(cart, "04109"))).contains("'Plate' is not available");
            assertThat(why(guest.delivery().express(guest.carts().open().id(), "04109")))
                    .contains("nothing in the basket");
        }
    }

    @BothDatabases
    void a_product_page_estimates_from_what_was_last_offered_for_the_country(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            Delivery delivery = guest.delivery();

            assertThat(why(delivery.promiseFor(PLATE, "DE", "")))
                    .isEqualTo("Order by 15:00 on Thu 15 Jan: it leaves the same day."
                            + " The delivery date is shown with your address.");
            delivery.options(cart(guest, PLATE, 1).id(), berlin());
            test.clock().turnTo(Instant.parse("2026-01-16T15:00:00Z"));

            PromiseAnswer.Promised promised =
                    delivery.promiseFor(PLATE, "DE", "10115").orThrow();
            assertThat(promised.promise().latest()).isEqualTo(Instant.parse("2026-01-20T14:00:00Z"));
            assertThat(promised.promise().reason()).contains("has passed: it leaves on Mon 19 Jan");
            assertThat(promised.price()).contains(eur("14.00"));
            assertThat(why(delivery.promiseFor(PLATE, "FR", ""))).contains("does not deliver to FR");
            assertThat(why(delivery.promiseFor(PLATE, "DE", "12345678901234567890")))
                    .contains("postcode");
            test.staff().stock().adjust(PLATE, -5, "broken");
            assertThat(why(delivery.promiseFor(PLATE, "DE", ""))).contains("sold out");
            assertThat(delivery.promiseFor(LAMP, "DE", "").orThrow().promise().latest())
                    .isEqualTo(Instant.parse("2026-03-03T14:00:00Z"));
        }
    }

    @BothDatabases
    void old_options_are_removed(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            guest.delivery().options(cart(guest, PLATE, 1).id(), berlin());
            test.clock().pass(Duration.ofDays(31));

            test.runJobs();

            assertThat(why(guest.delivery().promiseFor(PLATE, "DE", ""))).contains("shown with your address");
        }
    }

    private TestShop shop(DataSource database, String... accounts) {
        return DeliveryShelf.open(database, carriers, accounts);
    }

    private static String reason(Shop shop, CartId cart, Address address) {
        return ((OptionsAnswer.Offered) shop.delivery().answer(cart, address))
                .withoutExpress()
                .orElseThrow()
                .message();
    }
}
