package io.tradewind.commerce.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.ShortReason;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.promotion.Statement;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What an influencer earns and loses, on orders of random prices, discounts, extras and quantities. */
class CommissionBaseTest {
    private static final Money NOTHING = Money.zero(CurrencyUnit.EUR);
    private static final int ORDERS = 6;

    private final Random random = new Random(20_260_115);

    private Workshop open(DataSource database) {
        Workshop workshop =
                Workshop.on(database, store -> store.tax("standard", "DE", "19").shortUnits(ShortUnits.CANCEL));
        workshop.staff().promotions().save(Influencer.of("lena", "Lena Voss", "7.3"));
        return workshop;
    }

    private Order order(Workshop workshop, int round) {
        String code = "LENA" + round;
        workshop.staff()
                .promotions()
                .create(NewCode.percent(code, String.valueOf(1 + random.nextInt(60)))
                        .influencer("lena"));
        CartId cart = workshop.buyer().carts().open().id();
        for (int i = 0; i < 3; i++) {
            Sku sku = Sku.of("ART-" + round + "-" + i);
            Money price = Money.ofMinor(CurrencyUnit.EUR, 1 + random.nextInt(9_999));
            workshop.staff()
                    .catalog()
                    .publish(NewProduct.named("Article " + sku)
                            .giftWrap(new GiftWrapSpec(Money.ofMinor(CurrencyUnit.EUR, 333), 100))
                            .variant(sku, price));
            workshop.staff().stock().receive(sku, 20, "delivery note 17");
            int units = 1 + random.nextInt(7);
            workshop.buyer()
                    .carts()
                    .add(
                            cart,
                            sku,
                            units,
                            random.nextBoolean() ? Personalisation.giftWrap("for you") : Personalisation.NONE)
                    .orThrow();
        }
        workshop.buyer().carts().code(cart, code).orThrow();
        return workshop.place(cart);
    }

    private static Statement statement(Workshop workshop) {
        return workshop.staff()
                .promotions()
                .statement("lena", TestShop.START.minus(Duration.ofDays(1)), TestShop.START.plus(Duration.ofDays(400)));
    }

    private static Money net(Order order) {
        return order.lines().stream().map(line -> line.paid().minus(line.tax())).reduce(NOTHING, Money::plus);
    }

    private static void nothingIsLeft(Workshop workshop, List<Order> orders) {
        Statement after = statement(workshop);
        assertThat(after.sales())
                .as("accrued on goods and extras, net of tax and delivery")
                .isEqualTo(orders.stream().map(CommissionBaseTest::net).reduce(NOTHING, Money::plus));
        assertThat(after.sales()).isGreaterThan(NOTHING);
        assertThat(after.returned()).as("part by part").isEqualTo(after.sales());
        assertThat(after.reversed()).isEqualTo(after.earned());
        assertThat(after.pending()).isEqualTo(NOTHING);
        assertThat(after.payable()).isEqualTo(NOTHING);
        workshop.checkInvariants();
    }

    @BothDatabases(fresh = true)
    void orders_given_back_unit_by_unit_leave_exactly_nothing(DataSource database) {
        try (Workshop workshop = open(database)) {
            List<Order> orders = new ArrayList<>();
            for (int round = 0; round < ORDERS; round++) {
                Order order = order(workshop, round);
                orders.add(order);
                workshop.deliver(order);
                List<OrderLine> left = new ArrayList<>();
                order.lines().forEach(line -> {
                    for (int i = 0; i < line.quantity(); i++) {
                        left.add(line);
                    }
                });
                while (!left.isEmpty()) {
                    OrderLine line = left.get(random.nextInt(left.size()));
                    long there = left.stream().filter(line::equals).count();
                    int units = 1 + random.nextInt((int) there);
                    for (int i = 0; i < units; i++) {
                        left.remove(line);
                    }
                    workshop.staff()
                            .returns()
                            .takeBack(
                                    order.id(),
                                    List.of(ReturnItem.of(line.id(), units, ReturnReason.CHANGED_MIND)),
                                    "at the desk")
                            .orThrow();
                }
                workshop.shop.runJobs();
            }
            assertThat(workshop.till.holds()).isZero();
            nothingIsLeft(workshop, orders);
        }
    }

    @BothDatabases(fresh = true)
    void units_cancelled_at_the_shelf_and_the_rest_cancelled_or_returned_leave_exactly_nothing(DataSource database) {
        try (Workshop workshop = open(database)) {
            List<Order> orders = new ArrayList<>();
            for (int round = 0; round < ORDERS; round++) {
                Order order = order(workshop, round);
                orders.add(order);
                FulfillmentId work = workshop.bench()
                        .claim(workshop.work(order).id())
                        .orThrow()
                        .id();
                OrderLine line = order.lines().get(0);
                workshop.bench()
                        .reportShort(work, line.id(), 1, ShortReason.MISSING)
                        .orThrow();
                if (round % 2 == 0) {
                    workshop.bench().letGo(work).orThrow();
                    workshop.staff().orders().cancel(order.id(), "fraud").orThrow();
                } else {
                    workshop.deliver(order);
                    List<ReturnItem> rest = new ArrayList<>();
                    order.lines().forEach(it -> {
                        int units = it.quantity() - (it.id().equals(line.id()) ? 1 : 0);
                        if (units > 0) {
                            rest.add(ReturnItem.of(it.id(), units, ReturnReason.CHANGED_MIND));
                        }
                    });
                    workshop.staff()
                            .returns()
                            .takeBack(order.id(), rest, "at the desk")
                            .orThrow();
                }
                workshop.shop.runJobs();
                workshop.shop.clock().pass(Duration.ofMinutes(2));
                workshop.shop.runJobs();
                assertThat(workshop.order(order.id()).state()).isIn(OrderState.CANCELLED, OrderState.COMPLETED);
            }
            assertThat(workshop.till.holds()).isZero();
            nothingIsLeft(workshop, orders);
        }
    }
}
