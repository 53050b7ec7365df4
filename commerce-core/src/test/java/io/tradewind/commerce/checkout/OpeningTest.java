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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

    /** They are joined, so that each line of the cart stands beside each of them. */
    @BothDatabases
    void of_several_verified_numbers_the_one_verified_last_counts(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            CartId cart = workshop.cart(2, workshop.sell("MUG", "EUR 12.50", 10), workshop.sell("POT", "EUR 20", 10));
            Checkout checkout = workshop.buyer().checkout();
            CheckoutView opened = checkout.open(cart, HOME).orThrow();
            assertThat(opened.phone()).isEmpty();
            Instant now = workshop.shop.world().now();

            verified(workshop, cart, 3, "+4915100000003", now.minusSeconds(60));
            assertThat(checkout.find(opened.id()).phone())
                    .hasValueSatisfying(it -> assertThat(it).endsWith("03"));
            verified(workshop, cart, 1, "+4915100000001", now);
            verified(workshop, cart, 2, "+4915100000002", now);

            CheckoutView seen = checkout.find(opened.id());
            assertThat(seen.phone())
                    .as("of one moment the later id")
                    .hasValueSatisfying(it -> assertThat(it).endsWith("02"));
            assertThat(seen.cart().lines()).hasSize(2);
            assertThat(checkout.open(cart)).isEqualTo(seen);

            workshop.shop
                    .tx()
                    .write("test", handle -> handle.execute("delete from commerce.verification")); // no moves led there
        }
    }

    private static void verified(Workshop workshop, CartId cart, int id, String phone, Instant at) {
        workshop.shop
                .tx()
                .write(
                        "test",
                        handle -> handle.createUpdate("""
                        insert into commerce.verification (store_id, id, subject_id, owner_key, purpose, phone, state, version,
                          sends, checks, sending_until, resend_at, expires_at, created_at, verified_at)
                        values (:store, :id, :cart, :owner, 'CHECKOUT', :phone, 'VERIFIED', 3, 1, 1, :at, :at, :at, :at, :at)
                        """)
                                .bind("store", workshop.shop.scope().storeId())
                                .bind("id", new UUID(0x01a21880_0000_7000L, 0x8000_0000_0000_0000L + id))
                                .bind("cart", cart.value())
                                .bind("owner", Actor.guest("cookie-7f3a").ownerKey())
                                .bind("phone", phone)
                                .bind("at", at)
                                .execute());
    }
}
