package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.PaymentStatus.Facts;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PaymentStatusTest {
    private int ordered = 100;
    private int reduced;
    private int captured;
    private int refunded;
    private int chargedBack;
    private int open;
    private int credited;
    private boolean confirming;
    private boolean payLater;
    private boolean disputed;
    private boolean cancelled;

    @Test
    void nothing_paid_is_unpaid() {
        assertThat(status()).isEqualTo(PaymentStatus.UNPAID);
    }

    @Test
    void a_dispute_comes_before_everything() {
        disputed = true;
        confirming = true;
        captured = 100;
        assertThat(status()).isEqualTo(PaymentStatus.DISPUTED);
    }

    @Test
    void an_undecided_attempt_is_confirming() {
        confirming = true;
        captured = 100;
        assertThat(status()).isEqualTo(PaymentStatus.CONFIRMING);
    }

    @Test
    void money_taken_back_by_the_bank_is_charged_back_while_it_is_missing() {
        captured = 100;
        chargedBack = 40;
        assertThat(status()).isEqualTo(PaymentStatus.CHARGED_BACK);
    }

    @Test
    void more_than_is_due_must_go_back() {
        captured = 100;
        reduced = 30;
        assertThat(status()).isEqualTo(PaymentStatus.REFUND_DUE);
    }

    @Test
    void all_money_is_back_although_some_of_it_was_credited_before_everything_was_cancelled() {
        captured = 100;
        credited = 5;
        reduced = 100;
        cancelled = true;
        refunded = 5;
        assertThat(status()).as("the rest is on its way").isEqualTo(PaymentStatus.REFUND_DUE);
        refunded = 100;
        assertThat(status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void a_granted_refund_is_due_until_it_has_arrived() {
        captured = 100;
        credited = 30;
        assertThat(status()).isEqualTo(PaymentStatus.REFUND_DUE);
        refunded = 30;
        assertThat(status()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
    }

    @Test
    void all_of_it_back_is_refunded() {
        captured = 100;
        refunded = 100;
        reduced = 100;
        cancelled = true;
        assertThat(status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void all_of_it_there_is_paid() {
        captured = 100;
        assertThat(status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void a_free_order_needs_nothing() {
        ordered = 0;
        assertThat(status()).isEqualTo(PaymentStatus.NOT_NEEDED);
    }

    @Test
    void reserved_money_is_authorized_only_if_it_covers_what_is_missing() {
        open = 100;
        assertThat(status()).isEqualTo(PaymentStatus.AUTHORIZED);
        open = 60;
        captured = 40;
        assertThat(status()).isEqualTo(PaymentStatus.AUTHORIZED);
        open = 59;
        assertThat(status()).isEqualTo(PaymentStatus.PARTLY_PAID);
    }

    @Test
    void some_of_it_there_is_partly_paid_even_for_pay_later() {
        captured = 40;
        payLater = true;
        assertThat(status()).isEqualTo(PaymentStatus.PARTLY_PAID);
    }

    @Test
    void pay_later_is_awaited() {
        payLater = true;
        assertThat(status()).isEqualTo(PaymentStatus.AWAITING);
    }

    @Test
    void cancelled_before_money_was_taken_is_voided() {
        cancelled = true;
        reduced = 100;
        assertThat(status()).isEqualTo(PaymentStatus.VOIDED);
    }

    private PaymentStatus status() {
        PaymentPosition position = new PaymentPosition(
                euro(captured),
                euro(refunded),
                euro(chargedBack),
                euro(open),
                euro(credited),
                euro(0),
                euro(captured - refunded - chargedBack),
                euro(captured - refunded - chargedBack + open),
                confirming,
                payLater,
                disputed);
        return PaymentStatus.of(new Facts(euro(ordered), euro(reduced), position, cancelled));
    }

    private static Money euro(int amount) {
        return Money.ofMajor(CurrencyUnit.EUR, amount);
    }
}
