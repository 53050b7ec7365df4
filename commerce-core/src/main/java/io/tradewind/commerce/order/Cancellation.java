package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.promotion.Commissions;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.OrderCancelled;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Cancels a whole order of which nothing was handed over: everything that was taken for it comes back exactly once. */
@Internal
@Singleton
public final class Cancellation {
    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final Reservations reservations;
    private final CodeUses codes;
    private final Commissions commissions;
    private final World world;

    @Inject
    Cancellation(
            OrderStore store,
            OrderBook book,
            Operations operations,
            Reservations reservations,
            CodeUses codes,
            Commissions commissions,
            World world) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.reservations = reservations;
        this.codes = codes;
        this.commissions = commissions;
        this.world = world;
    }

    /** The caller has locked payments and order, and has cancelled the warehouse's work. */
    public List<Change> cancel(Handle handle, Scope scope, OrderRow order, String reason) {
        List<Change> changes = new ArrayList<>();
        Money zero = Money.zero(scope.store().currency());
        book.count(
                handle,
                scope,
                order.lines().stream()
                        .map(line -> new Delta(line.id(), line.wanted(), 0, 0, 0, 0))
                        .toList());
        changes.addAll(operations.planCancelOrRefund(handle, scope, order.id(), zero, "order cancelled"));
        codes.giveBack(handle, scope, order.id());
        if (order.influencer().isPresent()) {
            Money net = order.lines().stream()
                    .map(line -> line.paid().minus(line.tax()))
                    .reduce(zero, Money::plus);
            commissions.reverse(handle, scope, order.id(), order.id(), net);
        }
        reservations.release(handle, scope, order.id());
        store.move(handle, scope, order.id(), OrderMove.CANCEL, OrderState.CANCELLED, scope.minor(order.total()));
        OrderCancelled event = new OrderCancelled(
                scope.store().code(),
                order.id(),
                order.number(),
                reason,
                world.now(),
                scope.actor().label());
        changes.add(Change.of(
                        OrderFlow.FLOW.machine(),
                        order.id(),
                        order.version() + 1,
                        order.state().name(),
                        OrderState.CANCELLED.name(),
                        order.id(),
                        event)
                .noting(reason));
        return changes;
    }
}
