package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

class SavedInstrumentsTest {
    private static final Instrument PAGE = new Instrument.ProviderPage();
    private final Actor ada = Actor.customer("ada-" + UUID.randomUUID());
    private final Actor bob = Actor.customer("bob-" + UUID.randomUUID());

    private static PaymentDesk desk(DataSource database) {
        PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.MANUAL));
        desk.gateway.can(PaymentCapability.SAVED_INSTRUMENTS, PaymentCapability.MERCHANT_INITIATED);
        return desk;
    }

    private UUID reserveAndKeep(PaymentDesk desk) {
        UUID order = desk.checkout();
        assertThat(desk.pay(order, ada, PAGE, Optional.empty(), true).state()).isEqualTo(OperationState.APPROVED);
        return order;
    }

    private static Optional<Instrument> toPayWith(PaymentDesk desk, Actor actor, String account, UUID id) {
        return desk.shop
                .tx()
                .read("test.saved", handle -> desk.operations.saved(handle, desk.shop.scope(actor), account, id));
    }

    @BothDatabases
    void what_a_buyer_agreed_to_keep_can_be_paid_with_again_by_that_buyer_alone(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            reserveAndKeep(desk);
            reserveAndKeep(desk); // the same card again is the same card
            KeptInstrument card = desk.payments(ada).saved().get(0);
            assertThat(desk.payments(ada).saved()).hasSize(1);
            assertThat(card.label()).isEqualTo("Visa ending in 4242");
            assertThat(desk.payments(bob).saved()).isEmpty();
            assertThat(toPayWith(desk, bob, "card", card.id())).isEmpty();
            assertThat(toPayWith(desk, ada, "other", card.id())).isEmpty();

            Instrument saved = toPayWith(desk, ada, "card", card.id()).orElseThrow();
            desk.pay(desk.checkout(), ada, saved, Optional.of(card.id()), false);
            AuthorizeRequest asked = desk.gateway.authorizations.get(2);
            assertThat(asked.use()).isEqualTo(StoredCredential.CUSTOMER_PRESENT);
            assertThat(asked.instrument()).isEqualTo(saved);

            desk.shop.clock().pass(Duration.ofDays(870)); // past May 2028
            assertThat(desk.payments(ada).saved()).isEmpty();
            assertThat(toPayWith(desk, ada, "card", card.id())).isEmpty();
        }
    }

    @BothDatabases
    void without_the_buyers_word_nothing_is_kept(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.pay(desk.checkout(), ada, PAGE, Optional.empty(), false);
            assertThat(desk.payments(ada).saved()).isEmpty();
            assertThat(desk.gateway.authorizations.get(0).use()).isEqualTo(StoredCredential.NONE);
        }
    }

    @BothDatabases
    void what_a_buyer_removes_is_gone_at_once_and_the_provider_is_told_until_it_has_heard(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            reserveAndKeep(desk);
            UUID card = desk.payments(ada).saved().get(0).id();
            assertThatThrownBy(() -> desk.payments(bob).forget(card)).isInstanceOf(CommerceException.class);
            assertThat(desk.payments(ada).saved()).hasSize(1);

            desk.gateway.forgetting = new Answer.Unknown<>(Optional.empty(), "time-out");
            desk.payments(ada).forget(card);
            desk.payments(ada).forget(card);
            assertThat(desk.payments(ada).saved()).isEmpty();
            desk.instruments.step();
            desk.gateway.forgetting = new Answer.Done<>(new Cancelled(TestShop.START));
            desk.instruments.step();
            assertThat(forgotten(desk)).isEqualTo(1);
            desk.shop.clock().pass(Duration.ofHours(1));
            desk.instruments.step();
            desk.shop.clock().pass(Duration.ofHours(2));
            desk.instruments.step();
            assertThat(forgotten(desk)).isEqualTo(2);
        }
    }

    private static long forgotten(PaymentDesk desk) {
        return desk.gateway.calls.stream()
                .filter(it -> it.startsWith("forget "))
                .count();
    }

    @BothDatabases
    void a_reservation_about_to_lapse_is_made_anew_and_only_one_is_taken(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserveAndKeep(desk);
            desk.shop.clock().pass(Duration.ofDays(6).plusMinutes(1));
            desk.expiries.step();
            desk.expiries.step();
            desk.run();
            assertThat(desk.operations(order, OperationKind.AUTHORIZE)).hasSize(2);
            assertThat(desk.gateway.authorizations.get(1).use()).isEqualTo(StoredCredential.MERCHANT_INITIATED);
            assertThat(desk.position(order)).isEqualTo(new Position(20000, 10000, 0, 0, 0, 0, 0, 0, 0));
            assertThat(tasks(desk, order)).isEmpty();
            assertThat(desk.staff().capture(order)).isEqualTo(TOTAL);
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.CAPTURE)).isEqualTo(TOTAL);
            assertThat(desk.position(order).captured()).isEqualTo(10000);
            desk.check();
        }
    }

    @BothDatabases
    void a_reservation_that_cannot_be_made_anew_is_told_to_staff(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserveAndKeep(desk);
            desk.shop.clock().pass(Duration.ofDays(6).plusMinutes(1));
            desk.gateway.next(Mood.DECLINE);
            desk.expiries.step();
            desk.run();
            assertThat(tasks(desk, order))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("INSUFFICIENT_FUNDS"));
            desk.expiries.step();
            desk.run();
            assertThat(desk.operations(order, OperationKind.AUTHORIZE)).hasSize(2);
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 0, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void money_taken_while_it_is_reserved_anew_is_not_held_twice(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserveAndKeep(desk);
            desk.shop.clock().pass(Duration.ofDays(6).plusMinutes(1));
            desk.expiries.step();
            desk.staff().capture(order);
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(20000, 10000, 10000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    private static List<ReviewTask> tasks(PaymentDesk desk, UUID order) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.orderId().equals(order) && it.kind() == TaskKind.RESERVATION_LAPSING)
                .toList();
    }
}
