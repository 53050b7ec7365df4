package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class TakingTest {
    private static PaymentDesk desk(DataSource database) {
        return new PaymentDesk(database, store -> store.capture(CaptureMoment.MANUAL));
    }

    private static UUID reserved(PaymentDesk desk) {
        UUID order = desk.checkout();
        assertThat(desk.pay(order).state()).isEqualTo(OperationState.APPROVED);
        return order;
    }

    private static ReservationAnswer take(PaymentDesk desk, UUID order, String amount, String key) {
        return desk.staff().capture(order, Money.parse(amount), key);
    }

    @BothDatabases
    void parts_are_taken_one_after_the_other_and_never_more_than_is_reserved(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.can(PaymentCapability.MULTI_CAPTURE);
            UUID order = reserved(desk);
            assertThat(take(desk, order, "EUR 40.00", "a").orThrow()).isEqualTo(Money.parse("EUR 40.00"));
            assertThat(take(desk, order, "EUR 60.01", "b"))
                    .isInstanceOfSatisfying(
                            ReservationAnswer.Refused.class,
                            it -> assertThat(it.most()).isEqualTo(Money.parse("EUR 60.00")));
            assertThat(take(desk, order, "EUR 40.00", "a").orThrow()).isEqualTo(Money.parse("EUR 0.00"));
            assertThatThrownBy(() -> take(desk, order, "EUR 41.00", "a"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.KEY_REUSED));
            for (String nothing : List.of("EUR 0.00", "EUR -1.00", "USD 1.00")) {
                assertThatThrownBy(() -> take(desk, order, nothing, "n")).isInstanceOf(CommerceException.class);
            }
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 4000, 0, 0, 0, 0, 0, 0));
            assertThat(take(desk, order, "EUR 60.00", "c")).isInstanceOf(ReservationAnswer.Sent.class);
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.operations(order, OperationKind.CAPTURE)).hasSize(2);
            desk.check();
        }
    }

    @BothDatabases
    void twenty_parts_at_once_never_exceed_what_is_reserved(DataSource database) throws Exception {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.can(PaymentCapability.MULTI_CAPTURE);
            UUID order = reserved(desk);
            List<ReservationAnswer> answers = Crowd.of(8).each(20, i -> take(desk, order, "EUR 10.00", "part-" + i));
            assertThat(answers.stream().filter(ReservationAnswer.Sent.class::isInstance))
                    .hasSize(10);
            desk.run();
            assertThat(desk.position(order).captured()).isEqualTo(10000);
            assertThat(desk.gateway.sum(OperationKind.CAPTURE)).isEqualTo(Money.parse("EUR 100.00"));
            desk.check();
        }
    }

    @BothDatabases
    void a_part_of_what_a_smaller_order_is_worth_leaves_the_rest_of_it_to_be_taken(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.can(PaymentCapability.MULTI_CAPTURE);
            UUID order = reserved(desk);
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 60.00"), "a mug less");
                return true;
            });
            take(desk, order, "EUR 30.00", "first parcel").orThrow();
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 3000, 0, 0, 0, 0, 0, 0));
            assertThat(take(desk, order, "EUR 31.00", "too much")).isInstanceOf(ReservationAnswer.Refused.class);
            take(desk, order, "EUR 30.00", "second parcel").orThrow();
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 4000, 6000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void what_a_declined_capture_was_for_may_still_be_taken_though_a_part_is_owed_back(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.can(PaymentCapability.MULTI_CAPTURE);
            UUID order = reserved(desk);
            desk.gateway.next(Mood.LOSE_REQUEST);
            take(desk, order, "EUR 100.00", "all").orThrow();
            desk.run(); // the capture is on its way, as far as anybody knows
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 60.00"), "a mug less");
                return true;
            });
            desk.gateway.settle(
                    desk.operations(order, OperationKind.CAPTURE).get(0).id(),
                    new PaymentResult.Declined(DeclineCode.OTHER, Retry.LATER, Details.NONE));
            desk.pass(Duration.ofMinutes(5));
            assertThat(desk.position(order).cancelled()).as("still reserved").isZero();
            take(desk, order, "EUR 60.00", "again").orThrow();
            for (int i = 0; i < 3; i++) {
                desk.pass(Duration.ofMinutes(2));
            }
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 4000, 6000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void a_provider_that_takes_once_gives_the_rest_up(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserved(desk);
            take(desk, order, "EUR 40.00", "a").orThrow();
            assertThat(take(desk, order, "EUR 10.00", "b"))
                    .isInstanceOfSatisfying(
                            ReservationAnswer.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("capture-once"));
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 6000, 4000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void a_provider_that_takes_all_or_nothing_is_not_asked_for_a_part(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.profile(PaymentProfiles.builder()
                    .can(PaymentCapability.AUTHORIZE, PaymentCapability.QUERY_BY_OPERATION)
                    .currencies("EUR")
                    .build());
            UUID order = reserved(desk);
            assertThat(take(desk, order, "EUR 40.00", "a"))
                    .isInstanceOfSatisfying(
                            ReservationAnswer.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("capture-whole"));
            assertThat(desk.staff().release(order)).isInstanceOf(ReservationAnswer.Refused.class);
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 0, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void what_is_not_needed_any_more_is_released_and_a_part_on_its_way_is_not(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            desk.gateway.can(PaymentCapability.MULTI_CAPTURE);
            UUID order = reserved(desk);
            take(desk, order, "EUR 40.00", "a").orThrow();
            assertThat(desk.staff().release(order).orThrow()).isEqualTo(Money.parse("EUR 60.00"));
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 6000, 4000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.staff().release(order).orThrow()).isEqualTo(Money.parse("EUR 0.00"));
            assertThat(take(desk, order, "EUR 1.00", "late")).isInstanceOf(ReservationAnswer.Refused.class);
            desk.check();
        }
    }

    @BothDatabases
    void staff_hear_of_a_reservation_a_day_before_it_lapses_and_once(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserved(desk);
            desk.shop.clock().pass(Duration.ofDays(6).minusMinutes(1));
            desk.expiries.step();
            assertThat(tasks(desk, order)).isEmpty();
            desk.shop.clock().pass(Duration.ofMinutes(2));
            desk.expiries.step();
            desk.expiries.step();
            assertThat(tasks(desk, order)).hasSize(1);
            assertThat(desk.staff().capture(order)).isEqualTo(Money.parse("EUR 100.00"));
            desk.run();
            assertThat(tasks(desk, order)).isEmpty();
            desk.expiries.step();
            assertThat(tasks(desk, order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void staff_hear_of_a_capture_that_was_taken_on_and_never_heard_of_again(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserved(desk);
            desk.gateway.next(Mood.PENDING);
            desk.gateway.answersQueries = false;
            take(desk, order, "EUR 100.00", "a").orThrow();
            desk.run();
            desk.pass(Duration.ofMinutes(30));
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME)).isEmpty();
            desk.pass(Duration.ofHours(2));
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("CAPTURE EUR 100.00", "webhooks"));
            desk.pass(Duration.ofDays(2));
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME)).hasSize(1);
            OperationRow capture = desk.operations(order, OperationKind.CAPTURE).get(0);
            desk.gateway.settle(capture.id(), OperationKind.CAPTURE, Money.parse("EUR 100.00"));
            desk.gateway.answersQueries = true;
            desk.pass(Duration.ofDays(2));
            assertThat(desk.position(order).captured()).isEqualTo(10000);
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void what_the_provider_says_is_under_way_may_take_a_week(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = reserved(desk);
            desk.gateway.next(Mood.PENDING);
            take(desk, order, "EUR 100.00", "a").orThrow();
            desk.run();
            for (int day = 1; day < 7; day++) {
                desk.pass(Duration.ofDays(1));
            }
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME)).isEmpty();
            desk.pass(Duration.ofDays(2));
            assertThat(tasks(desk, order, TaskKind.UNKNOWN_OUTCOME)).hasSize(1);
        }
    }

    private static List<ReviewTask> tasks(PaymentDesk desk, UUID order) {
        return tasks(desk, order, TaskKind.RESERVATION_LAPSING);
    }

    private static List<ReviewTask> tasks(PaymentDesk desk, UUID order, TaskKind kind) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.orderId().equals(order) && it.kind() == kind)
                .toList();
    }
}
