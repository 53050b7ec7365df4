package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes down what must still happen to money. The payment concerned is locked by the caller. */
@Internal
@Singleton
final class Obligations {
    /** After this long, staff get a task. */
    private static final Duration DUE = Duration.ofHours(24);

    private final ObligationStore store;
    private final Tasks tasks;
    private final World world;
    private final JobBell bell;

    @Inject
    Obligations(ObligationStore store, Tasks tasks, World world, JobBell bell) {
        this.store = store;
        this.tasks = tasks;
        this.world = world;
        this.bell = bell;
    }

    /**
     * From now on no more than {@code keep} may be held of that payment. What stands about it already is sharpened,
     * never doubled.
     *
     * @param changes gets the move
     */
    void incur(
            Handle handle,
            Scope scope,
            ObligationRow.Kind kind,
            PaymentRow payment,
            long keep,
            String cause,
            String reason,
            List<Change> changes) {
        Optional<ObligationRow> standing =
                store.standing(handle, scope.storeId(), payment.id()).stream().findFirst();
        String asker = NewRefund.asker(scope);
        ring(handle);
        if (standing.isPresent()) {
            store.keep(handle, standing.get(), Math.min(keep, standing.get().keep()), world.now(), asker);
            return;
        }
        ObligationRow row = new ObligationRow(
                scope.storeId(),
                world.id(),
                kind,
                payment.id(),
                payment.checkoutId(),
                ObligationState.OPEN,
                1,
                keep,
                cut(cause, 80),
                cut(reason, 500),
                world.now().plus(DUE),
                null,
                world.now(),
                0,
                null,
                asker);
        store.insert(handle, row, world.now());
        changes.add(change(row, 1, "", ObligationState.OPEN).noting(reason));
    }

    /** How much may be kept of each payment of which something must go back; the others are left out. */
    Map<UUID, Long> keeps(Handle handle, Scope scope, List<PaymentRow> payments) {
        return payments.isEmpty()
                ? Map.of()
                : store.keep(
                        handle,
                        scope.storeId(),
                        payments.stream().map(PaymentRow::id).toList());
    }

    /** That much of what may be kept of a payment goes back as well, granted in another way. */
    void granted(Handle handle, Scope scope, UUID payment, long amount) {
        store.grant(handle, scope.storeId(), payment, -amount);
    }

    /** That much is not granted any more and may be kept again, unless all must go back. */
    void withdrawn(Handle handle, Scope scope, UUID payment, long amount) {
        store.grant(handle, scope.storeId(), payment, amount);
    }

    /** Staff must see to it; it is still tried, or watched. */
    void escalate(Handle handle, Scope scope, ObligationRow row, String why, List<Change> changes) {
        UUID task = tasks.open(
                handle,
                scope,
                TaskKind.OBLIGATION_OVERDUE,
                row.id(),
                row.checkoutId(),
                row.reason() + " " + why + " Pay it back by hand at the provider and say so, or settle it otherwise.");
        store.task(handle, row, task);
        if (row.state() == ObligationState.OPEN
                && store.move(
                        handle, row, ObligationState.ESCALATED, world.now().plus(Duration.ofHours(1)))) {
            changes.add(change(row, row.version() + 1, row.state().name(), ObligationState.ESCALATED)
                    .noting(why));
        } else {
            store.next(handle, row, world.now().plus(Duration.ofHours(1)));
        }
    }

    /** It is done. */
    void fulfil(Handle handle, Scope scope, ObligationRow row, List<Change> changes) {
        if (store.move(handle, row, ObligationState.DONE, null)) {
            changes.add(change(row, row.version() + 1, row.state().name(), ObligationState.DONE));
            tasks.settled(handle, scope, row.id(), List.of(TaskKind.OBLIGATION_OVERDUE), "the obligation is fulfilled");
        }
    }

    /** Finance gives it up, with a reason. */
    void waive(Handle handle, ObligationRow row, String reason, List<Change> changes) {
        if (store.move(handle, row, ObligationState.WAIVED, null)) {
            changes.add(change(row, row.version() + 1, row.state().name(), ObligationState.WAIVED)
                    .noting(reason));
        }
    }

    /** The same for one whose refund was not granted; one that does not stand any more stays as it is. */
    void waive(Handle handle, Scope scope, UUID id, String reason, List<Change> changes) {
        store.lock(handle, scope.storeId(), id)
                .filter(ObligationRow::isStanding)
                .ifPresent(it -> waive(handle, it, reason, changes));
    }

    /** Something changed about a payment: whatever stands about it is looked at soon. */
    void wake(Handle handle, Scope scope, UUID payment) {
        if (store.wake(handle, scope.storeId(), payment, world.now()) > 0) {
            ring(handle);
        }
    }

    private void ring(Handle handle) {
        TxHooks.of(handle).afterCommit(() -> bell.ring(ObligationWork.JOB));
    }

    private static Change change(ObligationRow row, int version, String from, ObligationState to) {
        return Change.of(ObligationFlow.MACHINE, row.id(), version, from, to.name(), row.checkoutId(), null);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
