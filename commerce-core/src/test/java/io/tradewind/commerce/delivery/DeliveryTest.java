package io.tradewind.commerce.delivery;

import static io.tradewind.commerce.delivery.DeliveryShelf.DAY;
import static io.tradewind.commerce.delivery.DeliveryShelf.LAMP;
import static io.tradewind.commerce.delivery.DeliveryShelf.LAMPS_OUT;
import static io.tradewind.commerce.delivery.DeliveryShelf.MUG;
import static io.tradewind.commerce.delivery.DeliveryShelf.PLATE;
import static io.tradewind.commerce.delivery.DeliveryShelf.VOUCHER;
import static io.tradewind.commerce.delivery.DeliveryShelf.cart;
import static io.tradewind.commerce.delivery.DeliveryShelf.eur;
import static io.tradewind.commerce.delivery.DeliveryShelf.find;
import static io.tradewind.commerce.delivery.FakeCarriers.berlin;
import static io.tradewind.commerce.delivery.FakeCarriers.leipzig;
import static io.tradewind.commerce.delivery.FakeCarriers.withDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

class DeliveryTest {
    private final FakeCarriers carriers = DeliveryShelf.carriers();

    @BothDatabases
    void all_carriers_are_asked_and_their_options_sorted_by_date_then_price(DataSource database) {
        try (TestShop test = shop(database, "parcel", "post", "courier")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 2).id();

            List<DeliveryOption> options = guest.delivery().options(cart, berlin());

            assertThat(options)
                    .extracting(DeliveryOption::id)
                    .containsExactly("post.letter", "parcel.express-air", "parcel.standard");
            assertThat(options.get(2)).satisfies(it -> {
                assertThat(it.label()).isEqualTo("Standard");
                assertThat(it.price()).isEqualTo(eur("4.90"));
                assertThat(it.promise().earliest()).isEqualTo(Instant.parse("2026-01-16T14:00:00Z"));
                assertThat(it.promise().latest()).isEqualTo(Instant.parse("2026-01-17T14:00:00Z"));
                assertThat(it.promise().guaranteed()).isFalse();
                assertThat(it.promise().reason()).startsWith("Order by 15:00 on Thu 15 Jan");
                assertThat(it.express()).isFalse();
            });
            Parcel parcel = carriers.asked.get("parcel").parcels().get(0);
            assertThat(parcel.grams()).isEqualTo(1_800);
            assertThat(parcel.value()).isEqualTo(eur("40.00"));
            assertThat(carriers.asked)
                    .as("the courier is for the 24-hour delivery alone")
                    .doesNotContainKey("courier");
        }
    }

    @BothDatabases
    void the_24_hour_delivery_is_marked_priced_by_policy_and_carried_by_its_courier(DataSource database) {
        try (TestShop test = shop(database, "parcel", "courier")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, MUG, 1).id();

            OptionsAnswer.Offered answer =
                    (OptionsAnswer.Offered) guest.delivery().answer(cart, leipzig());

            assertThat(answer.withoutExpress()).isEmpty();
            assertThat(answer.options())
                    .extracting(DeliveryOption::id)
                    .containsExactly("courier.24h", "parcel.express-air", "parcel.standard");
            assertThat(answer.options().get(1).express()).isFalse();
            assertThat(answer.options().get(0)).satisfies(it -> {
                assertThat(it.express()).isTrue();
                assertThat(it.price()).isEqualTo(eur("9.90"));
                assertThat(it.account()).isEqualTo("courier");
                assertThat(it.promise().latest()).isEqualTo(Instant.parse("2026-01-16T11:00:00Z"));
                assertThat(it.promise().guaranteed()).isTrue();
            });
            assertThat(carriers.asked.get("courier").handover()).isEqualTo(Instant.parse("2026-01-15T13:00:00Z"));
            StoredQuote stored = find(test, cart, "courier.24h", leipzig()).orElseThrow();
            assertThat(stored.quoteRef()).isEqualTo("ref-city");
            assertThat(stored.carrierPrice()).isEqualTo(eur("8.00"));
            assertThat(stored.validUntil()).isEqualTo(Instant.parse("2026-01-15T13:00:00Z"));
        }
    }

    @BothDatabases
    void partial_answers_are_used_and_silence_of_all_is_said(DataSource database) {
        try (TestShop test = shop(database, "parcel", "post")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();
            carriers.with("post", request -> {
                throw new IllegalStateException("down");
            });

            assertThat(guest.delivery().options(cart, berlin()))
                    .extracting(DeliveryOption::account)
                    .containsOnly("parcel");

            carriers.with("parcel", request -> new Answer.NotSent<>("no route"));
            assertThat(refusal(guest.delivery().answer(cart, berlin()))).isEqualTo("carriers-silent");
            carriers.with("post", request -> new Answer.Refused<>("island", "no"))
                    .with("parcel", request -> new Answer.Done<>(List.of()));
            assertThat(refusal(guest.delivery().answer(cart, berlin()))).isEqualTo("not-served");
            assertThat(guest.delivery().options(cart, berlin())).isEmpty();
        }
    }

    @BothDatabases
    void a_country_the_shop_does_not_serve_is_told_before_any_carrier_is_asked(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();
            Address paris = new Address("Ada", List.of("1 rue"), "Paris", "", "75001", "FR");

            assertThat(refusal(guest.delivery().answer(cart, paris))).isEqualTo("country-not-served");
            assertThat(refusal(guest.delivery().answer(guest.carts().open().id(), berlin())))
                    .isEqualTo("cart-empty");
            assertThat(carriers.asked).isEmpty();
        }
    }

    @BothDatabases
    void a_pre_order_goes_in_a_later_parcel_of_its_own(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();
            guest.carts().add(cart, LAMP, 1).orThrow();

            DeliveryOption standard = guest.delivery().options(cart, berlin()).get(1);

            assertThat(standard.promise().latest()).isEqualTo(Instant.parse("2026-01-17T14:00:00Z"));
            assertThat(standard.later()).singleElement().satisfies(it -> {
                assertThat(it.shipsOn()).isEqualTo(LAMPS_OUT);
                assertThat(it.skus()).containsExactly(LAMP);
                assertThat(it.promise().latest())
                        .as("one working day on, as Saturday is none")
                        .isEqualTo(Instant.parse("2026-03-03T14:00:00Z"));
                assertThat(it.promise().reason()).isEqualTo("Released on Mon 2 Mar: it leaves the same day.");
            });
            assertThat(carriers.asked.get("parcel").parcels()).hasSize(2);
            assertThat(find(test, cart, standard.id(), berlin()).orElseThrow().option())
                    .isEqualTo(standard);
            CartId alone = cart(guest, LAMP, 1).id();
            assertThat(guest.delivery()
                            .options(alone, berlin())
                            .get(1)
                            .promise()
                            .latest())
                    .isEqualTo(Instant.parse("2026-03-04T14:00:00Z"));
        }
    }

    @BothDatabases
    void a_day_the_carrier_does_not_meet_exactly_or_was_not_asked_about_cannot_be_chosen(DataSource database) {
        carriers.with("parcel", request -> {
            Quote sound = withDays(request, "standard", 0);
            Instant friday = request.laterHandovers().get(0);
            List<Quote.LaterDay> days = List.of(
                    FakeCarriers.day(friday, DAY, DAY.multipliedBy(2)),
                    FakeCarriers.day(friday.plusSeconds(1), DAY, DAY),
                    FakeCarriers.day(request.laterHandovers().get(1), DAY.negated(), DAY.negated()));
            return new Answer.Done<>(List.of(
                    new Quote(sound.ref(), sound.service(), sound.price(), sound.promise(), sound.validUntil(), days)));
        });
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();

            List<DeliveryDay> days = guest.delivery()
                    .options(cart(guest, PLATE, 1).id(), berlin())
                    .get(0)
                    .days();

            assertThat(days).isEmpty();
        }
    }

    @BothDatabases
    void what_is_not_sent_needs_no_carrier(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, VOUCHER, 1).id();

            assertThat(guest.delivery().options(cart, berlin())).singleElement().satisfies(it -> {
                assertThat(it.id()).isEqualTo("nothing-to-send");
                assertThat(it.price()).isEqualTo(eur("0.00"));
            });
            assertThat(carriers.asked).isEmpty();
        }
    }

    @BothDatabases
    void somebody_elses_cart_has_no_options(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            CartId cart = cart(test.guest(), PLATE, 1).id();

            assertThatThrownBy(() -> test.shop(Actor.guest("eve")).delivery().options(cart, berlin()))
                    .isInstanceOfSatisfying(
                            CommerceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
            assertThatThrownBy(() -> test.shop(Actor.guest("eve")).delivery().express(cart, "04109"))
                    .isInstanceOf(CommerceException.class);
            assertThat(carriers.asked).isEmpty();
        }
    }

    @BothDatabases
    void carriers_are_never_asked_inside_a_transaction(DataSource database) {
        try (TestShop test = shop(database, "parcel")) {
            Shop guest = test.guest();
            CartId cart = cart(guest, PLATE, 1).id();

            assertThatThrownBy(() ->
                            test.tx().write("outer", handle -> guest.delivery().options(cart, berlin())))
                    .isInstanceOfSatisfying(
                            CommerceException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_CALL_IN_TRANSACTION));
        }
    }

    @BothDatabases
    void the_only_carrier_is_an_ordinary_one_even_if_it_is_the_courier(DataSource database) {
        try (TestShop test = shop(database, "courier")) {
            Shop guest = test.guest();

            assertThat(guest.delivery().options(cart(guest, PLATE, 1).id(), leipzig()))
                    .extracting(DeliveryOption::id)
                    .containsExactly("courier.city");
            assertThat(guest.delivery().options(cart(guest, MUG, 1).id(), leipzig()))
                    .extracting(DeliveryOption::id)
                    .containsExactly("courier.city", "courier.24h");
        }
    }

    private TestShop shop(DataSource database, String... accounts) {
        return DeliveryShelf.open(database, carriers, accounts);
    }

    private static String refusal(OptionsAnswer answer) {
        return ((OptionsAnswer.Refused) answer).refusal().code();
    }
}
