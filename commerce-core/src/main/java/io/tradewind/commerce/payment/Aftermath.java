package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.AttemptOwner.Verdict;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What must follow once an operation has been folded: obligations, refunds that settle, tasks for staff. */
@Singleton
final class Aftermath {
    private final PaymentStore payments;
    private final Obligations obligations;
    private final Refunds refunds;
    private final Tasks tasks;
    private final Gateways gateways;
    private final Provider<UnpaidOrders> unpaid;
    private final World world;

    @Inject
    Aftermath(
            PaymentStore payments,
            Obligations obligations,
            Refunds refunds,
            Tasks tasks,
            Gateways gateways,
            Provider<UnpaidOrders> unpaid,
            World world) {
        this.payments = payments;
        this.obligations = obligations;
        this.refunds = refunds;
        this.tasks = tasks;
        this.gateways = gateways;
        this.unpaid = unpaid;
        this.world = world;
    }

    /** Nothing moved; somebody may still have to look. */
    void unmoved(Handle handle, Scope scope, Step step) {
        task(handle, scope, step);
        OperationRow operation = step.after().operation();
        boolean asked = operation.asks() > step.before().operation().asks();
        if (asked && operation.state() == OperationState.UNKNOWN && isOld(operation)) {
            tasks.open(
                    handle,
                    scope,
                    TaskKind.UNKNOWN_OUTCOME,
                    operation.id(),
                    operation.checkoutId(),
                    "Whether " + operation.kind() + " " + step.after().payment().money(operation.amount())
                            + " through '" + operation.account() + "' happened is not known since "
                            + operation.unknownSince() + ". Look operation " + operation.id()
                            + " up at the provider and say what you find.");
        } else if (asked && isOverdue(step)) {
            tasks.open(
                    handle,
                    scope,
                    TaskKind.UNKNOWN_OUTCOME,
                    operation.id(),
                    operation.checkoutId(),
                    "'" + operation.account() + "' took " + operation.kind() + " "
                            + step.after().payment().money(operation.amount()) + " on at " + sentAt(operation)
                            + " and has not said what came of it. See whether its webhooks arrive, look operation "
                            + operation.id() + " up at the provider and say what you find.");
        }
    }

    /** An acknowledgement is no outcome: where the provider cannot be asked, a webhook that is lost would be lost for good. */
    private boolean isOverdue(Step step) {
        OperationRow operation = step.after().operation();
        if (operation.state() != OperationState.PENDING
                || step.after().payment().payLater()) {
            return false;
        }
        boolean told = step.evidence() instanceof Evidence.Said;
        Instant end = sentAt(operation).plus(told ? AskSchedule.TASK_WAITING : AskSchedule.TASK_UNHEARD);
        return !world.now().isBefore(end);
    }

    private static Instant sentAt(OperationRow operation) {
        Instant sent = operation.sentAt();
        return sent == null ? operation.createdAt() : sent;
    }

    /** Something moved. */
    void moved(Handle handle, Scope scope, Step step, Loaded now, Verdict verdict, List<Change> changes) {
        OperationRow operation = now.operation();
        task(handle, scope, step);
        OperationState before = step.before().operation().state();
        if ((before == OperationState.UNKNOWN || before == OperationState.PENDING)
                && !operation.state().isUndecided()) {
            tasks.settled(
                    handle,
                    scope,
                    operation.id(),
                    List.of(TaskKind.UNKNOWN_OUTCOME),
                    "the provider answered: " + operation.state());
        }
        if (step.booked().map(Booking::outside).orElse(false)) {
            moreThanAsked(handle, scope, now, changes);
        }
        if (operation.isAttempt()) {
            attempt(handle, scope, step, now, verdict, changes);
        } else {
            followUp(handle, scope, step, now, changes);
        }
    }

    /** Money that does not fit our books: staff must look. */
    UUID outside(Handle handle, Scope scope, PaymentRow payment) {
        return tasks.open(
                handle,
                scope,
                TaskKind.OUTSIDE_MONEY,
                payment.id(),
                payment.checkoutId(),
                "Money moved on payment " + payment.ref() + " of '" + payment.account()
                        + "' that this shop did not ask for. Compare the payment with the provider's own console.");
    }

    /** Money that can only have moved outside, by our books: what is held above the payment's sum is for staff to clear. */
    private void moreThanAsked(Handle handle, Scope scope, Loaded now, List<Change> changes) {
        PaymentRow payment = now.payment();
        long keep = payment.unwanted() ? 0 : payment.amount();
        if (payment.position().secured() > keep) {
            obligations.incur(
                    handle,
                    scope,
                    ObligationRow.Kind.OUTSIDE,
                    payment,
                    keep,
                    "booked:" + now.operation().id(),
                    "More was taken than our books allow: an operation that was denied has happened.",
                    changes);
        }
    }

    private void attempt(Handle handle, Scope scope, Step step, Loaded now, Verdict verdict, List<Change> changes) {
        if (!step.approves() || verdict.money() == AttemptOwner.Money.KEEP) {
            return;
        }
        payments.unwanted(handle, scope.storeId(), now.payment().id());
        boolean duplicate = verdict.money() == AttemptOwner.Money.DUPLICATE;
        obligations.incur(
                handle,
                scope,
                duplicate ? ObligationRow.Kind.DUPLICATE : ObligationRow.Kind.VOID_OR_REFUND,
                now.payment(),
                0,
                "attempt:" + now.operation().id(),
                duplicate
                        ? "Another payment had paid this order already."
                        : "The money came when nobody waited for it any more.",
                changes);
    }

    private void followUp(Handle handle, Scope scope, Step step, Loaded now, List<Change> changes) {
        OperationRow operation = now.operation();
        if (operation.state() == OperationState.PENDING && now.payment().payLater()) {
            payBackByHand(handle, scope, now);
        }
        if (!step.approves() && !step.failed()) {
            return;
        }
        if (operation.kind() == OperationKind.REFUND) {
            refunds.settle(handle, scope, operation.id(), step.approves(), changes);
            if (step.approves() && step.before().operation().state().isNo()) {
                changes.addAll(wentBackAfterAll(handle, scope, operation));
            }
        }
        if (step.failed() && operation.state() != OperationState.ABANDONED && !Steps.closesAttempt(operation)) {
            failed(handle, scope, now);
        }
        if (step.approves() && operation.kind() == OperationKind.CAPTURE) {
            captured(handle, scope, now, changes);
        } else if (Steps.closesAttempt(operation) && step.booked().isPresent()) {
            changes.addAll(closedAfterAll(handle, scope, now));
        }
        if (step.approves() && now.payment().position().open() <= 0 && isLapsing(now.payment())) {
            tasks.settled(
                    handle,
                    scope,
                    now.payment().id(),
                    List.of(TaskKind.RESERVATION_LAPSING),
                    "nothing is reserved any more");
        }
        obligations.wake(handle, scope, now.payment().id());
    }

    /** What was believed not to have gone back may have been given back once more since. */
    private List<Change> wentBackAfterAll(Handle handle, Scope scope, OperationRow operation) {
        return left(handle, scope, operation, "a refund that was believed to have failed has gone out");
    }

    /** The buyer had paid just before the attempt was closed: what was reserved is gone with it. */
    private List<Change> closedAfterAll(Handle handle, Scope scope, Loaded now) {
        PaymentRow payment = now.payment();
        tasks.open(
                handle,
                scope,
                TaskKind.OUTSIDE_MONEY,
                payment.id(),
                payment.checkoutId(),
                "The buyer paid " + payment.money(payment.amount()) + " through '" + payment.account()
                        + "' while the attempt was being closed, and the reservation was given up with it. Look payment "
                        + payment.ref() + " up at the provider; if it is gone, the buyer must pay anew.");
        return left(handle, scope, now.operation(), "the reserved money was given up while it was confirmed");
    }

    /** An order that what is left does not pay any more is held. */
    private List<Change> left(Handle handle, Scope scope, OperationRow operation, String why) {
        long kept = payments.of(handle, scope.storeId(), operation.checkoutId()).stream()
                .filter(it -> !it.unwanted())
                .mapToLong(it -> it.position().secured() - it.position().refundPending())
                .sum();
        return unpaid.get().left(handle, scope, operation.checkoutId(), scope.money(Math.max(0, kept)), why);
    }

    /** What a capture leaves over that may not, or cannot, be taken any more is given up. */
    private void captured(Handle handle, Scope scope, Loaded now, List<Change> changes) {
        PaymentRow payment = now.payment();
        Position position = payment.position();
        Long limit = payment.captureLimit();
        boolean once = position.open() > 0
                && gateways.find(payment.account())
                        .map(Gateways.Gateway::profile)
                        .filter(it -> it.can(PaymentCapability.AUTHORIZE) && !it.can(PaymentCapability.MULTI_CAPTURE))
                        .isPresent();
        long keep = once ? position.net() : position.secured();
        if (limit != null && position.captured() + position.capturePending() >= limit) {
            keep = Math.min(keep, limit); // up to the limit more may be taken
        }
        if (position.secured() > keep) {
            obligations.incur(
                    handle,
                    scope,
                    ObligationRow.Kind.VOID_OR_REFUND,
                    payment,
                    keep,
                    "capture:" + now.operation().id(),
                    limit != null
                            ? "A part was cancelled before the money was taken."
                            : "The provider takes reserved money once; the rest is given up.",
                    changes);
        }
    }

    private boolean isLapsing(PaymentRow payment) {
        return gateways.find(payment.account())
                .map(it -> payment.createdAt().plus(it.profile().authorizationLife()))
                .filter(end -> !world.now().isBefore(end.minus(Expiries.AHEAD)))
                .isPresent();
    }

    private void payBackByHand(Handle handle, Scope scope, Loaded now) {
        OperationRow operation = now.operation();
        tasks.open(
                handle,
                scope,
                TaskKind.PAY_BACK_BY_HAND,
                operation.id(),
                operation.checkoutId(),
                "Pay " + now.payment().money(operation.amount()) + " back to the buyer by hand ('" + operation.account()
                        + "'), then say that it happened, with the reference of the transfer.");
    }

    private void failed(Handle handle, Scope scope, Loaded now) {
        OperationRow operation = now.operation();
        Optional<TaskKind> kind = switch (operation.kind()) {
            case CAPTURE -> Optional.of(TaskKind.CAPTURE_FAILED);
            case REFUND -> Optional.of(TaskKind.REFUND_FAILED);
            default -> Optional.empty();
        };
        kind.ifPresent(it -> tasks.open(
                handle,
                scope,
                it,
                operation.id(),
                operation.checkoutId(),
                operation.kind() + " " + now.payment().money(operation.amount()) + " through '" + operation.account()
                        + "' ended " + operation.state() + " " + operation.code() + " " + operation.note()
                        + (it == TaskKind.REFUND_FAILED
                                ? ". Send it again, or pay it back in another way and say so."
                                : ". The order must not leave before the money is there.")));
    }

    private void task(Handle handle, Scope scope, Step step) {
        Evidence evidence = step.evidence();
        Optional<TaskKind> kind = step.folded().task();
        if (kind.isEmpty()) {
            return;
        }
        OperationRow operation = step.after().operation();
        String what =
                evidence instanceof Evidence.Misfit misfit ? misfit.what() : "The provider says " + said(evidence);
        tasks.open(
                handle,
                scope,
                kind.get(),
                operation.id(),
                operation.checkoutId(),
                operation.kind() + " " + step.after().payment().money(operation.amount()) + " through '"
                        + operation.account() + "' was "
                        + step.before().operation().state() + ": " + what
                        + ". Look operation " + operation.id() + " up at the provider and say what you find.");
    }

    private static String said(Evidence evidence) {
        return evidence instanceof Evidence.Said it
                ? it.result().getClass().getSimpleName()
                : evidence.getClass().getSimpleName();
    }

    private boolean isOld(OperationRow operation) {
        return operation.unknownSince() != null
                && !world.now().isBefore(operation.unknownSince().plus(AskSchedule.TASK_AFTER.minusSeconds(90)));
    }
}
