package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class PayLaterTest {
    @BothDatabases
    void an_order_is_placed_before_its_money_comes_and_nobody_is_asked_about_it(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            assertThat(attempt.state()).isEqualTo(OperationState.PENDING);
            assertThat(attempt.assures()).isTrue();
            assertThat(desk.till(order)).isEqualTo("PLACED");
            desk.pass(Duration.ofDays(3));
            assertThat(desk.gateway.calls).noneMatch(it -> it.startsWith("query"));
            assertThat(position(desk, order).payLaterOpen()).isTrue();
            assertThat(position(desk, order).confirming()).isFalse();
            desk.check();
        }
    }

    @BothDatabases
    void part_receipts_add_up_and_the_same_line_of_the_statement_counts_once(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            ReceiptAnswer.Booked first = confirm(desk, order, "EUR 40.00", "line 1");
            assertThat(first.missing()).isEqualTo(Money.parse("EUR 60.00"));
            assertThat(confirm(desk, order, "EUR 40.00", "line 1")).isEqualTo(first);
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.PENDING);
            assertThat(desk.position(order).captured()).isEqualTo(4000);
            desk.check();
            assertThat(confirm(desk, order, "EUR 60.00", "line 2").missing().isZero())
                    .isTrue();
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            assertThat(desk.staff().of(order).get(0).state()).isEqualTo(PaymentState.CAPTURED);
            desk.check();
        }
    }

    @BothDatabases
    void too_much_is_booked_and_the_rest_must_be_paid_back_by_hand(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.PENDING); // an offline refund: a person pays it back
            ReceiptAnswer.Booked booked = confirm(desk, order, "EUR 120.00", "line 3");
            assertThat(booked.surplus()).isEqualTo(Money.parse("EUR 20.00"));
            desk.check();
            desk.run();
            ReviewTask task = desk.staff().reviewQueue().stream()
                    .filter(it -> it.orderId().equals(order))
                    .findFirst()
                    .orElseThrow();
            assertThat(task.kind()).isEqualTo(TaskKind.PAY_BACK_BY_HAND);
            assertThat(task.message()).contains("EUR 20.00");
            desk.staff().resolve(task.id(), new Resolution.ItHappened("transfer 17"));
            desk.run();
            assertThat(desk.position(order)).isEqualTo(new Position(12000, 0, 12000, 0, 2000, 0, 0, 0, 0));
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void money_that_comes_again_after_all_of_it_had_come_is_booked_and_must_be_paid_back(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            confirm(desk, order, "EUR 100.00", "line 7");
            desk.gateway.next(Mood.PENDING);
            assertThat(confirm(desk, order, "EUR 100.00", "line 8").surplus()).isEqualTo(TOTAL);
            desk.run();
            assertThat(desk.position(order).captured()).isEqualTo(20000);
            assertThat(desk.position(order).refundPending()).isEqualTo(10000);
            assertThat(desk.shop.violations())
                    .as("a move that is not in the tables")
                    .noneMatch(it -> it.id().equals("INV-ORDER-3"));
            desk.check();
        }
    }

    @BothDatabases
    void a_reference_that_cannot_be_kept_is_refused_before_anything_is_booked(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            for (String odd : List.of("", " ", "line\u0007", "x".repeat(201))) {
                assertThatThrownBy(() -> desk.staff().confirmReceipt(order, TOTAL, odd))
                        .isInstanceOfSatisfying(
                                CommerceException.class,
                                it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
            }
            assertThat(desk.position(order)).isEqualTo(Position.ZERO);
        }
    }

    @BothDatabases
    void money_that_comes_after_the_order_was_cancelled_goes_back(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            desk.till(order, "CANCELLED");
            desk.shop.tx().write("test", handle -> {
                desk.operations.cancelOrRefund(handle, desk.shop.scope(), order, Money.parse("EUR 0.00"), "not paid");
                return true;
            });
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ABANDONED);
            confirm(desk, order, "EUR 30.00", "line 4");
            assertThat(desk.standing(order)).hasSize(1);
            desk.check();
            desk.run();
            assertThat(desk.position(order).net()).isZero();
            assertThat(desk.gateway.sum(OperationKind.REFUND)).isEqualTo(Money.parse("EUR 30.00"));
            desk.check();
        }
    }

    @BothDatabases
    void a_sender_that_died_has_done_nothing(DataSource database) {
        try (PaymentDesk desk = desk(database)) {
            UUID order = desk.checkout();
            desk.prepare(order);
            desk.pass(Duration.ofSeconds(46));
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.operations(order, OperationKind.PURCHASE))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.NOT_SENT);
            assertThat(desk.pay(order).state()).isEqualTo(OperationState.PENDING);
            desk.check();
        }
    }

    @BothDatabases
    void a_receipt_for_an_order_that_awaits_none_is_refused(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            assertThat(desk.staff().confirmReceipt(order, TOTAL, "line 5")).isInstanceOf(ReceiptAnswer.Refused.class);
        }
    }

    private static PaymentDesk desk(DataSource database) {
        PaymentDesk desk = new PaymentDesk(database);
        desk.gateway.profile(PaymentProfiles.offline());
        desk.gateway.calls.clear();
        desk.gateway.next(Mood.PENDING);
        return desk;
    }

    private static ReceiptAnswer.Booked confirm(PaymentDesk desk, UUID order, String amount, String reference) {
        return desk.staff()
                .confirmReceipt(order, Money.parse(amount), reference)
                .orThrow();
    }

    private static PaymentPosition position(PaymentDesk desk, UUID order) {
        return desk.shop
                .tx()
                .read("test", handle -> desk.operations.positions(handle, desk.shop.scope(), List.of(order)))
                .get(order);
    }
}
