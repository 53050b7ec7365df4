package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class ProviderNewsTest {
    @BothDatabases
    void a_webhook_brings_the_answer_that_was_lost_and_twice_is_once(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            Attempt attempt = desk.pay(checkout);
            assertThat(tell(desk, attempt, approved(attempt))).isTrue();
            assertThat(tell(desk, attempt, approved(attempt))).isTrue();
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.told(checkout)).isEqualTo(2); // unknown, approved
            assertThat(desk.position(checkout).captured()).isEqualTo(10000);
            desk.check();
        }
    }

    @BothDatabases
    void a_webhook_may_overtake_the_answer(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            PaymentFact.Outcome early = new PaymentFact.Outcome(
                    new ProviderRef("pay-" + prepared.operationId()),
                    Optional.of(new OperationId(prepared.operationId())),
                    OperationKind.PURCHASE,
                    approved(prepared.operationId(), TOTAL));
            assertThat(News.tell(desk, "e1", early)).isTrue();
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.operations.send(desk.buyer(), prepared).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.position(checkout).captured()).isEqualTo(10000);
            desk.check();
        }
    }

    @BothDatabases
    void news_in_the_wrong_order_end_where_they_would_in_the_right_one(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            desk.gateway.settle(attempt.operationId(), OperationKind.PURCHASE, TOTAL);
            tell(desk, attempt, approved(attempt));
            tell(
                    desk,
                    attempt,
                    new PaymentResult.Pending(
                            News.of(attempt), desk.shop.clock().instant(), Details.NONE));
            tell(desk, attempt, new PaymentResult.Declined(DeclineCode.OTHER, Retry.NEVER, Details.NONE));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void how_to_pay_may_come_by_webhook_and_stays_when_later_news_do_not_repeat_it(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            Instant later = desk.shop.clock().instant().plusSeconds(3600);
            NextAction voucher = new NextAction.ShowInstructions(Map.of("number", "1234 5678"));
            tell(desk, attempt, new PaymentResult.Pending(News.of(attempt), later, Details.NONE, Optional.of(voucher)));
            tell(desk, attempt, new PaymentResult.Pending(News.of(attempt), later, Details.NONE));

            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.PENDING);
            assertThat(desk.staff().of(checkout))
                    .singleElement()
                    .satisfies(it -> assertThat(it.instructions()).contains(voucher));
            desk.check();
        }
    }

    @BothDatabases
    void what_the_buyer_must_do_may_come_by_webhook_when_the_answer_was_lost(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_REQUEST);
            Attempt attempt = desk.pay(checkout);
            Instant soon = desk.shop.clock().instant().plusSeconds(600);
            NextAction step = new NextAction.Redirect("GET", URI.create("https://bank.example/3ds"), Map.of());
            tell(desk, attempt, new PaymentResult.ActionRequired(News.of(attempt), step, soon, Details.NONE));

            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ACTION_REQUIRED);
            assertThat(desk.attempt(attempt).action()).contains(step);
            assertThat(desk.attempt(attempt).actionExpiresAt()).contains(soon);
            desk.check();
        }
    }

    @BothDatabases
    void a_yes_after_a_no_counts_once_the_provider_confirms_it_when_asked(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.DECLINE);
            Attempt attempt = desk.pay(checkout);
            tell(desk, attempt, approved(attempt));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.DECLINED);
            desk.gateway.settle(attempt.operationId(), OperationKind.PURCHASE, TOTAL);
            tell(desk, attempt, approved(attempt));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.staff().reviewQueue())
                    .filteredOn(it -> it.subject().equals(attempt.operationId()))
                    .singleElement()
                    .matches(it -> it.kind() == TaskKind.LATE_SUCCESS);
            desk.check();
        }
    }

    @BothDatabases
    void a_lie_by_webhook_is_no_money(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            tell(desk, attempt, approved(attempt.operationId(), Money.parse("EUR 1.00")));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.UNKNOWN);
            assertThat(desk.position(checkout)).isEqualTo(Position.ZERO);
            desk.gateway.settle(attempt.operationId(), OperationKind.PURCHASE, TOTAL);
            desk.pass(Duration.ofSeconds(6)); // asked, it tells the truth
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            desk.check();
        }
    }

    @BothDatabases
    void a_hint_makes_us_ask(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            desk.gateway.settle(attempt.operationId(), OperationKind.PURCHASE, TOTAL);
            desk.facts.lookUp("card", News.of(attempt));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void news_of_a_payment_nobody_knows_is_kept_for_later(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            PaymentFact.Outcome fact = new PaymentFact.Outcome(
                    new ProviderRef("pay-of-somebody-else"),
                    Optional.empty(),
                    OperationKind.REFUND,
                    approved(desk.shop.world().id(), TOTAL));
            assertThat(News.tell(desk, "e2", fact)).isFalse();
        }
    }

    @BothDatabases
    void what_a_provider_that_cannot_be_asked_tells_is_the_last_word(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            tellsAll(desk);
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.DECLINE);
            Attempt attempt = desk.pay(checkout);

            tell(desk, attempt, approved(attempt));

            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.position(checkout).captured()).isEqualTo(10000);
            tell(desk, attempt, new PaymentResult.Declined(DeclineCode.OTHER, Retry.NEVER, Details.code("failed")));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.staff().reviewQueue())
                    .filteredOn(it -> it.subject().equals(attempt.operationId()))
                    .extracting(ReviewTask::kind)
                    .as("nobody can be asked, so staff must look")
                    .contains(TaskKind.INTEGRITY);
            desk.check();
        }
    }

    @BothDatabases
    void an_attempt_is_given_up_when_its_cancellation_is_told_later(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            tellsAll(desk);
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            assertThat(desk.operations
                            .giveUp(desk.buyer(), attempt.operationId())
                            .state())
                    .isEqualTo(OperationState.ACTION_REQUIRED);
            OperationRow cancel =
                    desk.operations(checkout, OperationKind.CANCEL).get(0);

            cancelled(
                    desk,
                    attempt,
                    cancel,
                    new PaymentResult.Approved(
                            new ProviderRef("op-" + cancel.id()), TOTAL, Effect.CANCELLED, Details.NONE));

            assertThat(desk.operations
                            .giveUp(desk.buyer(), attempt.operationId())
                            .state())
                    .isEqualTo(OperationState.ABANDONED);
            assertThat(desk.operations(checkout, OperationKind.CANCEL)).hasSize(1);
            desk.check();
        }
    }

    @BothDatabases
    void a_reservation_that_is_told_of_after_its_attempt_was_closed_is_no_money(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            tellsAll(desk);
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            desk.operations.giveUp(desk.buyer(), attempt.operationId());
            OperationRow cancel =
                    desk.operations(checkout, OperationKind.CANCEL).get(0);
            cancelled(
                    desk,
                    attempt,
                    cancel,
                    new PaymentResult.Approved(
                            new ProviderRef("op-" + cancel.id()), TOTAL, Effect.CANCELLED, Details.NONE));
            PaymentFact.Outcome late = News.ours(
                    attempt,
                    attempt.operationId(),
                    OperationKind.AUTHORIZE,
                    new PaymentResult.Approved(News.of(attempt), TOTAL, Effect.AUTHORIZED, Details.NONE));

            assertThat(News.tell(desk, "late", late)).isTrue();

            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ABANDONED);
            assertThat(desk.till(checkout)).isEqualTo("PAYING");
            assertThat(desk.position(checkout)).isEqualTo(Position.ZERO);
            desk.check();
        }
    }

    @BothDatabases
    void an_attempt_the_provider_never_heard_of_is_over_once_its_time_is(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            tellsAll(desk);
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            desk.operations.giveUp(desk.buyer(), attempt.operationId());
            OperationRow cancel =
                    desk.operations(checkout, OperationKind.CANCEL).get(0);
            cancelled(
                    desk,
                    attempt,
                    cancel,
                    new PaymentResult.Rejected(RejectCode.NOT_FOUND, "no such payment", Details.NONE));
            assertThat(desk.attempt(attempt).state())
                    .as("the buyer may still pay")
                    .isEqualTo(OperationState.ACTION_REQUIRED);

            desk.pass(Duration.ofHours(2));

            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ABANDONED);
            desk.check();
        }
    }

    private static void tellsAll(PaymentDesk desk) {
        desk.gateway.answersQueries = false;
        desk.gateway.profile(PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.KEYED,
                        PaymentCapability.WEBHOOKS,
                        PaymentCapability.OUTCOME_BY_WEBHOOK)
                .currencies("EUR")
                .keptFor(Duration.ofDays(7))
                .build());
    }

    private static void cancelled(PaymentDesk desk, Attempt attempt, OperationRow cancel, PaymentResult result) {
        PaymentFact.Outcome fact = News.ours(attempt, cancel.id(), OperationKind.CANCEL, result);
        assertThat(News.tell(desk, "c", fact)).isTrue();
    }

    private static boolean tell(PaymentDesk desk, Attempt attempt, PaymentResult result) {
        PaymentFact.Outcome fact = News.ours(attempt, attempt.operationId(), OperationKind.PURCHASE, result);
        return News.tell(desk, "e", fact);
    }

    private static PaymentResult approved(Attempt attempt) {
        return approved(attempt.operationId(), TOTAL);
    }

    private static PaymentResult approved(UUID operation, Money amount) {
        return new PaymentResult.Approved(new ProviderRef("pay-" + operation), amount, Effect.CAPTURED, Details.NONE);
    }
}
