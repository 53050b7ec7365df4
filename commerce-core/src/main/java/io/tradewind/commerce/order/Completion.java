package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.OrderCompleted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Completes an order once every unit has ended its journey and the money is settled. */
@Internal
@Singleton
public final class Completion {
    private static final Set<PaymentStatus> SETTLED = EnumSet.of(
            PaymentStatus.PAID, PaymentStatus.NOT_NEEDED, PaymentStatus.REFUNDED, PaymentStatus.PARTLY_REFUNDED);

    private final OrderStore store;
    private final Operations operations;
    private final World world;

    @Inject
    Completion(OrderStore store, Operations operations, World world) {
        this.store = store;
        this.operations = operations;
        this.world = world;
    }

    /** The move to COMPLETED of an order whose row is locked and as it stands now; empty if it is not time yet. */
    public Optional<Change> ifSettled(Handle handle, Scope scope, OrderRow order) {
        boolean ended = order.lines().stream().allMatch(line -> line.delivered() + line.undelivered() == line.wanted());
        if (order.state() != OrderState.PLACED || order.held() || !ended) {
            return Optional.empty();
        }
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        PaymentStatus status =
                PaymentStatus.of(new PaymentStatus.Facts(order.total(), order.reduced(), position, false));
        if (!SETTLED.contains(status)
                || !store.move(handle, scope, order.id(), OrderMove.COMPLETE, OrderState.COMPLETED, 0)) {
            return Optional.empty();
        }
        OrderCompleted event = new OrderCompleted(
                scope.store().code(),
                order.id(),
                order.number(),
                world.now(),
                scope.actor().label());
        return Optional.of(Change.of(
                OrderFlow.FLOW.machine(),
                order.id(),
                order.version() + 1,
                OrderState.PLACED.name(),
                OrderState.COMPLETED.name(),
                order.id(),
                event));
    }
}
