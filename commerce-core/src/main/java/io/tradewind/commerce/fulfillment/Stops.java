package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.order.Cancellation;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Ends the work of a packer who saw the stop sign in time, and the order with it. */
@Singleton
final class Stops {
    private final WorkStore works;
    private final WorkOrders workOrders;
    private final Packing packing;
    private final OrderBook orders;
    private final Cancellation cancellation;
    private final Operations operations;
    private final Outbox outbox;

    @Inject
    Stops(
            WorkStore works,
            WorkOrders workOrders,
            Packing packing,
            OrderBook orders,
            Cancellation cancellation,
            Operations operations,
            Outbox outbox) {
        this.works = works;
        this.workOrders = workOrders;
        this.packing = packing;
        this.orders = orders;
        this.cancellation = cancellation;
        this.operations = operations;
        this.outbox = outbox;
    }

    Optional<Refusal> confirm(Handle handle, Scope scope, UUID id) {
        UUID orderId = works.find(handle, scope, id)
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"))
                .orderId();
        operations.lock(handle, scope, orderId);
        OrderRow order = orders.lock(handle, scope, orderId);
        List<WorkRow> all = works.lockOfOrder(handle, scope, orderId);
        WorkRow work = all.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
        if (work.state() == WorkState.CANCELLED) {
            return Optional.empty();
        } else if (!work.stopAsked()) {
            return Optional.of(Refusal.of("no-stop", "Nobody has asked to stop it."));
        }
        Optional<WorkRow> other = all.stream()
                .filter(it -> !it.id().equals(id) && WorkOrders.isBusy(it.state()))
                .findFirst();
        if (other.isPresent()) {
            return Optional.of(Refusal.of(
                    "other-part",
                    "Another part of order " + order.number() + " is "
                            + other.get().state() + "."));
        }
        List<Change> changes = new ArrayList<>();
        Optional<Refusal> bound = packing.voidAll(handle, scope, work, changes);
        if (bound.isPresent()) {
            return bound;
        } else if (!works.move(handle, scope, id, WorkMove.CANCEL, WorkState.CANCELLED)) {
            return Optional.of(Refusal.of("too-late", "It is " + work.state() + "."));
        }
        changes.add(workOrders.change(scope, work, work.state().name(), WorkState.CANCELLED, work.version() + 1));
        workOrders.cancelAll(handle, scope, order).ifPresent(changes::addAll);
        if (order.state() == OrderState.PLACED) {
            changes.addAll(cancellation.cancel(handle, scope, order, work.stopReason()));
        }
        outbox.record(handle, scope, changes);
        return Optional.empty();
    }
}
