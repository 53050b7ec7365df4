package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.ReviewMove.*;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** Shows staff what a machine must not decide, with the few moves that lead out of it, and makes the one they choose. */
@Singleton
final class Cases {
    private static final int PAGE = 50;

    private final CaseStore store;
    private final Review review;
    private final PaymentReading reading;
    private final Asking asking;
    private final Outgoing outgoing;
    private final Taking taking;
    private final Refunds refunds;

    @Inject
    Cases(
            CaseStore store,
            Review review,
            PaymentReading reading,
            Asking asking,
            Outgoing outgoing,
            Taking taking,
            Refunds refunds) {
        this.store = store;
        this.review = review;
        this.reading = reading;
        this.asking = asking;
        this.outgoing = outgoing;
        this.taking = taking;
        this.refunds = refunds;
    }

    ReviewPage page(Scope scope, Optional<String> after) {
        scope.require(Permission.PAYMENTS);
        PageMark from = after.map(PageMark::read).orElse(PageMark.OLDEST);
        return scope.tx().read("payments.cases", handle -> {
            List<CaseStore.Row> found = store.page(handle, scope.storeId(), from.at(), from.id(), PAGE + 1);
            return new ReviewPage(
                    found.stream().limit(PAGE).map(it -> view(it, scope)).toList(),
                    PageMark.behind(
                            found,
                            PAGE,
                            it -> new PageMark(it.task().createdAt(), it.task().id())));
        });
    }

    int count(Scope scope) {
        scope.require(Permission.PAYMENTS);
        return scope.tx().read("payments.case-count", handle -> store.count(handle, scope.storeId()));
    }

    /** Makes a move; false if the case was decided before, in which nothing changes. */
    boolean decide(Scope scope, UUID taskId, ReviewMove move, String words) {
        scope.require(move.permission());
        Optional<ReviewCase> found = scope.tx()
                .read("payments.case", handle -> store.find(handle, scope.storeId(), taskId))
                .map(it -> view(it, scope));
        if (found.isEmpty()) {
            return false;
        }
        ReviewCase it = found.get();
        if (!it.moves().contains(move)) {
            throw cannot(it, move, "it allows " + it.moves());
        } else if (move.takesWords() && words.isBlank()) {
            throw CommerceException.badArgument("words", words, "say what you found, or how it was settled");
        }
        switch (move) {
            case ASK_AGAIN ->
                asking.askSoon(
                        scope, reading.place(scope, it.operation().orElseThrow().id()));
            case IT_HAPPENED -> review.resolve(scope, taskId, new Resolution.ItHappened(words));
            case IT_DID_NOT_HAPPEN -> review.resolve(scope, taskId, new Resolution.DidNotHappen());
            case SETTLED -> review.resolve(scope, taskId, new Resolution.Settled(words));
            case TAKE_NOW -> take(scope, it);
            case GIVE_UP -> giveUp(scope, it);
            case REFUND_AGAIN -> refund(scope, it);
            case APPROVE_REFUND -> approve(scope, it);
            case REFUSE_REFUND ->
                scope.tx()
                        .write(
                                "payments.refuse",
                                handle ->
                                        refunds.refuse(handle, scope, it.task().subject(), words));
        }
        return true;
    }

    private void take(Scope scope, ReviewCase it) {
        Money taken = scope.tx()
                .write(
                        "payments.capture",
                        handle -> outgoing.captureNow(handle, scope, it.task().orderId()));
        if (taken.isZero()) {
            throw cannot(it, TAKE_NOW, "nothing is reserved that is not taken or being taken already");
        }
        review.resolve(scope, it.task().id(), new Resolution.Settled("taken again: " + taken));
    }

    private void giveUp(Scope scope, ReviewCase it) {
        ReservationAnswer answer = scope.tx()
                .write(
                        "payments.release",
                        handle -> taking.release(handle, scope, it.task().orderId()));
        if (answer instanceof ReservationAnswer.Refused refused) {
            throw cannot(it, GIVE_UP, refused.refusal().message());
        }
        review.resolve(scope, it.task().id(), new Resolution.Settled("given up: " + answer.orThrow()));
    }

    private void refund(Scope scope, ReviewCase it) {
        UUID refund = it.refund().orElseThrow().id();
        RefundAnswer answer = scope.tx().write("payments.retry", handle -> refunds.retry(handle, scope, refund));
        if (answer instanceof RefundAnswer.Refused refused) {
            throw cannot(it, REFUND_AGAIN, refused.refusal().message());
        }
        review.resolve(scope, it.task().id(), new Resolution.Settled("sent again"));
    }

    private void approve(Scope scope, ReviewCase it) {
        RefundAnswer answer = scope.tx()
                .write(
                        "payments.approve",
                        handle -> refunds.approve(handle, scope, it.task().subject()));
        if (answer instanceof RefundAnswer.Refused refused) {
            throw cannot(it, APPROVE_REFUND, refused.refusal().message());
        }
    }

    private static ReviewCase view(CaseStore.Row row, Scope scope) {
        return new ReviewCase(row.task(), row.account(), row.operation(), row.refund(), moves(row, scope.actor()));
    }

    /** Two or three ways out of each case; what cannot help any more is not offered. */
    private static List<ReviewMove> moves(CaseStore.Row row, Actor actor) {
        boolean undecided = row.operation().map(it -> it.state().isUndecided()).orElse(false);
        boolean refused = row.operation().map(it -> it.state().isNo()).orElse(false);
        return switch (row.task().kind()) {
            case UNKNOWN_OUTCOME, INTEGRITY, LATE_SUCCESS ->
                undecided
                        ? List.of(ASK_AGAIN, IT_HAPPENED, IT_DID_NOT_HAPPEN)
                        : refused ? List.of(IT_HAPPENED, SETTLED) : List.of(SETTLED);
            case CAPTURE_FAILED -> refused ? List.of(TAKE_NOW, IT_HAPPENED, SETTLED) : List.of(SETTLED);
            case REFUND_FAILED ->
                refused
                        ? row.refund().isPresent()
                                ? List.of(REFUND_AGAIN, IT_HAPPENED, SETTLED)
                                : List.of(IT_HAPPENED, SETTLED)
                        : List.of(SETTLED);
            case REFUND_TO_APPROVE ->
                row.refund().filter(it -> it.mayBeApprovedBy(actor)).isPresent() && !actor.isProgram()
                        ? List.of(APPROVE_REFUND, REFUSE_REFUND)
                        : List.of(REFUSE_REFUND);
            case PAY_BACK_BY_HAND -> undecided ? List.of(IT_HAPPENED, IT_DID_NOT_HAPPEN) : List.of(SETTLED);
            case OBLIGATION_OVERDUE -> List.of(IT_HAPPENED, SETTLED);
            case RESERVATION_LAPSING -> List.of(TAKE_NOW, GIVE_UP, SETTLED);
            case OUTSIDE_MONEY, DISPUTE -> List.of(SETTLED);
        };
    }

    private static CommerceException cannot(ReviewCase it, ReviewMove move, String why) {
        return new CommerceException(
                ErrorCode.CANNOT_MOVE,
                "Case " + it.task().id() + " is about " + it.task().kind() + ": cannot " + move + "; " + why + ".");
    }
}
