package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class ObligationsTest {
    @BothDatabases
    void money_for_a_cancelled_checkout_goes_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.pay(checkout);
            desk.till(checkout, "CANCELLED");
            desk.gateway.next(Mood.LOSE_ANSWER); // even when the answer to the refund is lost too
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.standing(checkout)).hasSize(1);
            desk.check();
            desk.pass(Duration.ofSeconds(6));
            desk.pass(Duration.ofMinutes(1));
            assertThat(desk.standing(checkout)).isEmpty();
            assertThat(desk.position(checkout).net()).isZero();
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(TOTAL);
            desk.check();
        }
    }

    @BothDatabases
    void a_reservation_nobody_wants_is_given_up(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.till(checkout, "EXPIRED");
            desk.operations.send(desk.buyer(), prepared);
            desk.run();
            assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 10000, 0, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(checkout)).isEmpty();
            assertThat(desk.gateway.sum(OperationKind.CANCEL)).isEqualTo(TOTAL);
            desk.check();
        }
    }

    @BothDatabases
    void of_two_attempts_that_both_succeed_one_pays_and_the_other_goes_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt first = desk.pay(checkout);
            desk.shop.tx().write("test", handle -> {
                desk.operations.letGo(handle, desk.buyer(), first.operationId());
                return true;
            });
            Attempt second = desk.pay(checkout);
            assertThat(second.state()).isEqualTo(OperationState.APPROVED);
            desk.gateway.settle(first.operationId(), OperationKind.PURCHASE, TOTAL);
            assertThat(desk.operations.ask(desk.buyer(), first.operationId()).state())
                    .isEqualTo(OperationState.APPROVED);
            desk.check();
            desk.run();
            assertThat(desk.standing(checkout)).isEmpty();
            assertThat(desk.position(checkout).net()).isEqualTo(10000);
            assertThat(desk.operations(checkout, OperationKind.REFUND))
                    .singleElement()
                    .matches(it -> it.paymentId().equals(first.paymentId()));
            desk.check();
        }
    }

    @BothDatabases
    void the_twin_of_a_payment_that_went_away_is_not_sent_back_by_a_machine(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt first = desk.pay(checkout);
            desk.shop.tx().write("test", handle -> {
                desk.operations.letGo(handle, desk.buyer(), first.operationId());
                return true;
            });
            desk.pay(checkout);
            desk.refund(checkout, "EUR 100.00", "gone-" + checkout).orThrow();
            desk.run();
            desk.gateway.settle(first.operationId(), OperationKind.PURCHASE, TOTAL);
            desk.operations.ask(desk.buyer(), first.operationId());
            desk.run();
            assertThat(desk.standing(checkout))
                    .singleElement()
                    .matches(it -> it.state() == ObligationState.ESCALATED && it.task() != null);
            assertThat(desk.position(checkout).net()).isEqualTo(10000);
            desk.check();
        }
    }

    @BothDatabases
    void a_cancelled_order_gets_everything_back_and_what_was_not_sent_yet_is_not_taken(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.shop.tx().write("test", handle -> {
                desk.operations.capture(handle, desk.shop.scope(), order, "packed");
                desk.operations.cancelOrRefund(handle, desk.shop.scope(), order, Money.parse("EUR 0.00"), "cancelled");
                return true;
            });
            desk.till(order, "CANCELLED");
            desk.check();
            for (int i = 0; i < 5; i++) {
                desk.pass(Duration.ofMinutes(1));
            }
            assertThat(desk.standing(order)).isEmpty();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 10000, 0, 0, 0, 0, 0, 0, 0));
            assertThat(desk.gateway.sum(OperationKind.CAPTURE).isZero()).isTrue();
            desk.check();
        }
    }

    @BothDatabases
    void a_capture_that_was_not_sent_yet_takes_less_when_a_part_is_cancelled(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.shop.tx().write("test", handle -> {
                desk.operations.capture(handle, desk.shop.scope(), order, "packed");
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 70.00"), "a mug less");
                return true;
            });
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.CAPTURE)).isEqualTo(Money.parse("EUR 70.00"));
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 3000, 7000, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void a_part_cancelled_before_the_money_is_taken_makes_the_capture_smaller(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 70.00"), "one mug less");
                return true;
            });
            desk.run();
            desk.shop.tx().write("test", handle -> {
                desk.operations.capture(handle, desk.shop.scope(), order, "packed");
                return true;
            });
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 3000, 7000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void a_part_cancelled_after_the_money_was_taken_goes_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 70.00"), "one mug less");
                return true;
            });
            desk.run();
            assertThat(desk.position(order).net()).isEqualTo(7000);
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void what_cannot_be_paid_back_goes_to_staff_who_may_say_that_they_did(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.till(checkout, "CANCELLED");
            desk.gateway.next(Mood.APPROVE, Mood.DECLINE, Mood.DECLINE, Mood.DECLINE, Mood.DECLINE);
            desk.operations.send(desk.buyer(), prepared);
            desk.run();
            desk.pass(Duration.ofHours(2)); // from now on it is tried once a day
            ReviewTask task = desk.staff().reviewQueue().stream()
                    .filter(it -> it.orderId().equals(checkout) && it.kind() == TaskKind.OBLIGATION_OVERDUE)
                    .findFirst()
                    .orElseThrow();
            assertThat(desk.operations(checkout, OperationKind.REFUND)).hasSize(3);
            desk.check();
            desk.staff().resolve(task.id(), new Resolution.ItHappened("transfer 4712"));
            desk.run();
            assertThat(desk.standing(checkout)).isEmpty();
            assertThat(desk.position(checkout).extRefunded()).isEqualTo(10000);
            desk.check();
        }
    }

    @BothDatabases
    void what_staff_waive_with_a_reason_is_decided_and_stays_to_be_seen(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.till(checkout, "CANCELLED");
            desk.gateway.next(Mood.APPROVE, Mood.DECLINE, Mood.DECLINE, Mood.DECLINE, Mood.DECLINE);
            desk.operations.send(desk.buyer(), prepared);
            desk.run();
            desk.pass(Duration.ofHours(2));
            ReviewTask task = desk.staff().reviewQueue().stream()
                    .filter(it -> it.orderId().equals(checkout) && it.kind() == TaskKind.OBLIGATION_OVERDUE)
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> desk.staff().resolve(task.id(), new Resolution.Settled(" ")))
                    .hasMessageContaining("say how it was settled");
            assertThat(desk.standing(checkout)).as("nothing was waived").hasSize(1);

            desk.staff().resolve(task.id(), new Resolution.Settled("the buyer gave it to charity"));
            desk.pass(Duration.ofDays(3));

            assertThat(desk.standing(checkout)).isEmpty();
            assertThat(desk.position(checkout).net()).isEqualTo(10000);
            Outbox outbox = desk.shop.part(Outbox.class);
            List<Entry> told =
                    desk.shop.tx().read("test", handle -> outbox.timeline(handle, desk.shop.scope(), checkout));
            assertThat(told).anySatisfy(it -> {
                assertThat(it.to()).isEqualTo("WAIVED");
                assertThat(it.note()).contains("charity");
            });
            desk.check();
        }
    }

    @BothDatabases
    void a_reference_of_other_money_is_refused_when_staff_say_that_they_paid_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            List<ReviewTask> tasks = new ArrayList<>();
            String reference = "transfer " + UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                UUID checkout = desk.checkout();
                owedTwice(desk, checkout);
                tasks.add(overdue(desk, checkout));
            }
            desk.staff().resolve(tasks.get(0).id(), new Resolution.ItHappened(reference));

            assertThatThrownBy(() -> desk.staff().resolve(tasks.get(1).id(), new Resolution.ItHappened(reference)))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
                    .hasMessageContaining("reference");

            desk.staff().resolve(tasks.get(1).id(), new Resolution.ItHappened(reference + " b"));
            desk.run();
            assertThat(desk.standing(tasks.get(1).orderId())).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void a_part_cancelled_goes_back_from_the_payment_that_pays_the_order_not_from_one_that_is_owed_back(
            DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            owedTwice(desk, order);
            List<Payment> payments = desk.staff().of(order);
            UUID twin = payments.get(0).id();
            UUID owed = payments.get(1).id();
            assertThat(desk.standing(order))
                    .singleElement()
                    .matches(it -> it.subject().equals(owed));

            desk.refund(order, "EUR 20.00", "sorry-" + order).orThrow();
            reduce(desk, order, "EUR 30.00");
            desk.run();

            assertThat(net(desk, twin)).isEqualTo(3000);
            assertThat(net(desk, owed)).isEqualTo(10000);
            assertThat(desk.refund(order, "EUR 30.01", "more-" + order))
                    .isInstanceOfSatisfying(
                            RefundAnswer.Refused.class,
                            it -> assertThat(it.largest()).isEqualTo(Money.parse("EUR 30.00")));
            desk.check();
        }
    }

    @BothDatabases
    void a_smaller_order_keeps_the_reservation_that_pays_it_though_an_older_payment_is_owed_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID order = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt first = desk.pay(order);
            letGo(desk, first);
            Attempt second = desk.pay(order);
            desk.gateway.next(Mood.DECLINE, Mood.DECLINE, Mood.DECLINE);
            desk.gateway.settle(first.operationId(), OperationKind.AUTHORIZE, TOTAL);
            desk.operations.ask(desk.buyer(), first.operationId());
            for (int i = 0; i < 4; i++) {
                desk.pass(Duration.ofMinutes(6)); // the older reservation cannot be given up
            }
            reduce(desk, order, "EUR 40.00");
            desk.shop.tx().write("test", handle -> {
                desk.operations.capture(handle, desk.shop.scope(), order, "packed");
                return true;
            });
            desk.run();
            assertThat(net(desk, second.paymentId())).isEqualTo(4000);
            desk.check();
        }
    }

    @BothDatabases
    void a_refund_granted_while_money_is_owed_back_comes_on_top_of_it(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.DECLINE, Mood.DECLINE, Mood.DECLINE);
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(
                        handle, desk.shop.scope(), order, Money.parse("EUR 70.00"), "one mug less");
                return true;
            });
            for (int i = 0; i < 4; i++) {
                desk.pass(Duration.ofMinutes(6));
            }
            assertThat(desk.standing(order)).as("30.00 are still owed").hasSize(1);

            desk.gateway.next(Mood.DECLINE);
            Refund sorry = desk.refund(order, "EUR 10.00", "sorry-" + order).orThrow();
            desk.run();
            assertThat(desk.standing(order).get(0).keep()).as("it failed").isEqualTo(7000);
            desk.staff().retry(sorry.id()).orThrow();
            desk.run();
            desk.pass(Duration.ofDays(2)); // then what is owed is tried again
            assertThat(desk.standing(order)).isEmpty();
            assertThat(desk.position(order).net()).isEqualTo(6000);
            desk.check();
        }
    }

    /** Two attempts have paid, and what the second one took cannot be paid back. */
    private static void owedTwice(PaymentDesk desk, UUID order) {
        desk.gateway.next(Mood.ACTION);
        Attempt first = desk.pay(order);
        letGo(desk, first);
        desk.gateway.next(Mood.ACTION);
        Attempt second = desk.pay(order);
        desk.gateway.settle(first.operationId(), OperationKind.PURCHASE, TOTAL);
        desk.operations.ask(desk.buyer(), first.operationId());
        desk.gateway.settle(second.operationId(), OperationKind.PURCHASE, TOTAL);
        desk.operations.ask(desk.buyer(), second.operationId());
        desk.gateway.next(Mood.DECLINE, Mood.DECLINE, Mood.DECLINE);
        for (int i = 0; i < 4; i++) {
            desk.pass(Duration.ofMinutes(6));
        }
    }

    private static void letGo(PaymentDesk desk, Attempt attempt) {
        desk.shop.tx().write("test", handle -> {
            desk.operations.letGo(handle, desk.buyer(), attempt.operationId());
            return true;
        });
    }

    private static void reduce(PaymentDesk desk, UUID order, String keep) {
        desk.shop.tx().write("test", handle -> {
            desk.shop
                    .part(Outbox.class)
                    .record(
                            handle,
                            desk.shop.scope(),
                            desk.operations.planReduce(
                                    handle,
                                    desk.shop.scope(),
                                    order,
                                    Money.parse(keep),
                                    "cancelled:" + order,
                                    "units cancelled"));
            return true;
        });
    }

    private static ReviewTask overdue(PaymentDesk desk, UUID order) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.orderId().equals(order) && it.kind() == TaskKind.OBLIGATION_OVERDUE)
                .findFirst()
                .orElseThrow();
    }

    private static long net(PaymentDesk desk, UUID payment) {
        return desk.shop
                .tx()
                .write(
                        "test",
                        handle -> desk.paymentStore
                                .lockOne(handle, desk.buyer().storeId(), payment)
                                .orElseThrow())
                .position()
                .net();
    }

    @BothDatabases
    void an_obligation_that_waits_too_long_is_shown_to_staff(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.till(checkout, "CANCELLED");
            desk.operations.send(desk.buyer(), prepared);
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.gateway.answersQueries = false;
            desk.gateway.profile(PaymentProfiles.builder()
                    .can(PaymentCapability.PURCHASE, PaymentCapability.PARTIAL_REFUND)
                    .currencies("EUR")
                    .build());
            desk.run();
            desk.pass(Duration.ofHours(25));
            assertThat(desk.standing(checkout))
                    .singleElement()
                    .matches(it -> it.state() == ObligationState.ESCALATED && it.task() != null);
            desk.check();
            desk.gateway.answersQueries = true;
            desk.pass(Duration.ofDays(2));
            assertThat(desk.standing(checkout)).isEmpty();
            desk.check();
        }
    }
}
