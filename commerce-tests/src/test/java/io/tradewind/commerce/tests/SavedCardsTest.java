package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.payment.KeptInstrument;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.testdb.BothDatabases;
import java.util.List;
import javax.sql.DataSource;

/** A buyer who has a card kept, pays with it again, and takes it away. */
class SavedCardsTest {
    @BothDatabases
    void a_card_kept_with_the_buyers_word_pays_again_until_the_buyer_removes_it(DataSource dataSource) {
        try (Mugs mugs = Mugs.on(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 9);
            Shop ada = mugs.customer("ada-1");
            place(mugs, ada, PayBy.token("approve").keeping()).orThrow();
            KeptInstrument card = ada.payments().saved().get(0);
            assertThat(card.label()).isEqualTo("Sandbox card ending in 4242");
            assertThat(mugs.customer("bob-1").payments().saved()).isEmpty();

            assertThat(refusal(place(mugs, mugs.guest("cookie-bob"), PayBy.saved(card.id()))))
                    .isEqualTo("saved-gone");
            assertThat(refusal(place(
                            mugs,
                            mugs.guest("cookie-bob"),
                            PayBy.token("approve").keeping())))
                    .isEqualTo("keep-needs-account");
            CartId cart = mugs.cart(ada, Mugs.MUG, 1);
            PlaceOrder facts = mugs.facts(ada, cart, "");
            for (String noToken : List.of("4111 1111 1111 1111", "4111-1111-1111-1111", " ", "x".repeat(20_000))) {
                PlaceOrder bad = facts.payWith("card", PayBy.token(noToken));
                assertThat(refusal(ada.checkout().place(cart, bad, "key-" + noToken.hashCode())))
                        .isEqualTo("token-bad");
            }
            ada.checkout()
                    .place(cart, facts.payWith("card", PayBy.saved(card.id())), "key-" + cart)
                    .orThrow();
            assertThat(mugs.book.entries().stream().filter(it -> it.state() == SandboxBook.State.APPROVED))
                    .as("payments that were made")
                    .hasSizeGreaterThanOrEqualTo(2);

            ada.payments().forget(card.id());
            assertThat(ada.payments().saved()).isEmpty();
            assertThat(refusal(place(mugs, ada, PayBy.saved(card.id())))).isEqualTo("saved-gone");
            mugs.jobs();
            mugs.checkInvariants();
        }
    }

    private static Placement place(Mugs mugs, Shop shop, PayBy by) {
        CartId cart = mugs.cart(shop, Mugs.MUG, 1);
        PlaceOrder facts = mugs.facts(shop, cart, "").payWith("card", by);
        return shop.checkout().place(cart, facts, "key-" + cart);
    }

    private static String refusal(Placement placement) {
        return ((Placement.Refused) placement).refusal().code();
    }
}
