package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.OperationState.ABANDONED;
import static io.tradewind.commerce.payment.OperationState.ACTION_REQUIRED;
import static io.tradewind.commerce.payment.OperationState.APPROVED;
import static io.tradewind.commerce.payment.OperationState.DECLINED;
import static io.tradewind.commerce.payment.OperationState.NOT_SENT;
import static io.tradewind.commerce.payment.OperationState.PENDING;
import static io.tradewind.commerce.payment.OperationState.PREPARED;
import static io.tradewind.commerce.payment.OperationState.REJECTED;
import static io.tradewind.commerce.payment.OperationState.SENDING;
import static io.tradewind.commerce.payment.OperationState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.OperationFold.Folded;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OperationFoldTest {
    private static final ProviderRef REF = new ProviderRef("pay-1");
    private static final Instant LATER = Instant.parse("2026-01-15T10:00:00Z");

    private static final PaymentResult YES =
            new PaymentResult.Approved(REF, Money.parse("EUR 10.00"), Effect.CAPTURED, Details.NONE);
    private static final PaymentResult NO =
            new PaymentResult.Declined(DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, Details.NONE);
    private static final PaymentResult GAVE_UP =
            new PaymentResult.Declined(DeclineCode.CANCELLED_BY_CUSTOMER, Retry.LATER, Details.NONE);
    private static final PaymentResult REFUSED =
            new PaymentResult.Rejected(RejectCode.BAD_CREDENTIALS, "401", Details.NONE);
    private static final PaymentResult UNSENT = new PaymentResult.NotSent("connection refused");
    private static final PaymentResult LOST = new PaymentResult.Unknown(Optional.empty(), "time-out", Details.NONE);
    private static final PaymentResult WAITS = new PaymentResult.Pending(REF, LATER, Details.NONE);
    private static final PaymentResult ACT = new PaymentResult.ActionRequired(
            REF, new NextAction.Redirect("GET", URI.create("https://bank.example/3ds"), Map.of()), LATER, Details.NONE);
    private static final List<PaymentResult> RESULTS = List.of(YES, NO, GAVE_UP, REFUSED, UNSENT, LOST, WAITS, ACT);

    /** Every piece of evidence there is. */
    private static List<Evidence> everything() {
        List<Evidence> all = new ArrayList<>();
        for (PaymentResult result : RESULTS) {
            for (Origin origin : Origin.values()) {
                all.add(new Evidence.Said(result, origin));
            }
        }
        all.add(new Evidence.Misfit(YES, "another amount"));
        all.add(new Evidence.NotFound(true));
        all.add(new Evidence.NotFound(false));
        all.add(new Evidence.Silence("down"));
        all.add(new Evidence.LeaseOver());
        all.add(new Evidence.Closed());
        return all;
    }

    @Test
    void every_move_of_the_fold_is_in_the_table() {
        for (OperationState from : OperationState.values()) {
            for (Evidence evidence : everything()) {
                for (boolean expired : new boolean[] {false, true}) {
                    OperationState to =
                            OperationFold.fold(from, evidence, expired).to();
                    if (to != from) {
                        OperationMove move = OperationFold.move(from, to, evidence);
                        assertThat(OperationFlow.TABLE.allows(from, move, to))
                                .as("%s + %s → %s by %s", from, evidence, to, move)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void the_same_evidence_twice_moves_once() {
        for (OperationState from : OperationState.values()) {
            for (Evidence evidence : everything()) {
                OperationState once = OperationFold.fold(from, evidence, false).to();
                assertThat(OperationFold.fold(once, evidence, false).to())
                        .as("%s + %s twice", from, evidence)
                        .isEqualTo(once);
            }
        }
    }

    @Test
    void nothing_takes_back_an_approval() {
        for (Evidence evidence : everything()) {
            assertThat(OperationFold.fold(APPROVED, evidence, true).to())
                    .as("%s", evidence)
                    .isEqualTo(APPROVED);
        }
    }

    @Test
    void an_approval_is_believed_in_every_undecided_state_whoever_brings_it() {
        for (OperationState from : OperationState.values()) {
            for (Origin origin : Origin.values()) {
                if (from.isUndecided()) {
                    assertThat(OperationFold.fold(from, new Evidence.Said(YES, origin), false)
                                    .to())
                            .isEqualTo(APPROVED);
                }
            }
        }
    }

    @Test
    void a_yes_after_a_no_counts_only_when_the_provider_was_asked_or_a_person_looked() {
        for (OperationState no : List.of(DECLINED, REJECTED, NOT_SENT, ABANDONED)) {
            for (Origin origin : List.of(Origin.ANSWER, Origin.FURTHER_CALL, Origin.NOTICE)) {
                assertThat(OperationFold.fold(no, new Evidence.Said(YES, origin), false))
                        .isEqualTo(new Folded(no, true, Optional.empty()));
            }
            for (Origin origin : List.of(Origin.QUERY, Origin.LAST_WORD, Origin.PERSON)) {
                assertThat(OperationFold.fold(no, new Evidence.Said(YES, origin), false))
                        .isEqualTo(new Folded(APPROVED, false, Optional.of(TaskKind.LATE_SUCCESS)));
            }
        }
    }

    @Test
    void unknown_replaces_nothing_that_is_known_except_by_a_lost_call_or_a_lie() {
        for (OperationState from : OperationState.values()) {
            for (Evidence evidence : everything()) {
                OperationState to = OperationFold.fold(from, evidence, false).to();
                if (to == UNKNOWN && from != UNKNOWN) {
                    boolean lostCall = from == SENDING
                            || (from == ACTION_REQUIRED
                                    && evidence.equals(new Evidence.Said(LOST, Origin.FURTHER_CALL)));
                    boolean lie = evidence instanceof Evidence.Misfit && from.isUndecided();
                    assertThat(lostCall || lie).as("%s + %s", from, evidence).isTrue();
                }
            }
        }
    }

    @Test
    void a_lie_is_never_a_success() {
        for (OperationState from : OperationState.values()) {
            Folded folded = OperationFold.fold(from, new Evidence.Misfit(YES, "EUR 1.00"), false);
            assertThat(folded.task()).contains(TaskKind.INTEGRITY);
            if (from != APPROVED) {
                assertThat(folded.to()).isNotEqualTo(APPROVED);
            }
        }
        assertThat(OperationFold.fold(SENDING, new Evidence.Misfit(YES, "EUR 1.00"), false)
                        .to())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void a_refused_or_unsent_further_call_proves_nothing_about_the_first() {
        for (OperationState from : List.of(UNKNOWN, ACTION_REQUIRED, PENDING)) {
            for (PaymentResult result : List.of(REFUSED, UNSENT)) {
                assertThat(OperationFold.fold(from, new Evidence.Said(result, Origin.FURTHER_CALL), false)
                                .to())
                        .isEqualTo(from);
            }
        }
        assertThat(OperationFold.fold(SENDING, new Evidence.Said(UNSENT, Origin.ANSWER), false)
                        .to())
                .isEqualTo(NOT_SENT);
    }

    @Test
    void not_found_means_never_happened_only_once_the_provider_would_know() {
        assertThat(OperationFold.fold(UNKNOWN, new Evidence.NotFound(false), true)
                        .to())
                .isEqualTo(UNKNOWN);
        assertThat(OperationFold.fold(UNKNOWN, new Evidence.NotFound(true), false)
                        .to())
                .isEqualTo(NOT_SENT);
        assertThat(OperationFold.fold(ACTION_REQUIRED, new Evidence.NotFound(true), false)
                        .to())
                .isEqualTo(ACTION_REQUIRED);
        assertThat(OperationFold.fold(ACTION_REQUIRED, new Evidence.NotFound(true), true)
                        .to())
                .isEqualTo(ABANDONED);
        assertThat(OperationFold.fold(PREPARED, new Evidence.NotFound(true), true)
                        .to())
                .isEqualTo(PREPARED);
    }

    @Test
    void a_buyer_who_gave_up_was_not_declined() {
        assertThat(OperationFold.fold(ACTION_REQUIRED, new Evidence.Said(GAVE_UP, Origin.QUERY), false)
                        .to())
                .isEqualTo(ABANDONED);
        assertThat(OperationFold.fold(SENDING, new Evidence.Said(GAVE_UP, Origin.ANSWER), false)
                        .to())
                .isEqualTo(DECLINED);
    }

    @Test
    void a_contradiction_of_an_approval_is_asked_about_or_shown_to_staff() {
        assertThat(OperationFold.fold(APPROVED, new Evidence.Said(NO, Origin.NOTICE), false)
                        .ask())
                .isTrue();
        for (Origin origin : List.of(Origin.QUERY, Origin.LAST_WORD)) {
            assertThat(OperationFold.fold(APPROVED, new Evidence.Said(NO, origin), false)
                            .task())
                    .contains(TaskKind.INTEGRITY);
        }
    }

    @Test
    void whatever_the_order_of_the_news_an_approval_that_was_asked_for_wins() {
        Random random = new Random(7);
        List<Evidence> all = everything();
        for (int round = 0; round < 5_000; round++) {
            List<Evidence> news = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                news.add(all.get(random.nextInt(all.size())));
            }
            news.add(random.nextInt(news.size() + 1), new Evidence.Said(YES, Origin.QUERY));
            OperationState state = SENDING;
            for (Evidence one : news) {
                state = OperationFold.fold(state, one, random.nextBoolean()).to();
            }
            assertThat(state).as("%s", news).isEqualTo(APPROVED);
        }
    }
}
