package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;

class RefundLimitTest {
    private static final Money LIMIT = Money.parse("EUR 50.00");
    private static final Actor ANNA = Actor.staff("anna", Role.FINANCE);
    private static final Actor BEN = Actor.staff("ben", Role.FINANCE);
    private static final Actor TOM = Actor.staff("tom", Role.SUPPORT);
    private static final Actor TILL = Actor.program("till", Role.FINANCE);

    @BothDatabases
    void above_the_limit_the_money_waits_for_somebody_else_who_may_refund(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            Refund refund = waiting(ask(desk, ANNA, order, "EUR 60.00", "a"));
            desk.run();
            assertThat(desk.position(order).refundPending()).isEqualTo(6000);
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();
            assertThat(ask(desk, ANNA, order, "EUR 60.00", "a")).isEqualTo(new RefundAnswer.AwaitsApproval(refund));

            assertThat(moves(desk, ANNA, order)).containsExactly(ReviewMove.REFUSE_REFUND);
            assertThat(moves(desk, BEN, order)).containsExactly(ReviewMove.APPROVE_REFUND, ReviewMove.REFUSE_REFUND);
            assertForbidden(() -> desk.payments(ANNA).approve(refund.id()));
            assertForbidden(() -> desk.payments(TOM).approve(refund.id()));
            UUID task = reviewed(desk, ANNA, order).task().id();
            assertThatThrownBy(() -> desk.payments(ANNA).decide(task, ReviewMove.APPROVE_REFUND, ""))
                    .hasMessageContaining("cannot APPROVE_REFUND");
            assertThatThrownBy(() -> desk.payments(BEN).resolve(task, new Resolution.Settled("done")))
                    .hasMessageContaining("approve or refuse");
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();

            assertThat(desk.payments(BEN).decide(task, ReviewMove.APPROVE_REFUND, ""))
                    .isTrue();
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.staff().refundsOf(order))
                    .singleElement()
                    .matches(it -> it.state() == RefundState.DONE)
                    .matches(it -> it.proposedBy().equals("staff:anna")
                            && it.approvedBy().equals("staff:ben"));
            assertThat(history(desk, refund))
                    .containsExactly(
                            "PROPOSED staff:anna", "APPROVED staff:ben", "RUNNING staff:ben", "DONE system:payments");
            assertThat(moves(desk, BEN, order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void refunds_of_an_order_count_together_whoever_makes_them_and_whenever(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            assertThat(ask(desk, ANNA, order, "EUR 30.00", "1")).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            desk.pass(Duration.ofDays(2));
            assertThat(ask(desk, BEN, order, "EUR 20.00", "2")).isInstanceOf(RefundAnswer.Accepted.class);
            Refund above = waiting(ask(desk, BEN, order, "EUR 0.01", "3"));
            assertThat(ask(desk, TILL, order, "EUR 0.01", "4")).isInstanceOf(RefundAnswer.AwaitsApproval.class);
            assertThat(ask(desk, ANNA, paid(desk), "EUR 50.00", "5")).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(5000);

            assertThat(desk.payments(ANNA).approve(above.id())).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(5001);
            desk.check();
        }
    }

    @BothDatabases
    void a_program_is_no_person_and_who_approves_for_it_answers_for_it(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            Refund refund = waiting(ask(desk, TILL, order, "EUR 60.00", "p"));
            assertForbidden(() -> desk.payments(TILL).approve(refund.id()));
            assertForbidden(
                    () -> desk.payments(Actor.program("other", Role.ADMIN)).approve(refund.id()));

            Refund vouched = waiting(desk.payments(ANNA).approve(refund.id()));
            assertThat(vouched.proposedBy()).isEqualTo("staff:anna");
            assertForbidden(() -> desk.payments(ANNA).approve(refund.id()));
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();

            assertThat(desk.payments(BEN).approve(refund.id())).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void support_still_needs_finance_below_the_limit_and_one_of_them_is_enough(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            Refund small = waiting(ask(desk, TOM, order, "EUR 10.00", "s"));
            assertForbidden(
                    () -> desk.payments(Actor.staff("tom", Role.FINANCE)).approve(small.id()));
            assertThat(desk.payments(TILL).approve(small.id())).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(1000);
            desk.check();
        }
    }

    @BothDatabases
    void many_who_approve_at_once_refund_once(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            Refund refund = waiting(ask(desk, ANNA, order, "EUR 60.00", "m"));
            List<String> answers = Crowd.of(4).each(8, number -> {
                try {
                    return desk.payments(Actor.staff("finance-" + number, Role.FINANCE))
                            .approve(refund.id())
                            .getClass()
                            .getSimpleName();
                } catch (CommerceException e) {
                    return e.code().name();
                }
            });
            assertThat(answers).containsOnlyOnce("Accepted").containsOnly("Accepted", "CANNOT_MOVE");
            desk.run();
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 60.00"));
            desk.check();
        }
    }

    @BothDatabases
    void money_that_went_another_way_meanwhile_is_not_sent_a_second_time(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            Refund refund = waiting(ask(desk, ANNA, order, "EUR 60.00", "gone"));
            PaymentFact.Outcome byHand = new PaymentFact.Outcome(
                    new ProviderRef("pay-" + attempt.operationId()),
                    Optional.empty(),
                    OperationKind.REFUND,
                    new PaymentResult.Approved(
                            new ProviderRef("console-" + order),
                            Money.parse("EUR 45.00"),
                            Effect.REFUNDED,
                            Details.NONE));
            assertThat(desk.facts.apply(
                            "card", new Notice<>("n-" + order, desk.shop.clock().instant(), byHand)))
                    .isTrue();
            assertThat(desk.position(order).extRefunded()).isEqualTo(4500);

            assertThat(desk.payments(BEN).approve(refund.id()))
                    .isInstanceOfSatisfying(
                            RefundAnswer.Refused.class,
                            it -> assertThat(it.largest()).isEqualTo(Money.parse("EUR 55.00")));
            desk.run();
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue();
            assertThat(desk.position(order).refundPending()).isEqualTo(6000);

            assertThat(desk.payments(ANNA)
                            .refuse(refund.id(), "it went by hand")
                            .state())
                    .isEqualTo(RefundState.REFUSED);
            assertThat(desk.position(order).refundPending()).isZero();
            desk.check();
        }
    }

    @BothDatabases
    void a_process_that_dies_after_the_approval_sends_it_once(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = paid(desk);
            Refund refund = waiting(ask(desk, ANNA, order, "EUR 60.00", "crash"));
            desk.payments(BEN).approve(refund.id()).orThrow();
            assertThat(desk.gateway.sum(OperationKind.REFUND).isZero()).isTrue(); // nothing was called yet
            desk.gateway.next(Mood.CRASH);
            desk.pass(Duration.ofHours(1)); // another process finds it
            desk.pass(Duration.ofSeconds(61));
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 60.00"));
            desk.check();
        }
    }

    @BothDatabases
    void what_staff_cancel_waits_and_what_buyers_cancel_does_not(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID byStaff = paid(desk);
            UUID byBuyer = paid(desk);
            reduce(desk, ANNA, byStaff);
            reduce(desk, desk.buyer().actor(), byBuyer);
            desk.run();
            assertThat(desk.position(byBuyer).refunded()).isEqualTo(6000);
            assertThat(desk.position(byStaff)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 6000, 0, 0, 0));
            Refund refund = desk.staff().refundsOf(byStaff).get(0);
            assertForbidden(() -> desk.payments(ANNA).approve(refund.id()));
            desk.payments(BEN).approve(refund.id()).orThrow();
            desk.run();
            assertThat(desk.position(byStaff).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    @BothDatabases
    void a_whole_order_that_staff_cancel_waits_and_what_is_not_granted_is_not_owed_any_more(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID granted = paid(desk);
            UUID refused = paid(desk);
            UUID byBuyer = paid(desk);
            cancel(desk, ANNA, granted);
            cancel(desk, ANNA, refused);
            cancel(desk, desk.buyer().actor(), byBuyer);
            desk.run();
            assertThat(desk.position(byBuyer).refunded()).isEqualTo(10000);
            assertThat(desk.position(granted).refundPending()).isEqualTo(10000);
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 100.00"));

            Refund first = desk.staff().refundsOf(granted).get(0);
            assertForbidden(() -> desk.payments(ANNA).approve(first.id()));
            desk.payments(BEN).approve(first.id()).orThrow();
            desk.payments(BEN).refuse(desk.staff().refundsOf(refused).get(0).id(), "it was sent after all");
            desk.pass(Duration.ofDays(2));
            assertThat(desk.position(granted).refunded()).isEqualTo(10000);
            assertThat(desk.position(refused)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.standing(granted)).isEmpty();
            assertThat(desk.standing(refused)).isEmpty();
            assertThat(ask(desk, ANNA, refused, "EUR 10.00", "later")).isInstanceOf(RefundAnswer.Accepted.class);
            desk.run();
            desk.check();
        }
    }

    private static PaymentDesk desk(DataSource database) {
        return new PaymentDesk(database, store -> store.refundLimit(LIMIT));
    }

    private static UUID paid(PaymentDesk desk) {
        UUID order = desk.checkout();
        desk.pay(order);
        return order;
    }

    private static RefundAnswer ask(PaymentDesk desk, Actor actor, UUID order, String amount, String key) {
        return desk.payments(actor).refund(order, Money.parse(amount), "scratched", key + "-" + order);
    }

    private static Refund waiting(RefundAnswer answer) {
        assertThat(answer).isInstanceOf(RefundAnswer.AwaitsApproval.class);
        assertThat(answer.orThrow().state()).isEqualTo(RefundState.PROPOSED);
        return answer.orThrow();
    }

    private static ReviewCase reviewed(PaymentDesk desk, Actor actor, UUID order) {
        return cases(desk, actor, order).get(0);
    }

    private static List<ReviewMove> moves(PaymentDesk desk, Actor actor, UUID order) {
        return cases(desk, actor, order).stream()
                .flatMap(it -> it.moves().stream())
                .toList();
    }

    private static List<ReviewCase> cases(PaymentDesk desk, Actor actor, UUID order) {
        return desk.payments(actor).reviews(Optional.empty()).cases().stream()
                .filter(it -> it.task().orderId().equals(order))
                .toList();
    }

    private static List<String> history(PaymentDesk desk, Refund refund) {
        return desk.shop
                .tx()
                .read(
                        "test.history",
                        handle -> handle.createQuery(
                                        "select to_state || ' ' || actor from commerce.history where subject_id = :id"
                                                + " order by seq")
                                .bind("id", refund.id())
                                .mapTo(String.class)
                                .list());
    }

    private static void reduce(PaymentDesk desk, Actor actor, UUID order) {
        desk.shop.tx().write("test.reduce", handle -> {
            var scope = desk.shop.scope(actor);
            desk.shop
                    .part(Outbox.class)
                    .record(
                            handle,
                            scope,
                            desk.operations.planReduce(
                                    handle,
                                    scope,
                                    order,
                                    Money.parse("EUR 40.00"),
                                    "cancelled:" + order,
                                    "Units cancelled"));
            return true;
        });
    }

    private static void cancel(PaymentDesk desk, Actor actor, UUID order) {
        desk.till(order, "CANCELLED");
        desk.shop.tx().write("test.cancel", handle -> {
            desk.operations.cancelOrRefund(
                    handle, desk.shop.scope(actor), order, Money.parse("EUR 0.00"), "order cancelled");
            return true;
        });
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
}
