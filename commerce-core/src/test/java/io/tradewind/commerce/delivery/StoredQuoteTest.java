package io.tradewind.commerce.delivery;

import static io.tradewind.commerce.delivery.DeliveryShelf.PLATE;
import static io.tradewind.commerce.delivery.DeliveryShelf.cart;
import static io.tradewind.commerce.delivery.DeliveryShelf.contents;
import static io.tradewind.commerce.delivery.DeliveryShelf.eur;
import static io.tradewind.commerce.delivery.DeliveryShelf.find;
import static io.tradewind.commerce.delivery.FakeCarriers.berlin;
import static io.tradewind.commerce.delivery.FakeCarriers.leipzig;
import static io.tradewind.commerce.delivery.FakeCarriers.withDays;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** An option that was shown can be bought, for its address and goods, until its cut-off. */
class StoredQuoteTest {
    private final FakeCarriers carriers = DeliveryShelf.carriers();

    @BothDatabases
    void a_later_day_can_be_chosen_where_the_carrier_meets_it_and_holds_until_its_own_cut_off(DataSource database) {
        carriers.with("parcel", request -> new Answer.Done<>(List.of(withDays(request, "standard", 4))));
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();

            List<DeliveryOption> options = guest.delivery().options(cart, berlin());

            assertThat(options).as("days are no options of their own").hasSize(1);
            assertThat(options.get(0).promise().latest()).isEqualTo(Instant.parse("2026-01-16T14:00:00Z"));
            assertThat(options.get(0).days())
                    .as("handed over on working days alone")
                    .extracting(DeliveryDay::id)
                    .containsExactly(
                            "parcel.standard@2026-01-17",
                            "parcel.standard@2026-01-20",
                            "parcel.standard@2026-01-21",
                            "parcel.standard@2026-01-22");
            DeliveryDay saturday = options.get(0).days().get(0);
            assertThat(saturday.promise().reason()).isEqualTo("You chose this day: it leaves on Fri 16 Jan.");
            StoredQuote stored = find(test, cart, saturday.id(), berlin()).orElseThrow();
            assertThat(stored.option().promise()).isEqualTo(saturday.promise());
            assertThat(stored.option().price()).isEqualTo(eur("4.90"));
            assertThat(stored.quoteRef()).isEqualTo("ref-2026-01-16T14:00:00Z");
            assertThat(stored.handover()).isEqualTo(Instant.parse("2026-01-16T14:00:00Z"));
            assertThat(stored.startsOn()).contains(Instant.parse("2026-01-15T23:00:00Z"));

            test.clock().turnTo(Instant.parse("2026-01-16T14:00:00Z"));
            assertThat(find(test, cart, "parcel.standard", berlin()))
                    .as("today's has lapsed")
                    .isEmpty();
            assertThat(find(test, cart, saturday.id(), berlin()))
                    .as("at its cut-off")
                    .isPresent();
            test.clock().pass(Duration.ofNanos(1_000));
            assertThat(find(test, cart, saturday.id(), berlin())).as("after it").isEmpty();
            assertThat(guest.delivery().options(cart, berlin()).get(0).days())
                    .as("the next ones are offered")
                    .extracting(DeliveryDay::id)
                    .startsWith("parcel.standard@2026-01-21");
        }
    }

    @BothDatabases
    void an_option_holds_for_its_address_until_it_lapses_or_is_shown_anew(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();
            DeliveryOption standard = guest.delivery().options(cart, berlin()).get(1);
            Address sameHouse = new Address("Bob", List.of("Am Markt 1"), "Berlin", "", "10 115", "DE");

            assertThat(find(test, cart, standard.id(), berlin()).map(StoredQuote::option))
                    .contains(standard);
            assertThat(find(test, cart, standard.id(), sameHouse))
                    .as("another name")
                    .isPresent();
            assertThat(find(test, cart, standard.id(), leipzig())).isEmpty();
            assertThat(find(test, cart, "parcel.no-such", berlin())).isEmpty();
            assertThat(find(test, new CartId(test.world().id()), standard.id(), berlin()))
                    .isEmpty();

            test.clock().turnTo(Instant.parse("2026-01-15T14:00:00Z"));
            assertThat(find(test, cart, standard.id(), berlin()))
                    .as("at the cut-off")
                    .isPresent();
            test.clock().pass(Duration.ofNanos(1_000));
            assertThat(find(test, cart, standard.id(), berlin())).as("after it").isEmpty();
            guest.delivery().options(cart, berlin());
            assertThat(find(test, cart, standard.id(), berlin()).orElseThrow().handover())
                    .isEqualTo(Instant.parse("2026-01-16T14:00:00Z"));
            guest.delivery().options(cart, leipzig());
            assertThat(find(test, cart, standard.id(), berlin())).as("replaced").isEmpty();
        }
    }

    @BothDatabases
    void a_stored_option_tells_for_which_contents_it_was_quoted(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();
            guest.delivery().options(cart, berlin());
            String before =
                    find(test, cart, "parcel.standard", berlin()).orElseThrow().contents();

            assertThat(contents(test, cart)).isEqualTo(before);
            guest.carts().add(cart, PLATE, 1).orThrow();
            assertThat(contents(test, cart)).isNotEqualTo(before);
        }
    }

    @BothDatabases
    void asking_twice_at_once_leaves_options_that_can_be_bought(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();

            List<List<DeliveryOption>> answers =
                    Crowd.of(4).each(8, number -> guest.delivery().options(cart, berlin()));

            assertThat(answers).allMatch(it -> it.equals(answers.get(0)));
            assertThat(find(test, cart, "parcel.standard", berlin())).isPresent();
        }
    }

    private TestShop shop(DataSource database, String... accounts) {
        return DeliveryShelf.open(database, carriers, accounts);
    }
}
