package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Decides what is taken of reserved money, and what must no longer be held. */
@Singleton
final class Outgoing {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final FollowUps followUps;
    private final Obligations obligations;
    private final Learning learning;

    @Inject
    Outgoing(
            PaymentStore payments,
            OperationStore operations,
            FollowUps followUps,
            Obligations obligations,
            Learning learning) {
        this.payments = payments;
        this.operations = operations;
        this.followUps = followUps;
        this.obligations = obligations;
        this.learning = learning;
    }

    /** Sets aside and writes down a capture of whatever is reserved and not yet taken. */
    List<Change> capture(Handle handle, Scope scope, UUID checkout, String cause) {
        List<Change> changes = new ArrayList<>();
        for (PaymentRow payment : payments.lock(handle, scope.storeId(), checkout)) {
            long amount = payment.capturable();
            if (amount > 0
                    && !payment.unwanted()
                    && payments.setAsideForCapture(handle, scope.storeId(), payment.id(), amount)) {
                followUps.write(handle, payment, OperationKind.CAPTURE, amount, amount, cause, changes);
            }
        }
        return changes;
    }

    /** From now on no more than that is kept for a checkout, the oldest payments first. */
    List<Change> keep(Handle handle, Scope scope, UUID checkout, Money keep, String cause) {
        List<Change> changes = new ArrayList<>();
        long left = scope.minor(keep);
        for (PaymentRow payment : payments.lock(handle, scope.storeId(), checkout)) {
            long target =
                    payment.payLater() ? left : Math.min(payment.position().secured(), left);
            keep(handle, scope, payment, target, cause, changes);
            left -= Math.min(target, left);
        }
        return changes;
    }

    private void keep(Handle handle, Scope scope, PaymentRow payment, long target, String cause, List<Change> changes) {
        Position position = payment.position();
        if (payment.payLater()) {
            awaitLess(handle, scope, payment, target);
        }
        if (position.secured() <= target) {
            return;
        }
        boolean notTakenYet = position.captured() + position.capturePending() < target;
        if (notTakenYet) { // the capture will take less, and what is left over is given up then
            payments.limitCapture(handle, scope.storeId(), payment.id(), target);
        } else {
            obligations.incur(
                    handle,
                    scope,
                    ObligationRow.Kind.VOID_OR_REFUND,
                    payment,
                    target,
                    cause,
                    "No more than " + payment.money(target) + " may be kept: " + cause + ".",
                    changes);
        }
    }

    /** Money that is only awaited: less of it, or none any more. */
    private void awaitLess(Handle handle, Scope scope, PaymentRow payment, long target) {
        payments.limitCapture(handle, scope.storeId(), payment.id(), target);
        if (target > 0) {
            return;
        }
        operations.ofPayment(handle, scope.storeId(), payment.id()).stream()
                .filter(it -> it.isAttempt() && it.state() == OperationState.PENDING)
                .findFirst()
                .flatMap(it -> operations.lock(handle, scope.storeId(), it.id()))
                .ifPresent(it -> learning.apply(handle, scope, it, new Evidence.Closed()));
    }
}
