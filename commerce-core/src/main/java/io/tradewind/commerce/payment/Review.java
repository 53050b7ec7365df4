package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.payment.PaymentStore.Fact;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lets staff decide what a machine must not. What they find out is evidence like any other; deciding twice is once. */
@Singleton
final class Review {
    private final TaskStore tasks;
    private final OperationStore operations;
    private final PaymentStore payments;
    private final ObligationStore obligationStore;
    private final Obligations obligations;
    private final Learning learning;
    private final Outbox outbox;
    private final World world;

    @Inject
    Review(
            TaskStore tasks,
            OperationStore operations,
            PaymentStore payments,
            ObligationStore obligationStore,
            Obligations obligations,
            Learning learning,
            Outbox outbox,
            World world) {
        this.tasks = tasks;
        this.operations = operations;
        this.payments = payments;
        this.obligationStore = obligationStore;
        this.obligations = obligations;
        this.learning = learning;
        this.outbox = outbox;
        this.world = world;
    }

    List<ReviewTask> open(Scope scope) {
        return scope.tx().read("payments.tasks", handle -> tasks.open(handle, scope.storeId()));
    }

    void resolve(Scope scope, UUID taskId, Resolution resolution) {
        TaskStore.Row row = scope.tx()
                .write("payments.task", handle -> tasks.lock(handle, scope.storeId(), taskId))
                .orElseThrow(() -> CommerceException.notFound("task"));
        if (!row.open()) {
            return;
        }
        ReviewTask task = row.task();
        String words = words(resolution);
        switch (task.kind()) {
            case INTEGRITY, UNKNOWN_OUTCOME, LATE_SUCCESS, CAPTURE_FAILED, REFUND_FAILED, PAY_BACK_BY_HAND ->
                operation(scope, task, resolution);
            case OBLIGATION_OVERDUE -> obligation(scope, task, resolution);
            case OUTSIDE_MONEY, DISPUTE, RESERVATION_LAPSING -> onlySettled(resolution);
            case REFUND_TO_APPROVE ->
                throw CommerceException.badArgument(
                        "resolution", resolution.getClass().getSimpleName(), "approve or refuse the refund instead");
        }
        scope.tx()
                .write(
                        "payments.task-done",
                        handle -> tasks.close(
                                handle,
                                scope.storeId(),
                                taskId,
                                world.now(),
                                scope.actor().label(),
                                words));
    }

    private void operation(Scope scope, ReviewTask task, Resolution resolution) {
        Optional<Place> place = scope.tx().read("payments.place", handle -> operations.whereIs(handle, task.subject()));
        if (place.isEmpty() || resolution instanceof Resolution.Settled) {
            return;
        }
        if (resolution instanceof Resolution.ItHappened happened) {
            ProviderRef ref = reference(happened);
            learning.learn(
                    scope,
                    place.get(),
                    (handle, it) -> new Evidence.Said(
                            new PaymentResult.Approved(
                                    ref,
                                    it.payment().money(it.operation().amount()),
                                    Judge.effect(it.operation().kind()),
                                    Details.NONE),
                            Origin.PERSON),
                    null);
        } else {
            learning.learn(scope, place.get(), (handle, it) -> didNotHappen(it.operation()), null);
        }
    }

    private static Evidence didNotHappen(OperationRow operation) {
        if (operation.state() == OperationState.UNKNOWN) {
            return new Evidence.Said(new PaymentResult.NotSent("staff looked it up"), Origin.PERSON);
        }
        return operation.state().isUndecided() ? new Evidence.Closed() : new Evidence.Silence("it is decided");
    }

    private void obligation(Scope scope, ReviewTask task, Resolution resolution) {
        scope.tx().write("payments.obligation", handle -> {
            List<PaymentRow> rows = payments.lock(handle, scope.storeId(), task.orderId());
            ObligationRow row = obligationStore
                    .lock(handle, scope.storeId(), task.subject())
                    .orElseThrow();
            List<Change> changes = new ArrayList<>();
            if (resolution instanceof Resolution.Settled settled && row.isStanding()) {
                obligations.waive(handle, row, settled.how(), changes);
            } else if (resolution instanceof Resolution.ItHappened happened && row.isStanding()) {
                PaymentRow payment = rows.stream()
                        .filter(it -> it.id().equals(row.subject()))
                        .findFirst()
                        .orElseThrow();
                byHand(handle, scope, payment, row, reference(happened), task.id());
                obligations.wake(handle, scope, payment.id());
            }
            outbox.record(handle, scope, changes);
            return true;
        });
    }

    /** Staff gave the money back at the provider itself: it is booked as moved outside. */
    private void byHand(Handle handle, Scope scope, PaymentRow payment, ObligationRow row, ProviderRef ref, UUID task) {
        Position before = payment.position();
        Booking released = Booking.outside(before, OperationKind.CANCEL, before.open());
        long surplus = released.position().net() - before.refundPending() - row.keep();
        Booking back = Booking.outside(released.position(), OperationKind.REFUND, Math.max(0, surplus));
        List<Fact> facts = new ArrayList<>();
        List<Booking.Entry> entries = new ArrayList<>(released.facts());
        entries.addAll(back.facts());
        for (Booking.Entry entry : entries) {
            if (entry.amount() > 0) {
                facts.add(new Fact(
                        world.id(), payment.id(), null, entry.kind(), entry.amount(), "ext:" + ref, ref.value(), task));
            }
        }
        if (payments.knows(
                handle,
                scope.storeId(),
                payment.account(),
                List.of(FactKind.CANCELLED, FactKind.REFUNDED),
                "ext:" + ref)) {
            throw CommerceException.badArgument(
                    "reference",
                    ref,
                    "other money of '" + payment.account() + "' has that reference; give the one of this payment");
        }
        payments.save(handle, payment, back.position(), payment.ref());
        payments.write(handle, payment, facts, world.now(), scope.actor().label());
    }

    private static void onlySettled(Resolution resolution) {
        if (!(resolution instanceof Resolution.Settled)) {
            throw CommerceException.badArgument(
                    "resolution", resolution.getClass().getSimpleName(), "this task can only be settled, with words");
        }
    }

    private static ProviderRef reference(Resolution.ItHappened happened) {
        try {
            return new ProviderRef(happened.reference());
        } catch (IllegalArgumentException e) {
            throw CommerceException.badArgument(
                    "reference", happened.reference(), "1 to 255 printable characters are needed");
        }
    }

    private static String words(Resolution resolution) {
        if (resolution instanceof Resolution.ItHappened happened) {
            return "it happened: " + happened.reference();
        } else if (resolution instanceof Resolution.Settled settled) {
            if (settled.how().isBlank()) {
                throw CommerceException.badArgument("how", "", "say how it was settled");
            }
            return settled.how();
        }
        return "it did not happen";
    }
}
