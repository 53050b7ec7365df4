package io.tradewind.commerce.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.util.List;
import javax.sql.DataSource;

/** A checkout that is opened with the address at once. */
class OpeningTest {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final Address WORK = new Address("Ada", List.of("Hafen 3"), "Kiel", "", "24103", "DE");
    private static final Address FAR = new Address("Ada", List.of("1 Main St"), "Reno", "NV", "89501", "US");

    @BothDatabases
    void a_new_one_has_it_from_the_start_and_a_live_one_gets_it(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            CartId cart = workshop.cart(1, workshop.sell("MUG", "EUR 12.50", 10));
            Checkout checkout = workshop.buyer().checkout();

            CheckoutView opened = checkout.open(cart, HOME).orThrow();
            assertThat(opened.address()).contains(HOME);
            assertThat(opened.version()).isEqualTo(1);
            assertThat(opened.missing()).doesNotContain("address");
            assertThat(checkout.find(opened.id())).isEqualTo(opened);

            CheckoutView moved = checkout.open(cart, WORK).orThrow();
            assertThat(moved.id()).isEqualTo(opened.id());
            assertThat(moved.address()).contains(WORK);
            assertThat(moved.version()).isEqualTo(2);
            assertThat(checkout.open(cart)).as("without one it stays as it is").isEqualTo(moved);
        }
    }

    @BothDatabases
    void where_nothing_goes_nothing_is_opened(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            CartId cart = workshop.cart(1, workshop.sell("MUG", "EUR 12.50", 10));
            Checkout checkout = workshop.buyer().checkout();

            assertThat(checkout.open(cart, FAR))
                    .isInstanceOfSatisfying(
                            FactAnswer.Refused.class,
                            it -> assertThat(it.refusal())
                                    .extracting(Refusal::code, Refusal::field)
                                    .containsExactly("not-deliverable", "country"));
            assertThat(checkout.open(cart).version()).as("the first one").isEqualTo(1);
            assertThat(checkout.open(cart).address()).isEmpty();

            Checkout strangers =
                    workshop.shop.shop(Actor.guest("somebody-else-altogether")).checkout();
            assertThatThrownBy(() -> strangers.open(cart, HOME))
                    .isInstanceOfSatisfying(
                            CommerceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
            assertThat(checkout.open(cart).address()).isEmpty();
        }
    }
}
