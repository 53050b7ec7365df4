package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import javax.sql.DataSource;

/** A key stands for one request. */
class IdempotencyTest {
    @BothDatabases(fresh = true)
    void a_key_gives_its_own_request_the_first_answer_and_refuses_another(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 3);
            Shop ada = mugs.guest("cookie-ada");
            CartId cart = mugs.cart(ada, Mugs.MUG, 1);
            PlaceOrder facts = mugs.facts(ada, cart, "approve");
            PlacedOrder placed = ada.checkout().place(cart, facts, "web-1").orThrow();

            assertThat(ada.checkout().place(cart, facts, "web-1").orThrow()).isEqualTo(placed);
            assertThatThrownBy(() -> ada.checkout().place(cart, facts.payWith("cod"), "web-1"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.KEY_REUSED));

            assertThat(mugs.staff().stock().level(Mugs.MUG).reserved()).isEqualTo(1);
            assertThat(mugs.book.payments(placed.id().toString())).hasSize(1);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void the_echo_of_a_declined_attempt_is_not_another_attempt(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 3);
            Shop ada = mugs.guest("cookie-ada");
            CartId cart = mugs.cart(ada, Mugs.MUG, 1);
            PlaceOrder facts = mugs.facts(ada, cart, "decline");
            Placement declined = ada.checkout().place(cart, facts, "web-1");

            assertThat(ada.checkout().place(cart, facts, "web-1"))
                    .isInstanceOf(Placement.Refused.class)
                    .isEqualTo(declined);
            assertThatThrownBy(() -> ada.checkout().place(cart, facts.payWith("cod"), "web-1"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.KEY_REUSED));
            PlacedOrder placed = ada.checkout()
                    .place(cart, facts.payWith("card", "approve"), "web-2")
                    .orThrow();

            assertThat(mugs.staff().payments().of(placed.id().value())).hasSize(2);
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_refusal_names_itself_when_an_order_is_insisted_on(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 3);
            Placement refused = mugs.buy(mugs.guest("cookie-ada"), Mugs.MUG, 1, "decline", "web-1");

            assertThatThrownBy(refused::orThrow)
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.ANSWER_REFUSED))
                    .hasMessageContaining("payment");
        }
    }
}
