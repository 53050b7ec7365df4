package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class AttemptsTest {
    @BothDatabases
    void an_approved_attempt_takes_the_money_and_places_the_order(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.APPROVED);
            assertThat(attempt.captured()).isEqualTo(TOTAL);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void a_store_that_takes_money_later_reserves_it_first(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID checkout = desk.checkout();
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.captured()).isEqualTo(Money.parse("EUR 0.00"));
            assertThat(attempt.authorized()).isEqualTo(TOTAL);
            desk.shop.tx().write("test", handle -> {
                desk.operations.capture(handle, desk.shop.scope(), checkout, "packed");
                desk.operations.capture(handle, desk.shop.scope(), checkout, "packed");
                return true;
            });
            desk.run();
            assertThat(desk.operations(checkout, OperationKind.CAPTURE)).hasSize(1);
            assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void a_declined_attempt_says_why_and_leaves_room_for_another(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.DECLINE);
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.DECLINED);
            assertThat(attempt.decline()).contains(DeclineCode.INSUFFICIENT_FUNDS);
            assertThat(attempt.retry()).contains(Retry.OTHER_INSTRUMENT);
            assertThat(desk.till(checkout)).isEqualTo("PAYING");
            assertThat(desk.pay(checkout).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void what_is_known_of_the_buyer_is_kept_only_until_it_was_sent(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            assertThat(desk.operations(checkout, OperationKind.PURCHASE).get(0).request())
                    .isNotEmpty();
            desk.operations.send(desk.buyer(), prepared);
            assertThat(desk.operations(checkout, OperationKind.PURCHASE).get(0).request())
                    .isEmpty();
        }
    }

    @BothDatabases
    void a_second_attempt_is_refused_while_one_is_not_decided(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.pay(checkout);
            assertThatThrownBy(() -> desk.pay(checkout))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CANNOT_MOVE))
                    .hasMessageContaining("not decided");
            desk.check();
        }
    }

    @BothDatabases
    void a_lost_answer_is_asked_about_and_never_charged_again(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.UNKNOWN);
            assertThat(desk.till(checkout)).isEqualTo("PAYING");
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.gateway.effects(attempt.operationId())).isEqualTo(1);
            desk.check();
        }
    }

    @BothDatabases
    void a_lost_request_counts_as_not_sent_only_after_the_provider_would_know(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_REQUEST);
            Attempt attempt = desk.pay(checkout);
            desk.pass(Duration.ofSeconds(6)); // the provider's settle window is 20 s
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.UNKNOWN);
            desk.pass(Duration.ofSeconds(30));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.NOT_SENT);
            desk.pass(Duration.ofDays(2));
            assertThat(desk.gateway.effects(attempt.operationId())).isZero();
            desk.check();
        }
    }

    @BothDatabases
    void staff_get_a_task_when_a_provider_stays_silent_and_what_they_find_is_folded(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.gateway.answersQueries = false;
            desk.gateway.keepsNoKeys();
            Attempt attempt = desk.pay(checkout);
            for (int minute = 0; minute < 12; minute++) {
                desk.pass(Duration.ofMinutes(1));
            }
            List<ReviewTask> tasks = tasksOf(desk, attempt);
            assertThat(tasks).singleElement().satisfies(it -> {
                assertThat(it.kind()).isEqualTo(TaskKind.UNKNOWN_OUTCOME);
                assertThat(it.message()).contains(attempt.operationId().toString());
            });
            desk.staff().resolve(tasks.get(0).id(), new Resolution.ItHappened("pay-" + attempt.operationId()));
            desk.staff().resolve(tasks.get(0).id(), new Resolution.DidNotHappen()); // twice is once
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(tasksOf(desk, attempt)).isEmpty();
            desk.check();
        }
    }

    /** As where a provider has no way to ask about an order or session whose id was lost with the answer. */
    @BothDatabases
    void a_page_whose_address_was_lost_is_asked_for_again_under_the_same_key_while_the_buyer_waits(
            DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.LOSE_ACTION);
            desk.gateway.answersQueries = false;
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.UNKNOWN);
            desk.shop.clock().pass(Duration.ofSeconds(3));
            Attempt now = desk.operations.ask(desk.buyer(), attempt.operationId()); // the buyer's page looks
            assertThat(now.state()).isEqualTo(OperationState.ACTION_REQUIRED);
            assertThat(now.action()).isPresent();
            assertThat(desk.gateway.authorizations)
                    .hasSize(2)
                    .extracting(it -> List.of(
                            it.call().id(), it.amount(), it.capture(), it.instrument(), it.checkout(), it.buyer()))
                    .containsOnly(List.of(
                            desk.gateway.authorizations.get(0).call().id(),
                            TOTAL,
                            CaptureMode.AT_ONCE,
                            desk.gateway.authorizations.get(0).instrument(),
                            desk.gateway.authorizations.get(0).checkout(),
                            desk.gateway.authorizations.get(0).buyer()));
            assertThat(desk.operations(checkout, OperationKind.PURCHASE).get(0).request())
                    .isEmpty();
            desk.operations.complete(desk.buyer(), attempt.operationId(), Map.of());
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.gateway.effects(attempt.operationId())).isEqualTo(1);
            desk.check();
        }
    }

    @BothDatabases
    void an_attempt_goes_out_again_a_few_times_in_two_minutes_and_not_after_its_buyer_has_let_go(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            desk.gateway.answersQueries = false;
            UUID waiting = desk.checkout();
            desk.gateway.next(Mood.LOSE_REQUEST, Mood.LOSE_REQUEST, Mood.LOSE_REQUEST, Mood.LOSE_REQUEST);
            Attempt attempt = desk.pay(waiting);
            for (int look = 0; look < 300; look++) {
                desk.shop.clock().pass(Duration.ofSeconds(3));
                desk.operations.ask(desk.buyer(), attempt.operationId());
            }
            assertThat(desk.gateway.authorizations).hasSize(4);
            desk.pass(Duration.ofHours(1));
            assertThat(desk.gateway.authorizations).hasSize(4);
            assertThat(desk.gateway.effects(attempt.operationId())).isZero();
            assertThat(tasksOf(desk, attempt))
                    .as("however often the buyer looked")
                    .hasSize(1);

            UUID left = desk.checkout();
            desk.gateway.next(Mood.LOSE_REQUEST);
            Attempt given = desk.pay(left);
            desk.shop.tx().write("let go", handle -> {
                desk.operations.letGo(handle, desk.buyer(), given.operationId());
                return true;
            });
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.gateway.effects(given.operationId())).isZero();
            assertThat(desk.gateway.authorizations).hasSize(5);
        }
    }

    @BothDatabases
    void a_sender_that_died_before_the_call_leaves_an_attempt_that_is_asked_about(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout); // and the process dies
            desk.run();
            assertThat(desk.operations(checkout, OperationKind.PURCHASE))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.SENDING);
            desk.pass(Duration.ofSeconds(46));
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.operations(checkout, OperationKind.PURCHASE))
                    .singleElement()
                    .matches(it -> it.state() == OperationState.NOT_SENT);
            assertThat(desk.gateway.effects(prepared.operationId())).isZero();
            desk.check();
        }
    }

    @BothDatabases
    void a_sender_that_comes_back_after_its_lease_brings_evidence_all_the_same(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.gateway.answersQueries = false;
            desk.gateway.meanwhile = () -> {
                desk.pass(Duration.ofSeconds(46));
                assertThat(desk.operations(checkout, OperationKind.PURCHASE))
                        .singleElement()
                        .matches(it -> it.state() == OperationState.UNKNOWN);
            };
            assertThat(desk.operations.send(desk.buyer(), prepared).state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            desk.check();
        }
    }

    @BothDatabases
    void a_sender_that_stood_still_until_its_lease_was_over_sends_nothing_any_more(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            Prepared prepared = desk.prepare(checkout);
            desk.pass(Duration.ofSeconds(46));
            desk.pass(Duration.ofSeconds(30));
            assertThat(desk.operations(checkout, OperationKind.PURCHASE))
                    .as("the buyer has been told that nothing was charged")
                    .singleElement()
                    .matches(it -> it.state() == OperationState.NOT_SENT);
            Attempt second = desk.pay(checkout);

            desk.operations.send(desk.buyer(), prepared);

            assertThat(desk.gateway.effects(prepared.operationId())).isZero();
            assertThat(desk.gateway.effects(second.operationId())).isEqualTo(1);
            desk.check();
        }
    }

    @BothDatabases
    void lies_about_amount_currency_or_effect_are_quarantined(DataSource database) {
        for (Mood lie : List.of(Mood.LIE_AMOUNT, Mood.LIE_CURRENCY, Mood.LIE_EFFECT)) {
            try (PaymentDesk desk = new PaymentDesk(database)) {
                UUID checkout = desk.checkout();
                desk.gateway.next(lie);
                Attempt attempt = desk.pay(checkout);
                assertThat(attempt.state()).as("%s", lie).isEqualTo(OperationState.UNKNOWN);
                assertThat(desk.till(checkout)).isEqualTo("PAYING");
                desk.pass(Duration.ofSeconds(6)); // the provider repeats its lie
                desk.pass(Duration.ofSeconds(40));
                assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.UNKNOWN);
                assertThat(desk.position(checkout)).isEqualTo(Position.ZERO);
                assertThat(tasksOf(desk, attempt)).singleElement().matches(it -> it.kind() == TaskKind.INTEGRITY);
                desk.check();
            }
        }
    }

    @BothDatabases
    void the_reference_of_another_payment_is_not_believed(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            Attempt honest = desk.pay(desk.checkout());
            UUID checkout = desk.checkout();
            desk.gateway.stolen = "pay-" + honest.operationId();
            desk.gateway.next(Mood.STEAL_REFERENCE);
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.UNKNOWN);
            assertThat(desk.till(checkout)).isEqualTo("PAYING");
            assertThat(tasksOf(desk, attempt)).singleElement().matches(it -> it.kind() == TaskKind.INTEGRITY);
            desk.check();
        }
    }

    @BothDatabases
    void a_buyer_who_comes_back_from_the_bank_has_paid(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.ACTION_REQUIRED);
            assertThat(attempt.action()).isPresent();
            Attempt back = desk.operations.complete(desk.buyer(), attempt.operationId(), Map.of("ok", List.of("1")));
            assertThat(back.state()).isEqualTo(OperationState.APPROVED);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
            assertThat(desk.operations
                            .complete(desk.buyer(), attempt.operationId(), Map.of())
                            .state())
                    .isEqualTo(OperationState.APPROVED);
            assertThat(desk.gateway.calls.stream().filter(it -> it.startsWith("complete")))
                    .as("the second return only reads")
                    .hasSize(2); // complete, and the effect it had
            desk.check();
        }
    }

    @BothDatabases
    void a_lost_answer_to_the_return_is_asked_about(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.LOSE_ANSWER);
            Attempt attempt = desk.pay(checkout);
            Attempt back = desk.operations.complete(desk.buyer(), attempt.operationId(), Map.of());
            assertThat(back.state()).isEqualTo(OperationState.UNKNOWN);
            desk.pass(Duration.ofSeconds(6));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void a_buyer_who_takes_too_long_is_given_up_only_when_the_provider_says_so(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.DECLINE); // the provider does not let us cancel
            Attempt attempt = desk.pay(checkout);
            desk.pass(Duration.ofMinutes(31));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ACTION_REQUIRED);
            desk.gateway.settle(
                    attempt.operationId(),
                    new PaymentResult.Declined(DeclineCode.SESSION_EXPIRED, Retry.LATER, Details.NONE));
            desk.pass(Duration.ofHours(2));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.ABANDONED);
            desk.check();
        }
    }

    @BothDatabases
    void a_buyer_who_pays_in_another_way_has_the_first_attempt_closed_with_the_provider(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt first = desk.pay(checkout);
            assertThat(desk.operations.giveUp(desk.buyer(), first.operationId()).state())
                    .isEqualTo(OperationState.ABANDONED);
            assertThat(desk.position(checkout)).isEqualTo(Position.ZERO);
            assertThat(desk.pay(checkout).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void an_attempt_that_was_paid_before_it_was_closed_is_not_closed_any_more(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION, Mood.NOT_SENT);
            Attempt attempt = desk.pay(checkout);
            assertThat(desk.operations
                            .giveUp(desk.buyer(), attempt.operationId())
                            .state())
                    .isEqualTo(OperationState.ACTION_REQUIRED);
            desk.gateway.settle(attempt.operationId(), OperationKind.AUTHORIZE, TOTAL);
            desk.shop.clock().pass(Duration.ofSeconds(3));
            desk.operations.ask(desk.buyer(), attempt.operationId());
            assertThat(desk.till(checkout)).isEqualTo("PLACED");

            desk.pass(Duration.ofHours(8)); // the cancellation would have gone again by itself

            assertThat(desk.gateway.sum(OperationKind.CANCEL).isZero()).isTrue();
            assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 0, 0, 0, 0, 0, 0, 0, 0));
            desk.check();
        }
    }

    @BothDatabases
    void what_was_reserved_while_the_attempt_was_closed_counts_as_given_up(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.ACTION);
            Attempt attempt = desk.pay(checkout);
            desk.shop.clock().pass(Duration.ofSeconds(3));
            desk.gateway.meanwhile = () -> { // news of the buyer's yes overtake the answer to the cancellation
                desk.gateway.settle(attempt.operationId(), OperationKind.AUTHORIZE, TOTAL);
                desk.shop.clock().pass(Duration.ofSeconds(3));
                desk.operations.ask(desk.buyer(), attempt.operationId());
                assertThat(desk.till(checkout)).isEqualTo("PLACED");
            };

            desk.operations.giveUp(desk.buyer(), attempt.operationId());

            assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 10000, 0, 0, 0, 0, 0, 0, 0));
            assertThat(desk.left).as("the order is held").containsExactly(checkout + " EUR 0.00");
            assertThat(desk.staff().reviewQueue().stream()
                            .filter(it -> it.orderId().equals(checkout)))
                    .extracting(ReviewTask::kind)
                    .contains(TaskKind.OUTSIDE_MONEY);
            desk.check();
        }
    }

    @BothDatabases
    void a_pending_attempt_is_asked_when_the_provider_said(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.PENDING);
            Attempt attempt = desk.pay(checkout);
            assertThat(attempt.state()).isEqualTo(OperationState.PENDING);
            desk.gateway.settle(attempt.operationId(), OperationKind.PURCHASE, TOTAL);
            desk.pass(Duration.ofMinutes(4));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.PENDING);
            desk.pass(Duration.ofMinutes(2));
            assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
            desk.check();
        }
    }

    @BothDatabases
    void an_attempt_that_was_never_sent_or_refused_for_our_fault_is_a_definite_no(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID checkout = desk.checkout();
            desk.gateway.next(Mood.NOT_SENT, Mood.REJECT);
            assertThat(desk.pay(checkout).state()).isEqualTo(OperationState.NOT_SENT);
            assertThat(desk.pay(checkout).state()).isEqualTo(OperationState.REJECTED);
            desk.pass(Duration.ofDays(1));
            assertThat(desk.gateway.book).isEmpty();
            desk.check();
        }
    }

    private static List<ReviewTask> tasksOf(PaymentDesk desk, Attempt attempt) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.subject().equals(attempt.operationId()))
                .toList();
    }
}
