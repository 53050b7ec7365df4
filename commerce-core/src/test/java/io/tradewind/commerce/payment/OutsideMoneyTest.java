package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Money that moved without us asking: what a merchant does in the provider's console. */
class OutsideMoneyTest {
    @BothDatabases
    void a_refund_made_in_the_providers_console_is_booked_as_outside_money_with_a_task(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            PaymentFact.Outcome fact = News.anybodys(
                    attempt,
                    OperationKind.REFUND,
                    new PaymentResult.Approved(
                            new ProviderRef("console-1-" + order),
                            Money.parse("EUR 25.00"),
                            Effect.REFUNDED,
                            Details.NONE));
            assertThat(News.tell(desk, "same", fact)).isTrue();
            assertThat(News.tell(desk, "same", fact)).isTrue();
            assertThat(desk.position(order).extRefunded()).isEqualTo(2500);
            assertThat(desk.refund(order, "EUR 80.00", "too-much-" + order)).isInstanceOf(RefundAnswer.Refused.class);
            assertThat(desk.staff().reviewQueue())
                    .filteredOn(it -> it.orderId().equals(order))
                    .singleElement()
                    .matches(it -> it.kind() == TaskKind.OUTSIDE_MONEY);
            desk.check();
        }
    }

    @BothDatabases
    void a_capture_made_in_the_providers_console_is_left_to_staff(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.MANUAL))) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            PaymentFact.Outcome fact = News.anybodys(
                    attempt,
                    OperationKind.CAPTURE,
                    new PaymentResult.Approved(
                            new ProviderRef("console-2-" + order), TOTAL, Effect.CAPTURED, Details.NONE));
            assertThat(News.tell(desk, "e4", fact)).isTrue();
            desk.run();
            assertThat(desk.position(order).extCaptured()).isEqualTo(10000);
            assertThat(desk.operations(order, OperationKind.CANCEL)).isEmpty();
            assertThat(desk.standing(order)).singleElement().matches(it -> it.state() == ObligationState.ESCALATED);
            desk.check();
        }
    }

    @BothDatabases
    void a_webhook_about_our_own_refund_that_overtakes_its_answer_is_not_outside_money(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.refund(order, "EUR 60.00", "own-" + order).orThrow();
            desk.run();
            UUID refund = desk.operations(order, OperationKind.REFUND).get(0).id();
            // this provider does not repeat our id
            PaymentFact.Outcome fact = News.anybodys(
                    attempt,
                    OperationKind.REFUND,
                    new PaymentResult.Approved(
                            new ProviderRef("op-" + refund), Money.parse("EUR 60.00"), Effect.REFUNDED, Details.NONE));
            assertThat(News.tell(desk, "e5", fact)).isTrue();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 6000, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void news_that_may_be_about_an_undecided_refund_of_ours_wait_until_it_is_decided(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.refund(order, "EUR 60.00", "own2-" + order).orThrow();
            desk.gateway.answersQueries = false;
            desk.gateway.profile(PaymentProfiles.builder() // and keeps no keys, so that it cannot be sent again either
                    .can(PaymentCapability.PURCHASE, PaymentCapability.PARTIAL_REFUND)
                    .currencies("EUR")
                    .build());
            desk.run();
            UUID refund = desk.operations(order, OperationKind.REFUND).get(0).id();
            PaymentFact.Outcome fact = News.anybodys(
                    attempt,
                    OperationKind.REFUND,
                    new PaymentResult.Approved(
                            new ProviderRef("op-" + refund), Money.parse("EUR 60.00"), Effect.REFUNDED, Details.NONE));
            assertThat(News.tell(desk, "same", fact)).isFalse();
            assertThat(desk.position(order).extRefunded()).isZero();
            desk.gateway.answersQueries = true;
            desk.shop.clock().pass(Duration.ofMinutes(1));
            assertThat(News.tell(desk, "same", fact)).isTrue();
            assertThat(desk.position(order)).isEqualTo(new Position(10000, 0, 10000, 0, 6000, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void news_of_a_capture_that_names_the_reservation_are_not_taken_for_it(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID checkout = desk.checkout();
            Attempt attempt = desk.pay(checkout);
            PaymentFact.Outcome byHand = News.ours(
                    attempt,
                    attempt.operationId(),
                    OperationKind.CAPTURE,
                    new PaymentResult.Approved(
                            new ProviderRef("cap-" + attempt.operationId()), TOTAL, Effect.CAPTURED, Details.NONE));

            assertThat(News.tell(desk, "cap", byHand)).isTrue();

            assertThat(desk.position(checkout).extCaptured()).isEqualTo(10000);
            assertThat(kinds(desk, checkout)).contains(TaskKind.OUTSIDE_MONEY).doesNotContain(TaskKind.INTEGRITY);
            desk.check();
        }
    }

    private static List<TaskKind> kinds(PaymentDesk desk, UUID order) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.orderId().equals(order))
                .map(ReviewTask::kind)
                .toList();
    }
}
