package io.tradewind.commerce.delivery;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static io.tradewind.commerce.delivery.FakeCarriers.berlin;
import static io.tradewind.commerce.delivery.FakeCarriers.leipzig;
import static io.tradewind.commerce.delivery.FakeCarriers.quote;
import static io.tradewind.commerce.delivery.FakeCarriers.withDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;

class DeliveryTest {
    private static final Sku MUG = Sku.of("MUG");
    private static final Sku PLATE = Sku.of("PLATE");
    private static final Sku LAMP = Sku.of("LAMP");
    private static final Sku VOUCHER = Sku.of("VOUCHER");
    private static final Instant LAMPS_OUT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeCarriers carriers = new FakeCarriers()
            .with(
                    "parcel",
                    request -> new Answer.Done<>(List.of(
                            quote(request, "express-air", "EUR 14.00", DAY, DAY),
                            quote(request, "standard", "EUR 4.90", DAY, DAY.multipliedBy(2)))))
            .with("post", request -> new Answer.Done<>(List.of(quote(request, "letter", "EUR 3.90", DAY, DAY))))
            .with(
                    "courier",
                    request -> new Answer.Done<>(
                            List.of(quote(request, "city", "EUR 8.00", Duration.ofHours(3), Duration.ofHours(5)))));

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
                    .contains("nothing in the cart");
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
        TestShop test = TestShop.on(
                database,
                builder -> builder.plugins(plugins -> {
                    plugins.add(carriers);
                    for (String account : accounts) {
                        plugins.carrier(account, FakeCarriers.CODE);
                    }
                }),
                store -> store.express(eur("9.90"), LocalTime.of(12, 0), LocalTime.of(14, 0), "courier", "041", "042"));
        Shop staff = test.staff();
        staff.catalog()
                .publish(NewProduct.named("Mug")
                        .variant(NewVariant.of(MUG, eur("12.50")).grams(400).byExpress())
                        .engraving(EngravingSpec.oneLine(20, eur("4.00"))));
        staff.catalog()
                .publish(NewProduct.named("Plate")
                        .variant(NewVariant.of(PLATE, eur("20.00")).grams(900)));
        staff.catalog()
                .publish(NewProduct.named("Lamp")
                        .variant(NewVariant.of(LAMP, eur("80.00")).grams(2_500).preorder(LAMPS_OUT, 3)));
        staff.catalog()
                .publish(NewProduct.named("Voucher")
                        .variant(NewVariant.of(VOUCHER, eur("50.00")).notShipped()));
        staff.stock().receive(MUG, 10, "delivery note 17");
        staff.stock().receive(PLATE, 5, "delivery note 17");
        return test;
    }

    private static Cart cart(Shop shop, Sku sku, int quantity) {
        return shop.carts().add(shop.carts().open().id(), sku, quantity).orThrow();
    }

    private static Optional<StoredQuote> find(TestShop test, CartId cart, String option, Address address) {
        return test.tx()
                .read(
                        "test",
                        handle -> handle.createQuery(
                                        "select " + DeliveryQuotes.COLUMNS + """
                                        from commerce.cart c
                                        left join commerce.checkout k on k.store_id = c.store_id and k.cart_id = c.id
                                        """ + DeliveryQuotes.JOIN + """
                                        where c.store_id = :store and c.id = :cart
                                        """)
                                .bind("store", test.scope().storeId())
                                .bind("cart", cart.value())
                                .bind("option", option)
                                .map((row, context) ->
                                        test.part(DeliveryQuotes.class).read(row, test.scope(), address))
                                .findOne()
                                .flatMap(it -> it));
    }

    private static String contents(TestShop test, CartId cart) {
        return ContentsKey.of(test.part(Contents.class).of(test.scope(), cart.value()));
    }

    private static String reason(Shop shop, CartId cart, Address address) {
        return ((OptionsAnswer.Offered) shop.delivery().answer(cart, address))
                .withoutExpress()
                .orElseThrow()
                .message();
    }

    private static String refusal(OptionsAnswer answer) {
        return ((OptionsAnswer.Refused) answer).refusal().code();
    }

    private static String why(PromiseAnswer answer) {
        return ((PromiseAnswer.NotOffered) answer).reason();
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
