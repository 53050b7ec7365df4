package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class CartLifeTest {
    private static final Sku MUG = Sku.of("MUG-WHITE");
    private static final Sku PLATE = Sku.of("PLATE");
    private static final String COOKIE = "cookie-of-ada";
    private static final Actor GUEST = Actor.guest(COOKIE);
    private static final Actor ADA = Actor.customer("ada");

    @BothDatabases
    void at_sign_in_the_guests_lines_go_into_the_customers_cart(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            Carts ada = test.shop(ADA).carts();
            CartId old = guest.open().id();
            guest.add(old, MUG, 2).orThrow();
            guest.add(old, MUG, 1, engraving("Ada")).orThrow();
            CartId mine = ada.open().id();
            ada.add(mine, MUG, 3).orThrow();
            ada.add(mine, PLATE, 1).orThrow();

            Merged merged = ada.merge(COOKIE);

            assertThat(merged.leftOut()).isEmpty();
            assertThat(merged.cart().id()).isEqualTo(mine);
            assertThat(merged.cart().lines())
                    .extracting(
                            CartLine::sku,
                            CartLine::quantity,
                            it -> it.personalisation().isEngraved())
                    .containsExactlyInAnyOrder(tuple(MUG, 5, false), tuple(PLATE, 1, false), tuple(MUG, 1, true));
            assertThat(ada.find(mine).orElseThrow().lines()).hasSize(3);
            assertThat(ada.find(mine).orElseThrow().version())
                    .isEqualTo(merged.cart().version());
            assertThat(ada.merge(COOKIE).cart().lines())
                    .as("twice is once")
                    .isEqualTo(merged.cart().lines());
        }
    }

    @BothDatabases
    void the_old_cart_leads_its_owner_to_the_survivor_and_nobody_else(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            Carts ada = test.shop(ADA).carts();
            CartId old = guest.open().id();
            UUID line = guest.add(old, MUG, 2).orThrow().lines().get(0).id();
            assertThat(guest.has(old)).isTrue();
            assertThat(ada.has(old)).isFalse();

            Cart mine = ada.merge(COOKIE).cart();

            assertThat(mine.id()).isNotEqualTo(old);
            assertThat(mine.lines()).extracting(CartLine::id).containsExactly(line);
            assertThat(ada.find(old)).contains(mine);
            assertThat(ada.add(old, MUG, 1))
                    .isInstanceOfSatisfying(
                            CartChange.Moved.class,
                            it -> assertThat(it.survivor()).isEqualTo(mine));
            assertThatThrownBy(() -> ada.change(old, line, 1).orThrow())
                    .isInstanceOfSatisfying(
                            CommerceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_MOVE));
            assertThat(guest.find(old)).as("whoever still has the cookie").isEmpty();
            assertThat(List.of(ada.has(old), ada.has(mine.id()), guest.has(old), guest.has(mine.id())))
                    .as("has() says what find() shows")
                    .containsExactly(true, true, false, false);
            assertThatThrownBy(() -> guest.add(old, MUG, 1)).isInstanceOf(CommerceException.class);
            assertThat(guest.mine()).isEmpty();
            assertThat(test.shop(Actor.customer("eve")).carts().find(old)).isEmpty();
            assertThat(history(test, old)).containsExactly(">ACTIVE", "ACTIVE>MERGED");
        }
    }

    @BothDatabases
    void limits_hold_when_carts_are_merged_and_what_does_not_fit_is_named(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            Carts ada = test.shop(ADA).carts();
            CartId old = guest.open().id();
            guest.add(old, MUG, 500).orThrow();
            guest.add(old, PLATE, 1).orThrow();
            CartId mine = ada.open().id();
            ada.add(mine, MUG, 600).orThrow();
            for (int i = 0; i < 99; i++) {
                ada.add(mine, MUG, 1, engraving("No. " + i)).orThrow();
            }

            Merged merged = ada.merge(COOKIE);

            assertThat(merged.leftOut()).extracting(Refusal::code).containsExactly("quantity", "too-many-lines");
            assertThat(merged.cart().lines()).hasSize(100);
            assertThat(merged.cart().lines().get(0).quantity()).isEqualTo(999);
        }
    }

    @BothDatabases
    void only_a_customer_takes_over_a_guests_cart(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            for (Actor actor : List.of(GUEST, Actor.staff("mia", Role.ADMIN))) {
                assertThatThrownBy(() -> test.shop(actor).carts().merge("cookie-of-somebody"))
                        .isInstanceOfSatisfying(
                                CommerceException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
            }
            assertThat(test.shop(ADA).carts().merge("cookie-nobody-has").cart().isEmpty())
                    .isTrue();
        }
    }

    @BothDatabases
    void signing_in_on_two_devices_at_once_moves_every_line_once(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            CartId old = guest.open().id();
            guest.add(old, MUG, 2).orThrow();
            test.shop(ADA).carts().open();

            Crowd.of(4).each(8, number -> test.shop(ADA).carts().merge(COOKIE));

            assertThat(test.shop(ADA).carts().mine().orElseThrow().units()).isEqualTo(2);
        }
    }

    @BothDatabases
    void a_cart_left_alone_for_a_month_expires_and_its_owner_takes_it_up_again(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            CartId id = guest.open().id();
            guest.add(id, MUG, 2).orThrow();
            test.clock().pass(Duration.ofDays(30));
            test.runJobs();
            assertThat(guest.find(id).orElseThrow().state()).isEqualTo("ACTIVE");
            test.clock().pass(Duration.ofSeconds(1));
            test.runJobs();

            Cart expired = guest.find(id).orElseThrow();
            assertThat(expired.state()).isEqualTo("EXPIRED");
            assertThat(expired.units()).isEqualTo(2);
            assertThat(guest.mine()).isEmpty();
            assertThatThrownBy(() -> test.shop(ADA).carts().add(id, MUG, 1)).isInstanceOf(CommerceException.class);
            assertThat(guest.add(id, AddToCart.of(MUG, 1).expecting(2))).isInstanceOf(CartChange.Stale.class);

            Cart revived = guest.add(id, AddToCart.of(MUG, 1).expecting(3)).orThrow();
            assertThat(revived.state()).isEqualTo("ACTIVE");
            assertThat(revived.units()).isEqualTo(3);
            assertThat(history(test, id)).containsExactly(">ACTIVE", "ACTIVE>EXPIRED", "EXPIRED>ACTIVE");
        }
    }

    @BothDatabases
    void bought_units_leave_and_what_was_added_meanwhile_stays(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            CartId id = guest.open().id();
            UUID mugs = guest.add(id, MUG, 3).orThrow().lines().get(0).id();
            UUID plates = guest.add(id, PLATE, 2).orThrow().lines().get(1).id();
            guest.change(id, mugs, 4).orThrow();
            CartBook book = test.part(CartBook.class);

            test.tx().write("test", handle -> {
                book.giveUp(handle, test.scope(), id.value(), 0, Map.of(mugs, 3, plates, 2));
                return true;
            });

            Cart cart = guest.find(id).orElseThrow();
            assertThat(cart.lines())
                    .extracting(CartLine::id, CartLine::quantity)
                    .containsExactly(tuple(mugs, 1));
            assertThat(cart.version()).isEqualTo(5);
        }
    }

    @BothDatabases
    void bought_units_leave_the_survivor_too_if_the_owner_signed_in_while_paying(DataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            CartId id = guest.open().id();
            UUID mugs = guest.add(id, MUG, 3).orThrow().lines().get(0).id();
            test.shop(ADA).carts().merge(COOKIE);

            test.tx().write("test", handle -> {
                test.part(CartBook.class).giveUp(handle, test.scope(), id.value(), 0, Map.of(mugs, 3));
                return true;
            });

            assertThat(test.shop(ADA).carts().mine().orElseThrow().isEmpty()).isTrue();
        }
    }

    @BothDatabases
    void a_snapshot_holds_what_can_be_bought_and_names_the_rest(CountingDataSource database) {
        try (TestShop test = CartsTest.shop(database)) {
            Carts guest = test.shop(GUEST).carts();
            CartId id = guest.open().id();
            guest.add(id, MUG, 3, engraving("Ada")).orThrow();
            guest.add(id, PLATE, 1).orThrow();
            test.staff()
                    .catalog()
                    .unpublish(
                            test.staff().catalog().find("plate").orElseThrow().id());
            CountingDataSource.Counts counts = database.during(() -> {
                CartSnapshot snapshot = snapshot(test, GUEST, id).orElseThrow();

                assertThat(snapshot.version()).isEqualTo(3);
                assertThat(snapshot.ownerKey()).isEqualTo(GUEST.ownerKey());
                assertThat(snapshot.lines()).singleElement().satisfies(line -> {
                    assertThat(line.quantity()).isEqualTo(3);
                    assertThat(line.unitExtras()).isEqualTo(Money.parse("EUR 4.00"));
                    assertThat(line.makingTime()).isEqualTo(Duration.ofHours(2));
                    assertThat(line.returnable()).isFalse();
                    assertThat(line.personalJson()).contains("Ada");
                });
                assertThat(snapshot.problems()).extracting(Problem::code).containsExactly("unavailable");
            });

            assertThat(counts.statements()).as(counts.toString()).isEqualTo(2);
            assertThat(snapshot(test, ADA, id)).as("somebody else's").isEmpty();
            assertThat(snapshot(test, Actor.staff("mia", Role.ADMIN), id)).isPresent();
            test.shop(ADA).carts().merge(COOKIE);
            assertThat(snapshot(test, GUEST, id)).as("merged").isEmpty();
        }
    }

    private static Optional<CartSnapshot> snapshot(TestShop test, Actor actor, CartId id) {
        Scope scope = test.scope(actor);
        CartBook carts = test.part(CartBook.class);
        return test.tx().write("test", handle -> {
            if (!carts.lock(handle, scope, id.value())) {
                return Optional.empty();
            }
            CartReading reading = carts.reading(scope);
            handle.createQuery("select " + CartReading.COLUMNS + " from commerce.cart c " + CartReading.JOINS
                            + " where c.store_id = :store and c.id = :id")
                    .bind("store", scope.storeId())
                    .bind("id", id.value())
                    .bind("location", scope.store().policy().location())
                    .map((row, context) -> {
                        reading.add(row);
                        return id;
                    })
                    .list();
            return Optional.of(carts.snapshot(scope, reading));
        });
    }

    private static List<String> history(TestShop test, CartId id) {
        List<Entry> entries =
                test.tx().read("test", handle -> test.part(Outbox.class).timeline(handle, test.scope(), id.value()));
        return entries.stream().map(it -> it.from() + ">" + it.to()).toList();
    }
}
