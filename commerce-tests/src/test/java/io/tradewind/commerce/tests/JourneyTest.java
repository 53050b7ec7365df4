package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** One order through every station, through the Java API alone. */
class JourneyTest {
    @BothDatabases(fresh = true)
    void a_paid_cart_becomes_one_order_and_work_for_the_warehouse(DataSource dataSource) {
        buyTwo(dataSource);
    }

    @Test
    void the_journey_is_the_same_on_a_pool_of_serializable_transactions() {
        try (TestDatabase database = TestDatabases.postgres();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            buyTwo(pool);
        }
    }

    private static void buyTwo(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 10);
            Shop shop = mugs.guest("cookie-7f3a");
            CartId cart = mugs.cart(shop, Mugs.MUG, 2);

            PlaceOrder facts = mugs.facts(shop, cart, "approve");

            Placement placement = shop.checkout().place(cart, facts, "web-1");

            PlacedOrder placed = placement.orThrow();
            Order order = shop.orders().find(placed.id()).orElseThrow();
            assertThat(order.total()).isEqualTo(Money.parse("EUR 29.90"));
            assertThat(order.state()).isEqualTo(OrderState.PLACED);
            assertThat(order.payment()).isEqualTo(PaymentStatus.PAID);
            assertThat(order.fulfilment()).isEqualTo(FulfilmentStatus.PREPARING);
            assertThat(mugs.staff().stock().level(Mugs.MUG).reserved()).isEqualTo(2);
            assertThat(shop.carts().find(cart).orElseThrow().lines()).isEmpty();
            assertThat(mugs.book.payments()).hasSize(1);
            assertThat(shop.checkout().place(cart, facts, "web-1").orThrow().id())
                    .isEqualTo(placed.id());
            mugs.checkInvariants();
        }
    }
}
