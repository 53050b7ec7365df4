package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.testdb.BothDatabases;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Orders whose money comes later by bank transfer. */
class PayLaterTest {
    @BothDatabases(fresh = true)
    void where_to_transfer_the_money_is_known_after_a_restart_until_it_has_come(DataSource dataSource) {
        CartId cart;
        PlaceOrder facts;
        PlacedOrder placed;
        try (Mugs mugs = mugs(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 3);
            Shop ada = mugs.guest("cookie-ada");
            cart = mugs.cart(ada, Mugs.MUG, 2);
            facts = mugs.facts(ada, cart, "").payWith("transfer", "");
            placed = ada.checkout().place(cart, facts, "web-ada").orThrow();
        }
        Map<String, String> told = lines(placed.toPay().orElseThrow());
        assertThat(told)
                .containsEntry("iban", "DE89 3704 0044 0532 0130 00")
                .containsEntry("amount", placed.total().toString());

        try (Mugs mugs = mugs(dataSource)) {
            Shop ada = mugs.guest("cookie-ada");
            assertThat(ada.checkout().place(cart, facts, "web-ada").orThrow()).isEqualTo(placed);
            CheckoutId checkout = new CheckoutId(placed.id().value());
            assertThat(ada.checkout().status(checkout).orThrow()).isEqualTo(placed);
            assertThat(instructions(ada, placed))
                    .singleElement()
                    .satisfies(it -> assertThat(lines(it)).containsExactlyEntriesOf(told));

            Shop staff = mugs.staff();
            staff.payments()
                    .confirmReceipt(placed.id().value(), placed.total(), "statement 7, line 3")
                    .orThrow();
            assertThat(instructions(ada, placed)).isEmpty();
            mugs.jobs();
            mugs.checkInvariants();
        }
    }

    private static List<NextAction> instructions(Shop shop, PlacedOrder order) {
        return shop.payments().of(order.id().value()).stream()
                .flatMap(it -> it.instructions().stream())
                .toList();
    }

    private static Map<String, String> lines(NextAction action) {
        return ((NextAction.ShowInstructions) action).lines();
    }

    private static Mugs mugs(DataSource dataSource) {
        return Mugs.on(
                dataSource,
                builder -> builder.plugins(it -> it.payment(
                        "transfer",
                        "bank-transfer",
                        transfer ->
                                transfer.set("iban", "DE89370400440532013000").set("holder", "Mugs & Co"))));
    }
}
