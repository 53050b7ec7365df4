package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.OperationKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes captures, cancellations and refunds down; a job sends them as soon as the transaction is committed. */
@Internal
@Singleton
final class FollowUps {
    private final OperationStore operations;
    private final World world;
    private final JobBell bell;

    @Inject
    FollowUps(OperationStore operations, World world, JobBell bell) {
        this.operations = operations;
        this.world = world;
        this.bell = bell;
    }

    /**
     * Writes one down. Its amount is set aside on the payment by the caller.
     *
     * @param setAside how much of the amount was set aside
     * @param changes gets its move
     * @return its id
     */
    UUID write(
            Handle handle,
            PaymentRow payment,
            OperationKind kind,
            long amount,
            long setAside,
            String cause,
            List<Change> changes) {
        UUID id = write(handle, payment, kind, amount, setAside, cause, world.now(), changes);
        ring(handle);
        return id;
    }

    /** The same for a caller who sends it at once: the job looks after it only when it lies there at that time. */
    UUID write(
            Handle handle,
            PaymentRow payment,
            OperationKind kind,
            long amount,
            long setAside,
            String cause,
            Instant dueAt,
            List<Change> changes) {
        OperationRow row = new OperationRow(
                world.id(),
                payment.id(),
                payment.checkoutId(),
                payment.account(),
                kind,
                OperationState.PREPARED,
                1,
                null,
                amount,
                0,
                setAside,
                cause,
                "",
                null,
                "",
                null,
                "",
                "",
                "",
                null,
                dueAt,
                0,
                null,
                0,
                null,
                null,
                world.now());
        operations.insert(handle, payment, row);
        changes.add(Change.of(
                        OperationFlow.MACHINE,
                        row.id(),
                        1,
                        "",
                        OperationState.PREPARED.name(),
                        payment.checkoutId(),
                        null)
                .noting(kind + " " + payment.money(amount)));
        return row.id();
    }

    /** Has the job look soon after the commit. */
    void ring(Handle handle) {
        TxHooks.of(handle).afterCommit(() -> bell.ring(Reconciler.JOB));
    }
}
