package io.tradewind.commerce.tests;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static io.tradewind.commerce.cart.Personalisation.giftWrap;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryDay;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.ScanAnswer;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.promotion.Statement;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** One order through every station, through the Java API alone. */
class JourneyTest {
    @BothDatabases(fresh = true)
    void one_order_goes_through_every_station_and_half_of_it_comes_back(DataSource dataSource) {
        everyStation(dataSource);
    }

    @BothDatabases(fresh = true)
    void a_declined_checkout_that_nobody_touches_ends_after_a_day_and_gives_its_code_back(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 10);
            mugs.staff().promotions().create(NewCode.percent("ONLYONE", "10").maxUses(1));
            Shop ada = mugs.guest("cookie-ada");
            CartId left = mugs.cart(ada, Mugs.MUG, 1);
            ada.carts().code(left, "ONLYONE").orThrow();
            CheckoutView checkout = ada.checkout().open(left);
            assertThat(ada.checkout().place(left, mugs.facts(ada, left, "decline"), "web-1"))
                    .isInstanceOf(Placement.Refused.class);
            Shop bob = mugs.guest("cookie-bob");
            CartId cart = mugs.cart(bob, Mugs.MUG, 1);
            assertThat(bob.carts().code(cart, "ONLYONE"))
                    .as("kept for the next attempt")
                    .isInstanceOf(CartChange.Refused.class);

            mugs.clock.pass(Duration.ofHours(23));
            mugs.jobs();
            assertThat(bob.carts().code(cart, "ONLYONE")).isInstanceOf(CartChange.Refused.class);
            mugs.clock.pass(Duration.ofHours(2));
            mugs.jobs();

            bob.carts().code(cart, "ONLYONE").orThrow();
            bob.checkout()
                    .place(cart, mugs.facts(bob, cart, "approve"), "web-1")
                    .orThrow();
            assertThat(ada.checkout().find(checkout.id()).state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(ada.carts().find(left).orElseThrow().lines()).hasSize(1);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_day_that_was_chosen_is_promised_and_the_work_waits_for_it_behind_what_leaves_sooner(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(
                dataSource,
                builder -> builder.plugins(it -> it.carrier(
                        "daily",
                        "table-rate",
                        rates -> rates.set("DE", "EUR 5.90; 1 day").set("daysAhead", "3"))))) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 10);
            Shop ada = mugs.guest("cookie-ada");
            CartId cart = mugs.cart(ada, Mugs.MUG, 1);
            DeliveryOption daily = daily(ada, cart);
            assertThat(daily.days()).extracting(it -> it.date().toString()).startsWith("2026-03-04", "2026-03-05");
            DeliveryDay thursday = daily.days().get(1);

            PlacedOrder placed = ada.checkout()
                    .place(cart, PlaceOrder.to(Mugs.HOME).by(thursday).payWith("card", "approve"), "chosen")
                    .orThrow();
            Shop bob = mugs.guest("cookie-bob");
            CartId later = mugs.cart(bob, Mugs.MUG, 1);
            PlaceOrder soonest = PlaceOrder.to(Mugs.HOME).by(daily(bob, later)).payWith("card", "approve");
            PlacedOrder sooner = bob.checkout().place(later, soonest, "sooner").orThrow();
            mugs.jobs();

            Order order = ada.orders().find(placed.id()).orElseThrow();
            assertThat(order.promise()).isEqualTo(thursday.promise());
            assertThat(order.delivery()).isEqualTo(Money.parse("EUR 5.90"));
            Fulfillment bench = mugs.staff().fulfillment();
            FulfillmentOrder work = bench.of(placed.id()).get(0);
            assertThat(work.state()).isEqualTo(WorkState.WAITING);
            assertThat(work.shipsOn()).as("Wednesday, in Berlin").contains(Instant.parse("2026-03-03T23:00:00Z"));
            assertThat(work.dueAt()).as("Wednesday's cut-off").isEqualTo(Instant.parse("2026-03-04T14:00:00Z"));
            assertThat(queue(bench)).containsExactly(sooner.id());

            mugs.clock.turnTo(Instant.parse("2026-03-03T23:00:00Z"));
            mugs.jobs();
            assertThat(queue(bench)).containsExactly(sooner.id(), placed.id());
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_day_whose_cut_off_has_passed_cannot_be_bought_and_nothing_is_held(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(
                dataSource,
                builder -> builder.plugins(it -> it.carrier(
                        "daily",
                        "table-rate",
                        rates -> rates.set("DE", "EUR 5.90; 1 day").set("daysAhead", "3"))))) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 1);
            Shop ada = mugs.guest("cookie-ada");
            CartId cart = mugs.cart(ada, Mugs.MUG, 1);
            DeliveryDay wednesday = daily(ada, cart).days().get(0);
            PlaceOrder facts = PlaceOrder.to(Mugs.HOME).by(wednesday).payWith("card", "approve");
            mugs.clock.turnTo(Instant.parse("2026-03-03T14:00:01Z"));

            assertThat(ada.checkout().place(cart, facts, "late"))
                    .isInstanceOfSatisfying(
                            Placement.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("delivery-changed"));
            DeliveryDay next = daily(ada, cart).days().get(0);
            assertThat(next.date().toString()).isEqualTo("2026-03-06");
            ada.checkout()
                    .place(cart, PlaceOrder.to(Mugs.HOME).by(next).payWith("card", "approve"), "again")
                    .orThrow();
            mugs.checkInvariants();
        }
    }

    private static DeliveryOption daily(Shop shop, CartId cart) {
        return shop.delivery().options(cart, Mugs.HOME).stream()
                .filter(it -> it.account().equals("daily"))
                .findFirst()
                .orElseThrow();
    }

    private static List<OrderId> queue(Fulfillment bench) {
        return bench.queue(QueueQuery.open()).works().stream()
                .map(WorkSummary::orderId)
                .toList();
    }

    @Test
    void the_journey_is_the_same_on_a_pool_of_serializable_transactions() {
        try (TestDatabase database = TestDatabases.postgres();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            everyStation(pool);
        }
    }

    private static void everyStation(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            Shop staff = mugs.staff();
            staff.catalog()
                    .publish(NewProduct.named("White mug")
                            .variant(Mugs.MUG, Money.parse("EUR 12.50"))
                            .engraving(EngravingSpec.oneLine(10, Money.parse("EUR 4.00")))
                            .giftWrap(new GiftWrapSpec(Money.parse("EUR 3.50"), 200)));
            staff.stock().receive(Mugs.MUG, 10, "delivery note 17");
            staff.promotions().save(new Influencer("lena", "Lena", new BigDecimal("5"), Optional.empty()));
            staff.promotions().create(NewCode.percent("LENA10", "10").influencer("lena"));

            PlacedOrder placed = buy(mugs, mugs.guest("cookie-7f3a"));
            mugs.checkInvariants();
            Parcel parcel = pack(mugs, placed.id());
            mugs.checkInvariants();
            deliver(mugs, placed, parcel);
            mugs.checkInvariants();
            giveOneBack(mugs, placed);
            mugs.checkInvariants();
        }
    }

    /** Two engraved mugs in gift wrap and a plain one, by the carrier that can be followed, paid by card. */
    private static PlacedOrder buy(Mugs mugs, Shop shop) {
        CartId cart = mugs.cart(shop, Mugs.MUG, 1);
        shop.carts()
                .add(cart, Mugs.MUG, 2, engraving("For Ada").and(giftWrap("Happy birthday")))
                .orThrow();
        shop.carts().code(cart, "lena10").orThrow();
        DeliveryOption option = shop.delivery().options(cart, Mugs.HOME).stream()
                .filter(it -> it.account().equals("post"))
                .findFirst()
                .orElseThrow();
        PlaceOrder facts = PlaceOrder.to(Mugs.HOME).by(option).payWith("card", "approve");

        PlacedOrder placed = shop.checkout().place(cart, facts, "web-1").orThrow();

        Order order = shop.orders().find(placed.id()).orElseThrow();
        assertThat(order.goods()).isEqualTo(Money.parse("EUR 52.50"));
        assertThat(order.total())
                .isEqualTo(order.goods().minus(order.discount()).plus(order.delivery()));
        assertThat(order.state()).isEqualTo(OrderState.PLACED);
        assertThat(order.payment()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.fulfilment()).isEqualTo(FulfilmentStatus.PREPARING);
        assertThat(order.influencer()).contains("lena");
        assertThat(mugs.staff().stock().level(Mugs.MUG).reserved()).isEqualTo(3);
        assertThat(shop.carts().find(cart).orElseThrow().lines()).isEmpty();
        assertThat(mugs.book.payments()).hasSize(1);
        assertThat(shop.checkout().place(cart, facts, "web-1").orThrow().id()).isEqualTo(placed.id());
        assertThat(mugs.guest("somebody else").orders().find(placed.id())).isEmpty();
        assertThat(mugs.guest("somebody else").orders().track(placed.token())).isPresent();
        return placed;
    }

    private static Parcel pack(Mugs mugs, OrderId order) {
        Fulfillment bench = mugs.staff().fulfillment();
        FulfillmentId work = bench.of(order).get(0).id();
        bench.claim(work).orThrow();
        assertThat(bench.scan(work, "ANOTHER-MUG")).isInstanceOf(ScanAnswer.Wrong.class);
        for (int unit = 0; unit < 3; unit++) {
            bench.scan(work, Mugs.MUG.value()).orThrow();
        }
        bench.pack(work).orThrow();
        mugs.jobs();
        Parcel parcel = bench.parcels(order).get(0);
        assertThat(parcel.state()).isEqualTo(ParcelState.LABELLED);
        assertThat(bench.label(parcel.id()).orElseThrow().bytes())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        return parcel;
    }

    private static void deliver(Mugs mugs, PlacedOrder placed, Parcel parcel) {
        assertThat(mugs.staff().fulfillment().handOver(List.of(parcel.id())).parcels())
                .hasSize(1);
        assertThat(mugs.staff().stock().level(Mugs.MUG).onHand()).isEqualTo(7);
        assertThat(mugs.staff().stock().level(Mugs.MUG).reserved()).isZero();
        mugs.clock.pass(Duration.ofHours(20));
        mugs.carrierBook.push(parcel.trackingNumber(), TrackingStatus.OUT_FOR_DELIVERY, mugs.clock.instant());
        mugs.clock.pass(Duration.ofHours(2));
        mugs.carrierBook.push(parcel.trackingNumber(), TrackingStatus.DELIVERED, mugs.clock.instant());
        mugs.clock.pass(Duration.ofHours(6));
        mugs.jobs();
        Order order = mugs.staff().orders().track(placed.token()).orElseThrow();
        assertThat(order.fulfilment()).isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(order.state()).isEqualTo(OrderState.COMPLETED);
    }

    /** The plain mug comes back and goes on the shelf again; the money is exactly what was paid for it. */
    private static void giveOneBack(Mugs mugs, PlacedOrder placed) {
        Order order = mugs.staff().orders().find(placed.id()).orElseThrow();
        OrderLine plain = order.lines().stream()
                .filter(line -> line.personalisation().isNone())
                .findFirst()
                .orElseThrow();
        Returns staff = mugs.staff().returns();
        Return asked = mugs.guest("the link is enough")
                .returns()
                .request(placed.token(), List.of(ReturnItem.of(plain.id(), 1, ReturnReason.CHANGED_MIND)), "")
                .orThrow();
        assertThat(asked.preview()).isEqualTo(plain.paid());
        staff.approve(asked.id()).orThrow();
        staff.receive(asked.id(), Map.of(plain.id(), 1)).orThrow();
        staff.inspect(asked.id(), List.of(Inspection.good(plain.id(), 1))).orThrow();
        mugs.jobs();

        assertThat(staff.find(asked.id()).orElseThrow().state()).isEqualTo(ReturnState.RESOLVED);
        assertThat(mugs.book.refunded(mugs.book.payments().get(0))).isEqualTo(plain.paid());
        assertThat(mugs.staff().stock().level(Mugs.MUG).onHand()).isEqualTo(8);
        assertThat(mugs.staff().orders().find(placed.id()).orElseThrow().payment())
                .isEqualTo(PaymentStatus.PARTLY_REFUNDED);
        Statement statement = mugs.staff()
                .promotions()
                .statement("lena", Mugs.MONDAY, mugs.clock.instant().plusSeconds(1));
        assertThat(statement.reversed().isZero()).isFalse();
        assertThat(statement.earned().isGreaterThan(statement.reversed().abs())).isTrue();
    }
}
