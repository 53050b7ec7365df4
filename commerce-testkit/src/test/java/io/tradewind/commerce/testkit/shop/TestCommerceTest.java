package io.tradewind.commerce.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.event.OrderPlaced;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A host's tests, as they are meant to be written. */
class TestCommerceTest {
    private static final Money PRICE = Money.parse("EUR 12.50");

    @Test
    void a_host_hears_of_an_order_that_is_packed_sent_and_paid_for() {
        List<String> heard = new ArrayList<>();
        try (TestCommerce shop = TestCommerce.start(builder -> builder.inMemory()
                .store("mugs", it -> it.currency("EUR").country("DE"))
                .on(OrderPlaced.class, Timing.DURABLE, "erp", it -> heard.add(it.orderNumber())))) {
            Order order = shop.order(shop.sell("MUG", PRICE, 10), 2);

            assertThat(heard).containsExactly(order.number());
            assertThat(shop.payments().holds(CurrencyUnit.EUR)).isEqualTo(order.total());
            assertThat(shop.messages().sent()).anyMatch(it -> it.text().contains(order.number()));
            var bench = shop.staff().fulfillment();
            var work = bench.of(order.id()).get(0).id();
            bench.claim(work).orThrow();
            bench.countAll(work).orThrow();
            var parcel = bench.pack(work).orThrow().liveParcels().get(0).id();
            shop.runJobs();
            bench.handOver(List.of(parcel)).orThrow();
            assertThat(shop.carrier().sold()).hasSize(1);
            shop.assertSound();
        }
    }

    @Test
    void a_declined_card_sells_nothing_and_a_lost_answer_sells_once() {
        try (TestCommerce shop = TestCommerce.start()) {
            Sku mug = shop.sell("MUG", PRICE, 1);
            shop.payments().next(FakePayments.Next.DECLINE);
            assertThat(shop.buy(Actor.guest("ada"), mug, 1)).isInstanceOf(Placement.Refused.class);
            assertThat(shop.payments().holds(CurrencyUnit.EUR).isZero()).isTrue();
            shop.clock().pass(Duration.ofHours(1));
            shop.runJobs();

            shop.payments().next(FakePayments.Next.LOSE_ANSWER);
            assertThat(shop.buy(Actor.guest("grace"), mug, 1)).isInstanceOf(Placement.Confirming.class);
            shop.clock().pass(Duration.ofMinutes(1));
            shop.runJobs();

            assertThat(shop.payments().holds(CurrencyUnit.EUR)).isEqualTo(Money.parse("EUR 17.40"));
            shop.assertSound();
        }
    }

    @Test
    void a_cancelled_order_gives_the_money_back() {
        try (TestCommerce shop = TestCommerce.start()) {
            Order order = shop.order(shop.sell("MUG", PRICE, 10), 1);

            shop.staff().orders().cancel(order.id(), "changed their mind");
            shop.runJobs();

            assertThat(shop.order(order.id()).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(shop.order(order.id()).payment()).isEqualTo(PaymentStatus.REFUNDED);
            assertThat(shop.payments().holds(CurrencyUnit.EUR).isZero()).isTrue();
            shop.assertSound();
        }
    }

    @Test
    void what_is_not_sound_is_named() throws SQLException {
        try (TestCommerce shop = TestCommerce.start()) {
            shop.sell("MUG", PRICE, 10);
            try (Connection connection = shop.commerce().dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("update commerce.stock set on_hand = 11");
            }

            assertThatThrownBy(shop::assertSound)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("INV-STOCK-2")
                    .hasMessageContaining("MUG");
        }
    }

    @Test
    void a_listener_that_never_takes_its_event_is_named() {
        try (TestCommerce shop = TestCommerce.start(builder -> builder.inMemory()
                .store("mugs", it -> it.currency("EUR").country("DE"))
                .on(OrderPlaced.class, Timing.DURABLE, "erp", it -> {
                    throw new IllegalStateException("closed for stocktaking");
                }))) {
            shop.order(shop.sell("MUG", PRICE, 10), 1);
            for (int i = 0; i < 12; i++) {
                shop.clock().pass(Duration.ofMinutes(10));
                shop.runJobs();
            }

            assertThatThrownBy(shop::assertSound)
                    .hasMessageContaining("OrderPlaced by erp")
                    .hasMessageContaining("closed for stocktaking");
        }
    }
}
