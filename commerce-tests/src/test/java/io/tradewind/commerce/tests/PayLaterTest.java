package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PayAnswer;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.ReceiptAnswer;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testdb.BothDatabases;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Orders whose money comes later by bank transfer. */
class PayLaterTest {
    private static final URI BACK = URI.create("https://mugs.example/back");

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
                .containsEntry("amount", placed.total().toString())
                .as("a reference that can be typed into a bank's form and looked up by staff")
                .containsEntry("reference", placed.number());

        try (Mugs mugs = mugs(dataSource)) {
            Shop ada = mugs.guest("cookie-ada");
            assertThat(ada.checkout().place(cart, facts, "web-ada").orThrow()).isEqualTo(placed);
            CheckoutId checkout = new CheckoutId(placed.id().value());
            assertThat(ada.checkout().status(checkout).orThrow()).isEqualTo(placed);
            assertThat(instructions(ada, placed))
                    .singleElement()
                    .satisfies(it -> assertThat(lines(it)).containsExactlyEntriesOf(told));

            mugs.clock.pass(Duration.ofMinutes(1));
            ada.checkout().payOrder(placed.id(), "transfer", PayBy.token(""), BACK);
            assertThat(instructions(ada, placed))
                    .as("asked for once more")
                    .singleElement()
                    .satisfies(it -> assertThat(lines(it)).containsEntry("reference", placed.number()));

            Shop staff = mugs.staff();
            staff.payments()
                    .confirmReceipt(placed.id().value(), placed.total(), "statement 7, line 3")
                    .orThrow();
            assertThat(instructions(ada, placed)).isEmpty();
            mugs.jobs();
            mugs.checkInvariants();
        }
    }

    @BothDatabases
    void an_order_that_waits_for_its_money_can_be_paid_by_card_instead_and_once(DataSource dataSource) {
        try (Mugs mugs = mugs(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 9);
            Shop ada = mugs.guest("cookie-ada-2");
            CartId cart = mugs.cart(ada, Mugs.MUG, 2);
            OrderId order = ada.checkout()
                    .place(cart, mugs.facts(ada, cart, "").payWith("transfer", ""), "web-ada-2")
                    .orThrow()
                    .id();
            assertThat(ada.orders().find(order).orElseThrow().holds()).hasSize(1);

            assertThat(pay(ada, order, "decline")).isInstanceOf(PayAnswer.Refused.class);
            assertThat(ada.orders().find(order).orElseThrow().holds()).hasSize(1);
            assertThat(pay(ada, order, "3ds")).isInstanceOf(PayAnswer.ActionRequired.class);
            ada.checkout().returned(new CheckoutId(order.value()), Map.of("outcome", List.of("failed")));
            assertThat(pay(ada, order, "approve")).isInstanceOf(PayAnswer.Paid.class);
            assertThat(refusal(pay(ada, order, "approve"))).isEqualTo("nothing-to-pay");
            assertThat(ada.payments().of(order.value()))
                    .as("nobody is told to transfer it as well")
                    .noneMatch(it -> it.instructions().isPresent());
            mugs.jobs();

            Order paid = ada.orders().find(order).orElseThrow();
            assertThat(paid.payment()).isEqualTo(PaymentStatus.PAID);
            assertThat(paid.holds()).isEmpty();
            assertThat(mugs.staff().payments().confirmReceipt(order.value(), paid.total(), "statement 8, line 1"))
                    .as("a transfer that comes all the same goes back")
                    .isInstanceOfSatisfying(
                            ReceiptAnswer.Booked.class,
                            it -> assertThat(it.surplus()).isEqualTo(paid.total()));
            mugs.jobs();
            Shop bob = mugs.guest("cookie-bob-2");
            assertThatThrownBy(() -> pay(bob, order, "approve")).isInstanceOf(CommerceException.class);
            mugs.checkInvariants();
        }
    }

    @BothDatabases
    void an_order_that_is_not_paid_in_time_is_cancelled_and_what_comes_later_goes_back(DataSource dataSource) {
        try (Mugs mugs = mugs(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 9);
            OrderId late = transfer(mugs, "cookie-late");
            OrderId partly = transfer(mugs, "cookie-partly");
            OrderId cash = place(mugs, "cookie-cash", "cod");
            mugs.staff()
                    .payments()
                    .confirmReceipt(partly.value(), Money.parse("EUR 5.00"), "statement 9, line 1")
                    .orThrow();
            mugs.clock.pass(Duration.ofDays(7));
            mugs.jobs();
            assertThat(state(mugs, late)).as("on the last day").isEqualTo(OrderState.PLACED);

            mugs.clock.pass(Duration.ofHours(1));
            mugs.jobs();

            assertThat(state(mugs, late)).isEqualTo(OrderState.CANCELLED);
            assertThat(state(mugs, partly)).as("for staff to decide").isEqualTo(OrderState.PLACED);
            assertThat(state(mugs, cash)).as("paid at the door").isEqualTo(OrderState.PLACED);
            assertThat(mugs.staff().stock().level(Mugs.MUG).reserved()).isEqualTo(4);
            mugs.checkInvariants();
            mugs.staff().payments().confirmReceipt(late.value(), Money.parse("EUR 29.90"), "statement 9, line 2");
            mugs.jobs();
            assertThat(mugs.staff().payments().reviewQueue())
                    .filteredOn(it -> it.orderId().equals(late.value()))
                    .as("a transfer is paid back by hand")
                    .isNotEmpty();
        }
    }

    @BothDatabases(fresh = true)
    void cash_on_delivery_is_packed_at_once_unless_the_store_packs_only_what_is_paid(DataSource dataSource) {
        try (Mugs mugs = mugs(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 9);
            assertThat(order(mugs, place(mugs, "cookie-trusted", "cod")).holds())
                    .isEmpty();
        }
        try (Mugs mugs = Mugs.on(dataSource, builder -> {}, StoreSpec::packOnlyPaid)) {
            mugs.clock.pass(Duration.ofMinutes(1)); // the same phone may have another code
            OrderId unpaid = place(mugs, "cookie-strict", "cod");
            assertThat(order(mugs, unpaid).holds())
                    .singleElement()
                    .satisfies(it -> assertThat(it.kind()).isEqualTo(HoldKind.PAYMENT));
            Money total = order(mugs, unpaid).total();
            mugs.staff()
                    .payments()
                    .confirmReceipt(unpaid.value(), total, "paid at the counter")
                    .orThrow();
            assertThat(order(mugs, unpaid).holds()).isEmpty();
            mugs.checkInvariants();
        }
    }

    private static Order order(Mugs mugs, OrderId id) {
        return mugs.staff().orders().find(id).orElseThrow();
    }

    private static OrderId transfer(Mugs mugs, String cookie) {
        return place(mugs, cookie, "transfer");
    }

    private static OrderId place(Mugs mugs, String cookie, String account) {
        Shop shop = mugs.guest(cookie);
        CartId cart = mugs.cart(shop, Mugs.MUG, 2);
        return shop.checkout()
                .place(cart, mugs.facts(shop, cart, "").payWith(account, ""), cookie)
                .orThrow()
                .id();
    }

    private static OrderState state(Mugs mugs, OrderId order) {
        return order(mugs, order).state();
    }

    private static PayAnswer pay(Shop shop, OrderId order, String script) {
        return shop.checkout().payOrder(order, "card", PayBy.token(script), BACK);
    }

    private static String refusal(PayAnswer answer) {
        return ((PayAnswer.Refused) answer).refusal().code();
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
