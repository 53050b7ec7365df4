package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;

class RefundsTest {
    private static final Actor SUPPORT = Actor.staff("tom", Role.SUPPORT);

    @BothDatabases
    void a_refund_is_set_aside_at_once_and_arrives(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            Refund refund = desk.refund(order, "EUR 30.00", "r1").orThrow();
            assertThat(refund.state()).isEqualTo(RefundState.RUNNING);
            assertThat(desk.position(order).refundPending()).isEqualTo(3000);
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 3000, 0, 0, 0, 0));
            assertThat(desk.staff().refundsOf(order)).singleElement().matches(it -> it.state() == RefundState.DONE);
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 30.00"));
            desk.check();
        }
    }

    @BothDatabases
    void the_same_cause_refunds_once(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            Refund first = desk.refund(order, "EUR 30.00", "r2").orThrow();
            assertThat(desk.refund(order, "EUR 30.00", "r2").orThrow().id()).isEqualTo(first.id());
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 30.00"));
            desk.check();
        }
    }

    @BothDatabases
    void a_key_that_was_used_for_another_refund_is_an_error_and_gives_nothing_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            UUID other = desk.checkout();
            desk.pay(other);
            String key = "once-" + order;
            desk.staff().refund(order, Money.parse("EUR 30.00"), "late", key).orThrow();
            for (ThrowingCallable reuse : List.<ThrowingCallable>of(
                    () -> desk.staff().refund(other, Money.parse("EUR 30.00"), "late", key),
                    () -> desk.staff().refund(order, Money.parse("EUR 20.00"), "late", key),
                    () -> desk.staff().refund(order, Money.parse("EUR 30.00"), "broken", key))) {
                assertThatThrownBy(reuse)
                        .isInstanceOfSatisfying(
                                CommerceException.class,
                                it -> assertThat(it.code()).isEqualTo(ErrorCode.KEY_REUSED));
            }
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 30.00"));
            desk.check();
        }
    }

    @BothDatabases
    void more_than_was_taken_is_refused_and_the_largest_sum_named(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.refund(order, "EUR 60.00", "r3").orThrow();
            assertThat(desk.refund(order, "EUR 60.00", "r4")).isInstanceOfSatisfying(RefundAnswer.Refused.class, it -> {
                assertThat(it.largest()).isEqualTo(Money.parse("EUR 40.00"));
                assertThat(it.refusal().code()).isEqualTo("refund-exceeds-captured");
            });
            desk.run();
            desk.check();
        }
    }

    @BothDatabases
    void twenty_refunds_at_once_never_exceed_what_was_taken(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            List<RefundAnswer> answers =
                    Crowd.of(10).each(20, number -> desk.refund(order, "EUR 60.00", "race-" + number));
            assertThat(answers.stream().filter(RefundAnswer.Accepted.class::isInstance))
                    .hasSize(1);
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 60.00"));
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void a_line_is_never_refunded_above_what_was_paid_for_it(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            UUID line = desk.shop.world().id();
            desk.limits(Map.of(line, Money.parse("EUR 50.00")), Money.parse("EUR 4.90"));
            desk.pay(order);
            assertThat(line(desk, order, line, "EUR 30.00", "l1")).isInstanceOf(RefundAnswer.Accepted.class);
            assertThat(line(desk, order, line, "EUR 30.00", "l2"))
                    .isInstanceOfSatisfying(
                            RefundAnswer.Refused.class,
                            it -> assertThat(it.refusal().message()).contains("EUR 20.00"));
            assertThat(line(desk, order, line, "EUR 20.00", "l3")).isInstanceOf(RefundAnswer.Accepted.class);
            RefundAnswer delivery = desk.staff()
                    .refund(order, List.of(RefundShare.delivery(Money.parse("EUR 4.91"))), "late", "d1-" + order);
            assertThat(delivery).isInstanceOf(RefundAnswer.Refused.class);
            desk.run();
            desk.check();
        }
    }

    @BothDatabases
    void a_lost_answer_to_a_refund_is_asked_about_and_never_sent_with_a_new_key(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.refund(order, "EUR 60.00", "r5").orThrow();
            desk.run();
            assertThat(desk.position(order).refundPending()).isEqualTo(6000);
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.operations(order, OperationKind.REFUND)).hasSize(1);
            desk.check();
        }
    }

    @BothDatabases
    void a_provider_that_cannot_be_asked_but_keeps_keys_gets_the_same_key_again(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.gateway.answersQueries = false;
            desk.refund(order, "EUR 60.00", "r11").orThrow();
            desk.run();
            desk.pass(Duration.ofSeconds(6));
            UUID refund = desk.operations(order, OperationKind.REFUND).get(0).id();
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.gateway.calls.stream().filter(it -> it.equals("refund " + refund)))
                    .hasSize(2);
            assertThat(desk.gateway.effects(refund)).isEqualTo(1);
            desk.check();
        }
    }

    @BothDatabases
    void a_second_refund_of_a_payment_waits_until_the_first_is_decided(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.LOSE_REQUEST);
            desk.refund(order, "EUR 60.00", "r12").orThrow();
            desk.run();
            desk.refund(order, "EUR 40.00", "r13").orThrow();
            desk.pass(Duration.ofSeconds(11));
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();
            desk.pass(Duration.ofSeconds(30)); // the first one is known not to have happened
            desk.pass(Duration.ofMinutes(1));
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 100.00"));
            desk.check();
        }
    }

    @BothDatabases
    void a_refund_that_never_arrived_at_the_provider_goes_again_under_the_same_id(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.NOT_SENT, Mood.LOSE_REQUEST);
            desk.refund(order, "EUR 60.00", "r6").orThrow();
            desk.run();
            assertThat(desk.operations(order, OperationKind.REFUND))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.NOT_SENT);
            assertThat(desk.position(order).refundPending()).isEqualTo(6000);
            desk.pass(Duration.ofSeconds(11)); // again, and this time the request gets lost
            desk.pass(Duration.ofSeconds(31)); // not found, past the settle window
            desk.pass(Duration.ofSeconds(31)); // again
            assertThat(desk.operations(order, OperationKind.REFUND))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.APPROVED);
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void a_refund_that_was_lost_when_it_was_sent_again_is_not_believed_lost_before_the_provider_would_know(
            DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.NOT_SENT, Mood.LOSE_ANSWER);
            desk.refund(order, "EUR 30.00", "late-" + order).orThrow();
            desk.run();
            desk.pass(Duration.ofSeconds(30)); // sent again, and it happens
            UUID refund = desk.operations(order, OperationKind.REFUND).get(0).id();
            assertThat(desk.gateway.effects(refund)).isEqualTo(1);
            PaymentResult known = desk.gateway.answers.remove(refund); // the provider's books are behind by a moment
            desk.pass(Duration.ofSeconds(6));
            desk.gateway.answers.put(refund, known);
            desk.pass(Duration.ofSeconds(40));
            assertThat(desk.gateway.calls.stream().filter(it -> it.startsWith("refund")))
                    .hasSize(2);
            assertThat(desk.position(order).refunded()).isEqualTo(3000);
            desk.check();
        }
    }

    @BothDatabases
    void a_process_that_dies_after_the_call_leaves_a_refund_that_is_asked_about(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.CRASH);
            desk.refund(order, "EUR 60.00", "r10").orThrow();
            desk.run();
            assertThat(desk.operations(order, OperationKind.REFUND))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.SENDING);
            desk.pass(Duration.ofSeconds(61));
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 60.00"));
            desk.check();
        }
    }

    @BothDatabases
    void a_declined_refund_frees_the_money_and_asks_staff_who_may_send_it_again(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.DECLINE);
            Refund refund = desk.refund(order, "EUR 60.00", "r7").orThrow();
            desk.run();
            assertThat(desk.staff().refundsOf(order)).singleElement().matches(it -> it.state() == RefundState.FAILED);
            assertThat(desk.position(order).refundPending()).isZero();
            assertThat(desk.staff().reviewQueue())
                    .filteredOn(it -> it.orderId().equals(order))
                    .singleElement()
                    .matches(it -> it.kind() == TaskKind.REFUND_FAILED);
            desk.staff().retry(refund.id()).orThrow();
            desk.run();
            assertThat(desk.staff().refundsOf(order)).singleElement().matches(it -> it.state() == RefundState.DONE);
            assertThat(desk.operations(order, OperationKind.REFUND)).hasSize(2);
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void a_declined_refund_that_staff_paid_in_another_way_is_done(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.DECLINE);
            desk.refund(order, "EUR 60.00", "r8").orThrow();
            desk.run();
            ReviewTask task = desk.staff().reviewQueue().stream()
                    .filter(it -> it.orderId().equals(order))
                    .findFirst()
                    .orElseThrow();
            desk.staff().resolve(task.id(), new Resolution.ItHappened("transfer 4711"));
            assertThat(desk.staff().refundsOf(order)).singleElement().matches(it -> it.state() == RefundState.DONE);
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void support_proposes_and_finance_grants_or_not(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            Payments support = desk.payments(SUPPORT);
            Refund first = support.refund(order, Money.parse("EUR 40.00"), "scratched", "k1-" + order)
                    .orThrow();
            Refund second = support.refund(order, Money.parse("EUR 50.00"), "late", "k2-" + order)
                    .orThrow();
            desk.run();
            assertThat(first.state()).isEqualTo(RefundState.PROPOSED);
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();
            assertThatThrownBy(() -> support.approve(first.id())).isInstanceOf(CommerceException.class);
            desk.check();

            desk.staff().approve(first.id());
            desk.staff().refuse(second.id(), "no");
            assertThatThrownBy(() -> desk.staff().approve(second.id())).hasMessageContaining("REFUSED");
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 4000, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void customers_see_their_own_payments_and_nobody_elses(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.refund(order, "EUR 10.00", "r9").orThrow();
            Payments own = desk.payments(desk.buyer().actor());
            Payments stranger = desk.payments(Actor.guest("another"));
            assertThat(own.of(order))
                    .singleElement()
                    .matches(it -> it.operations().isEmpty());
            assertThat(own.refundsOf(order)).hasSize(1);
            assertThat(stranger.of(order)).isEmpty();
            assertThat(stranger.refundsOf(order)).isEmpty();
            assertThat(desk.staff().of(order).get(0).operations()).isNotEmpty();
            assertThatThrownBy(() -> own.refund(order, Money.parse("EUR 1.00"), "x", "x"))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(own::reviewQueue).isInstanceOf(CommerceException.class);
        }
    }

    private static RefundAnswer line(PaymentDesk desk, UUID order, UUID line, String amount, String key) {
        return desk.staff()
                .refund(order, List.of(RefundShare.line(line, Money.parse(amount))), "returned", key + "-" + order);
    }
}
