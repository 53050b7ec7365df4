package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.message.console.ConsoleMessagesPlugin;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.CountingDataSource.Counts;
import java.util.List;

/** How many statements a call may take, whatever the number of products, orders and lines. */
class BudgetTest {
    private static final int ADD = 4;
    private static final int PLACE = 22;
    private static final int LIST = 4;

    @BothDatabases(fresh = true)
    void placing_adding_and_listing_stay_within_their_budgets(CountingDataSource counting) {
        try (Mugs mugs = Mugs.on(
                counting,
                it -> it.on(OrderPlaced.class, Timing.DURABLE, "warehouse", event -> {})
                        .plugins(plugins ->
                                plugins.add(new ConsoleMessagesPlugin()).notifier("messages", "console")))) {
            for (int i = 0; i < 12; i++) {
                mugs.sell(Sku.of("MUG-" + i), "EUR 10.00", 100);
            }
            mugs.buy(mugs.guest("first-buyer"), Sku.of("MUG-0"), 1, "approve", "first")
                    .orThrow(); // takes the numbers
            for (int lines : List.of(1, 12)) {
                Shop shop = mugs.guest("buyer-of-" + lines);
                CartId cart = mugs.cart(shop, Sku.of("MUG-0"), 1);
                for (int i = 1; i < lines; i++) {
                    Sku sku = Sku.of("MUG-" + i);
                    Counts add =
                            counting.during(() -> shop.carts().add(cart, sku, 1).orThrow());
                    assertThat(add.statements()).as("add: %s", add).isLessThanOrEqualTo(ADD);
                }
                PlaceOrder facts = mugs.facts(shop, cart, "approve");
                Counts place = counting.during(
                        () -> shop.checkout().place(cart, facts, "key").orThrow());
                assertThat(place.statements())
                        .as("place, %s lines: %s", lines, place)
                        .isLessThanOrEqualTo(PLACE);
            }
            Counts list = counting.during(() -> mugs.guest("reader").catalog().list(ProductQuery.all()));
            assertThat(list.statements()).as("list: %s", list).isLessThanOrEqualTo(LIST);
        }
    }
}
