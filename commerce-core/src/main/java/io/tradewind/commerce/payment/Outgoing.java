package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Decides what is taken of reserved money, and what must no longer be held. */
@Singleton
final class Outgoing {
    private static final Actor CONSEQUENCE = Actor.system("units-cancelled");

    private final PaymentStore payments;
    private final OperationStore operations;
    private final FollowUps followUps;
    private final Obligations obligations;
    private final Learning learning;
    private final Refunds refunds;
    private final Outbox outbox;

    @Inject
    Outgoing(
            PaymentStore payments,
            OperationStore operations,
            FollowUps followUps,
            Obligations obligations,
            Learning learning,
            Refunds refunds,
            Outbox outbox) {
        this.payments = payments;
        this.operations = operations;
        this.followUps = followUps;
        this.obligations = obligations;
        this.learning = learning;
        this.refunds = refunds;
        this.outbox = outbox;
    }

    /** Sets aside and writes down a capture of whatever is reserved and not yet taken. */
    List<Change> capture(Handle handle, Scope scope, UUID checkout, String cause) {
        List<Change> changes = new ArrayList<>();
        for (PaymentRow payment : payments.lock(handle, scope.storeId(), checkout)) {
            capture(handle, scope, payment, cause, changes);
        }
        return changes;
    }

    /** The same by hand; records its moves and says what is being taken. */
    Money captureNow(Handle handle, Scope scope, UUID checkout) {
        List<PaymentRow> rows = payments.lock(handle, scope.storeId(), checkout);
        if (rows.isEmpty()) {
            throw CommerceException.notFound("payment");
        }
        long before = pending(rows);
        List<Change> changes = new ArrayList<>();
        rows.forEach(it -> capture(handle, scope, it, "by hand", changes));
        outbox.record(handle, scope, changes);
        return scope.money(pending(payments.of(handle, scope.storeId(), checkout)) - before);
    }

    private static long pending(List<PaymentRow> rows) {
        return rows.stream().mapToLong(it -> it.position().capturePending()).sum();
    }

    private void capture(Handle handle, Scope scope, PaymentRow payment, String cause, List<Change> changes) {
        long amount = payment.capturable();
        if (amount > 0
                && !payment.unwanted()
                && payments.setAsideForCapture(handle, scope.storeId(), payment.id(), amount)) {
            followUps.write(handle, payment, OperationKind.CAPTURE, amount, amount, cause, changes);
        }
    }

    /**
     * Part of an order is not wanted any more. What was taken for it is set aside for a refund at once, so that no later
     * refund can be mistaken for it; what is only reserved, or just being taken, is limited.
     */
    List<Change> reduce(Handle handle, Scope scope, UUID checkout, Money keep, String cause, String reason) {
        List<PaymentRow> rows = payments.lock(handle, scope.storeId(), checkout);
        Map<UUID, Long> keeps = obligations.keeps(handle, scope, rows);
        boolean moving = rows.stream()
                .anyMatch(it ->
                        it.position().open() > 0 || it.position().capturePending() > 0 || isAwaited(handle, scope, it));
        long excess =
                rows.stream().mapToLong(it -> Refunds.available(it, keeps)).sum() - scope.minor(keep);
        List<Change> changes = new ArrayList<>();
        if (!moving && excess > 0) {
            NewRefund refund = new NewRefund(
                    checkout, List.of(RefundShare.surplus(scope.money(excess))), reason, cause, NewRefund.asker(scope));
            if (!(refunds.propose(handle, scope.as(CONSEQUENCE), refund, changes) instanceof RefundAnswer.Refused)) {
                return changes;
            }
        }
        changes.addAll(keep(handle, scope, checkout, keep, reason));
        return changes;
    }

    /**
     * From now on no more than that is kept for a checkout: of the oldest payments first, as far as their money is not
     * owed back already; only what they leave is awaited.
     */
    List<Change> keep(Handle handle, Scope scope, UUID checkout, Money keep, String cause) {
        List<Change> changes = new ArrayList<>();
        List<PaymentRow> rows = payments.lock(handle, scope.storeId(), checkout).stream()
                .filter(it -> !it.unwanted()) // stands as owed back already
                .toList();
        Map<UUID, Long> keeps = obligations.keeps(handle, scope, rows);
        Map<PaymentRow, Long> targets = new LinkedHashMap<>();
        long left = scope.minor(keep);
        for (PaymentRow payment : rows) {
            Position position = payment.position();
            long stays = Math.min(position.secured(), keeps.getOrDefault(payment.id(), Long.MAX_VALUE));
            targets.put(payment, Math.min(stays, left));
            left -= Math.max(0, Math.min(stays - position.refundPending(), left));
        }
        for (PaymentRow payment : rows) {
            long target = targets.getOrDefault(payment, 0L);
            boolean more = left > 0 && isAwaited(handle, scope, payment);
            keep(handle, scope, payment, more ? target + left : target, cause, changes);
            left = more ? 0 : left;
        }
        return changes;
    }

    private void keep(Handle handle, Scope scope, PaymentRow payment, long target, String cause, List<Change> changes) {
        if (payment.payLater()) {
            awaitLess(handle, scope, payment, target);
        }
        if (payment.position().secured() <= target) {
            return;
        }
        payments.limitCapture(handle, scope.storeId(), payment.id(), target);
        boolean taking = giveUpUnsent(handle, scope, payment);
        PaymentRow now = payments.lockOne(handle, scope.storeId(), payment.id()).orElseThrow();
        if (now.position().captured() + now.position().capturePending() < target) {
            if (taking) { // less of it
                capture(handle, scope, now, cause, changes);
            }
            return; // what a capture leaves over is given up when it has been made
        }
        obligations.incur(
                handle,
                scope,
                ObligationRow.Kind.VOID_OR_REFUND,
                now,
                target,
                cause,
                "No more than " + now.money(target) + " may be kept: " + cause + ".",
                changes);
    }

    /** A capture that was written down and not sent is not sent any more; true if there was one. */
    private boolean giveUpUnsent(Handle handle, Scope scope, PaymentRow payment) {
        List<OperationRow> unsent = operations.ofPayment(handle, scope.storeId(), payment.id()).stream()
                .filter(it -> it.kind() == OperationKind.CAPTURE && it.state() == OperationState.PREPARED)
                .toList();
        for (OperationRow capture : unsent) {
            operations
                    .lock(handle, scope.storeId(), capture.id())
                    .filter(it -> it.operation().state() == OperationState.PREPARED)
                    .ifPresent(it -> learning.apply(handle, scope, it, new Evidence.Closed()));
        }
        return !unsent.isEmpty();
    }

    /** Nothing is awaited any more for a checkout. */
    void awaitNothing(Handle handle, Scope scope, UUID checkout) {
        for (PaymentRow payment : payments.lock(handle, scope.storeId(), checkout)) {
            if (payment.payLater()) {
                awaitLess(handle, scope, payment, payment.position().secured());
                closeAwaited(handle, scope, payment);
            }
        }
    }

    /** Money that is only awaited: less of it, or none any more. */
    private void awaitLess(Handle handle, Scope scope, PaymentRow payment, long target) {
        payments.limitCapture(handle, scope.storeId(), payment.id(), target);
        if (target <= 0) {
            closeAwaited(handle, scope, payment);
        }
    }

    private boolean isAwaited(Handle handle, Scope scope, PaymentRow payment) {
        return payment.payLater() && awaited(handle, scope, payment).isPresent();
    }

    private Optional<OperationRow> awaited(Handle handle, Scope scope, PaymentRow payment) {
        return operations.ofPayment(handle, scope.storeId(), payment.id()).stream()
                .filter(it -> it.isAttempt() && it.state() == OperationState.PENDING)
                .findFirst();
    }

    private void closeAwaited(Handle handle, Scope scope, PaymentRow payment) {
        awaited(handle, scope, payment)
                .flatMap(it -> operations.lock(handle, scope.storeId(), it.id()))
                .ifPresent(it -> learning.apply(handle, scope, it, new Evidence.Closed()));
    }
}
