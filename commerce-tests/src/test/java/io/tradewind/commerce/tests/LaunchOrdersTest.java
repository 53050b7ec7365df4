package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Problem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.launch.SignUp;
import io.tradewind.commerce.launch.SignUpAnswer;
import io.tradewind.commerce.launch.SignUpState;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.CountingDataSource.Counts;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** What a launch sells, from the sign-up to the order and back. */
class LaunchOrdersTest {
    private static final Sku LAMP = Sku.of("LAMP");
    private static final Sku BOWL = Sku.of("BOWL");
    private static final Duration WINDOW = Duration.ofHours(48);

    private static Launch selling(Mugs mugs, Sku sku, int quota, int perPerson, int units) {
        mugs.sell(sku, "EUR 90.00", units);
        Launch launch = mugs.staff()
                .launches()
                .create(NewLaunch.of(
                                sku.value().toLowerCase(Locale.ROOT),
                                "The " + sku,
                                sku,
                                Mugs.MONDAY.plus(Duration.ofDays(7)),
                                quota)
                        .perPerson(perPerson));
        mugs.staff().launches().announce(launch.id()).orThrow();
        return mugs.staff().launches().open(launch.id()).orThrow();
    }

    /** Signs somebody up by e-mail and invites the next in line; the token of the link. */
    private static String invited(Mugs mugs, Launch launch, String who) {
        Shop shop = mugs.guest(who);
        SignUpAnswer.Accepted signUp =
                (SignUpAnswer.Accepted) shop.launches().signUp(launch.slug(), who + "@example.com");
        shop.launches().confirm(signUp.signUp().id(), signUp.linkToken()).orThrow();
        return mugs.staff()
                .launches()
                .invite(launch.id(), 1, WINDOW)
                .orThrow()
                .get(0)
                .token();
    }

    private static CartId cart(Mugs mugs, Shop shop, Sku sku, int units, String token) {
        CartId cart = mugs.cart(shop, sku, units);
        shop.carts().invitation(cart, token).orThrow();
        return cart;
    }

    private static Placement buy(Mugs mugs, Shop shop, CartId cart, String script) {
        return shop.checkout().place(cart, mugs.facts(shop, cart, script), "key of " + cart);
    }

    private static String refusal(Placement placement) {
        return ((Placement.Refused) placement).refusal().code();
    }

    private static String refusal(CartChange change) {
        return ((CartChange.Refused) change).refusal().code();
    }

    /** Units of the quota that can still be ordered, as a basket with too many says. */
    private static String left(Mugs mugs, String token) {
        Shop shop = mugs.guest("counts what is left");
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, LAMP, 999).orThrow();
        Cart seen = shop.carts().invitation(cart, token).orThrow();
        return seen.problems().stream()
                .filter(it -> it.code().equals("sold-out"))
                .findFirst()
                .map(Problem::now)
                .orElseThrow();
    }

    private static SignUpState state(Mugs mugs, Launch launch, String who) {
        return mugs.guest(who).launches().mine(launch.slug()).map(SignUp::state).orElseThrow();
    }

    @BothDatabases(fresh = true)
    void who_is_invited_buys_from_the_quota_and_nobody_else_can(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 10, 1, 50);
            String ada = invited(mugs, launch, "ada");
            String bob = invited(mugs, launch, "bob");
            Shop stranger = mugs.guest("stranger");
            CartId uninvited = mugs.cart(stranger, LAMP, 1);

            assertThat(stranger.carts().find(uninvited).orElseThrow().problems())
                    .extracting(Problem::code)
                    .containsExactly("invitation-needed");
            assertThat(refusal(buy(mugs, stranger, uninvited, "approve"))).isEqualTo("invitation-needed");
            assertThat(left(mugs, bob)).isEqualTo("10");

            Shop shop = mugs.guest("ada");
            CartId cart = cart(mugs, shop, LAMP, 1, ada);
            PlacedOrder order = buy(mugs, shop, cart, "approve").orThrow();

            assertThat(left(mugs, bob)).as("used up, not freed").isEqualTo("9");
            assertThat(mugs.staff().stock().level(LAMP).reserved()).isEqualTo(1);
            assertThat(state(mugs, launch, "ada")).isEqualTo(SignUpState.ORDERED);
            assertThat(refusal(shop.carts().invitation(cart, ada))).isEqualTo("invitation-used");
            assertThat(mugs.book.payments()).hasSize(1);
            assertThat(mugs.staff().orders().find(order.id()).orElseThrow().total())
                    .isEqualTo(order.total());
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void an_order_above_the_limit_of_a_person_is_refused_and_so_is_a_second_one(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 10, 2, 50);
            String ada = invited(mugs, launch, "ada");
            Shop shop = mugs.guest("ada");
            CartId three = cart(mugs, shop, LAMP, 3, ada);
            assertThat(refusal(buy(mugs, shop, three, "approve"))).isEqualTo("per-person");

            shop.carts()
                    .change(
                            three,
                            shop.carts()
                                    .find(three)
                                    .orElseThrow()
                                    .lines()
                                    .get(0)
                                    .id(),
                            2)
                    .orThrow();
            CartId second = cart(mugs, shop, LAMP, 1, ada);
            buy(mugs, shop, three, "approve").orThrow();

            assertThat(refusal(buy(mugs, shop, second, "approve"))).isEqualTo("invitation-used");
            assertThat(mugs.book.payments()).hasSize(1);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_late_a_foreign_and_an_unknown_invitation_are_told_apart(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch lamp = selling(mugs, LAMP, 10, 1, 50);
            Launch bowl = selling(mugs, BOWL, 10, 1, 50);
            String forBowl = invited(mugs, bowl, "bob");
            String late = invited(mugs, lamp, "ada");
            Shop shop = mugs.guest("ada");
            CartId foreign = cart(mugs, shop, LAMP, 1, forBowl);
            assertThat(refusal(buy(mugs, shop, foreign, "approve"))).isEqualTo("invitation-foreign");

            CartId cart = cart(mugs, shop, LAMP, 1, late);
            mugs.clock.pass(WINDOW);
            assertThat(refusal(buy(mugs, shop, cart, "approve"))).isEqualTo("invitation-late");
            assertThat(refusal(shop.carts().invitation(cart, late))).isEqualTo("invitation-late");
            assertThat(refusal(shop.carts().invitation(cart, "made up"))).isEqualTo("invitation-unknown");
            assertThat(mugs.book.payments()).isEmpty();
            mugs.jobs();
            assertThat(state(mugs, lamp, "ada")).isEqualTo(SignUpState.LAPSED);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void an_invitation_to_a_number_is_for_who_verified_that_number(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 10, 1, 50);
            Shop ada = mugs.guest("ada");
            SignUp signUp =
                    ada.launches().signUp(launch.slug(), "+4915100001234").orThrow();
            ada.verifications()
                    .send(signUp.id(), PhoneNumber.of("+4915100001234"))
                    .orThrow();
            ada.verifications().check(signUp.id(), "000000").orThrow();
            ada.launches().confirm(signUp.id()).orThrow();
            String token = mugs.staff()
                    .launches()
                    .invite(launch.id(), 1, WINDOW)
                    .orThrow()
                    .get(0)
                    .token();

            Shop finder = mugs.guest("found the link");
            CartId cart = cart(mugs, finder, LAMP, 1, token);
            Placement refused = buy(mugs, finder, cart, "approve");
            assertThat(refusal(refused)).isEqualTo("invitation-foreign");
            assertThat(((Placement.Refused) refused).message()).doesNotContain("+4915100001234");
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void cancelling_inside_the_window_gives_the_quota_and_the_invitation_back(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 1, 1, 50);
            String ada = invited(mugs, launch, "ada");
            Shop shop = mugs.guest("ada");
            PlacedOrder order =
                    buy(mugs, shop, cart(mugs, shop, LAMP, 1, ada), "approve").orThrow();

            assertThat(shop.orders().cancel(order.id(), "changed my mind")).isInstanceOf(CancelAnswer.Cancelled.class);

            assertThat(state(mugs, launch, "ada")).isEqualTo(SignUpState.INVITED);
            assertThat(left(mugs, ada)).isEqualTo("1");
            mugs.jobs();
            PlacedOrder again =
                    buy(mugs, shop, cart(mugs, shop, LAMP, 1, ada), "approve").orThrow();

            mugs.clock.pass(WINDOW);
            shop.orders().cancel(again.id(), "changed it again").orThrow();
            assertThat(state(mugs, launch, "ada")).isEqualTo(SignUpState.LAPSED);
            String bob = invited(mugs, launch, "bob");
            assertThat(left(mugs, bob)).as("goes to the next wave").isEqualTo("1");
            assertThat(mugs.staff().stock().level(LAMP).reserved()).isZero();
            mugs.jobs();
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_payment_that_was_declined_leaves_the_invitation_to_its_buyer(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 10, 1, 50);
            String ada = invited(mugs, launch, "ada");
            Shop shop = mugs.guest("ada");
            CartId cart = cart(mugs, shop, LAMP, 1, ada);
            assertThat(refusal(shop.checkout().place(cart, mugs.facts(shop, cart, "decline"), "first")))
                    .isEqualTo("not-paid");
            assertThat(state(mugs, launch, "ada")).isEqualTo(SignUpState.INVITED);

            Shop phone = mugs.guest("ada's phone");
            CartId other = cart(mugs, phone, LAMP, 1, ada);
            assertThat(refusal(buy(mugs, phone, other, "approve"))).isEqualTo("invitation-in-use");

            shop.checkout()
                    .place(cart, mugs.facts(shop, cart, "approve"), "second")
                    .orThrow();
            assertThat(state(mugs, launch, "ada")).isEqualTo(SignUpState.ORDERED);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_launch_sells_before_its_goods_are_there_and_to_anybody_once_it_has_ended(DataSource data) {
        try (Mugs mugs = Mugs.on(data)) {
            Launch launch = selling(mugs, LAMP, 10, 1, 0);
            String ada = invited(mugs, launch, "ada");
            Shop shop = mugs.guest("ada");
            buy(mugs, shop, cart(mugs, shop, LAMP, 1, ada), "approve").orThrow();
            mugs.checkInvariants();

            mugs.staff().stock().receive(LAMP, 5, "delivery note 18");
            mugs.jobs();
            assertThat(mugs.staff().stock().level(LAMP).reserved()).isEqualTo(1);

            mugs.staff().launches().end(launch.id()).orThrow();
            Shop anybody = mugs.guest("anybody");
            buy(mugs, anybody, mugs.cart(anybody, LAMP, 4), "approve").orThrow();
            assertThat(mugs.staff().stock().level(LAMP).reserved()).isEqualTo(5);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void one_invitee_who_orders_twice_at_once_gets_one_order(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource(), it -> {}, store -> store.phone(PhoneRule.OPTIONAL))) {
            Launch launch = selling(mugs, LAMP, 100, 1, 100);
            for (int round = 0; round < 10; round++) {
                String token = invited(mugs, launch, "twin" + round);
                int charged = mugs.book.payments().size();
                List<Callable<Placement>> orders = new ArrayList<>();
                for (String device : List.of("desk", "phone", "tablet")) {
                    Shop shop = mugs.guest(device + round);
                    CartId cart = shop.carts().open().id();
                    shop.carts().add(cart, LAMP, 1).orThrow();
                    shop.carts().invitation(cart, token).orThrow();
                    PlaceOrder facts = mugs.facts(shop, cart, "approve");
                    orders.add(() -> shop.checkout().place(cart, facts, "key"));
                }

                List<Placement> answers = RaceTest.atOnce(3, orders);

                assertThat(answers.stream().filter(Placement.Placed.class::isInstance))
                        .hasSize(1);
                assertThat(answers.stream().filter(Placement.Refused.class::isInstance))
                        .allSatisfy(it -> assertThat(refusal(it)).isIn("invitation-used", "invitation-in-use"));
                assertThat(mugs.book.payments()).hasSize(charged + 1);
                assertThat(mugs.staff().stock().level(LAMP).reserved()).isEqualTo(round + 1);
            }
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void placing_with_an_invitation_stays_within_the_budget(CountingDataSource counting) {
        try (Mugs mugs = Mugs.on(counting)) {
            Launch launch = selling(mugs, LAMP, 10, 1, 50);
            mugs.buy(mugs.guest("first"), mugged(mugs), 1, "approve", "first").orThrow(); // takes the numbers
            String ada = invited(mugs, launch, "ada");
            Shop shop = mugs.guest("ada");
            CartId cart = cart(mugs, shop, LAMP, 1, ada);
            PlaceOrder facts = mugs.facts(shop, cart, "approve");
            Counts place = counting.during(
                    () -> shop.checkout().place(cart, facts, "key").orThrow());
            assertThat(place.statements()).as("place: %s", place).isLessThanOrEqualTo(25);
        }
    }

    private static Sku mugged(Mugs mugs) {
        mugs.sell(Mugs.MUG, "EUR 12.50", 10);
        return Mugs.MUG;
    }
}
