package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.launch.Invitations;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
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
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Cancels a whole order of which nothing was handed over, or units of it that have not been: what was taken for them comes
 * back exactly once.
 */
@Internal
@Singleton
public final class Cancellation {
    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final Reservations reservations;
    private final CreditNotes credits;
    private final CodeUses codes;
    private final Invitations invitations;
    private final Commissions commissions;
    private final World world;

    @Inject
    Cancellation(
            OrderStore store,
            OrderBook book,
            Operations operations,
            Reservations reservations,
            CreditNotes credits,
            CodeUses codes,
            Invitations invitations,
            Commissions commissions,
            World world) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.reservations = reservations;
        this.credits = credits;
        this.codes = codes;
        this.invitations = invitations;
        this.commissions = commissions;
        this.world = world;
    }

    /** The caller has locked payments and order, and has cancelled the warehouse's work. */
    public List<Change> cancel(Handle handle, Scope scope, OrderRow order, String reason) {
        List<Change> changes = new ArrayList<>();
        Money zero = Money.zero(scope.store().currency());
        credits.cancelled(handle, scope, order);
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
                    .map(line -> LineShares.net(line, line.wanted()))
                    .reduce(zero, Money::plus);
            commissions.reverse(handle, scope, order.id(), order.id(), net);
        }
        invitations.reopen(handle, scope, order.id());
        reservations.release(handle, scope, order.id());
        store.move(
                handle,
                scope,
                order.id(),
                OrderMove.CANCEL,
                OrderState.CANCELLED,
                scope.minor(order.total().minus(order.reduced())));
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

    /** What cancelling some units came to. */
    public record Reduced(Money amount, List<Change> changes) {}

    /**
     * Cancels units of which the caller has released stock and work; it has locked payments and order. What was paid for
     * exactly these units goes back, or is not taken. Delivery stays paid, and a code stays used, as long as anything of
     * the order is left: cancel the whole order for the last units of one of which nothing was handed over.
     *
     * @param units by line, each at most what is neither handed over nor cancelled
     * @param cause unique; commission is taken back once for it
     */
    public Reduced cancelUnits(
            Handle handle, Scope scope, OrderRow order, Map<UUID, Integer> units, UUID cause, String reason) {
        Money zero = Money.zero(scope.store().currency());
        Money amount = zero;
        Money net = zero;
        List<String> what = new ArrayList<>();
        List<Delta> deltas = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            int gone = units.getOrDefault(line.id(), 0);
            if (gone > line.wanted() - line.handedOver()) {
                throw new CommerceException(
                        ErrorCode.CANNOT_MOVE,
                        "Of line " + line.id() + " only " + (line.wanted() - line.handedOver()) + " units can be"
                                + " cancelled, not " + gone + "; the others have left the building.");
            } else if (gone > 0) {
                amount = amount.plus(LineShares.paid(line, gone));
                net = net.plus(LineShares.net(line, gone));
                what.add(gone + " × " + line.sku());
                deltas.add(new Delta(line.id(), gone, 0, 0, 0, 0));
            }
        }
        credits.cancelled(handle, scope, order, units);
        book.count(handle, scope, deltas);
        store.move(handle, scope, order.id(), OrderMove.CANCEL_LINES, OrderState.PLACED, scope.minor(amount));
        Money credited = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()))
                .credited();
        Money keep = order.total().minus(order.reduced()).minus(amount).minus(credited);
        List<Change> changes = new ArrayList<>(operations.planReduce(
                handle,
                scope,
                order.id(),
                keep.isNegative() ? zero : keep,
                "cancelled:" + cause,
                "Units of order " + order.number() + " cancelled"));
        if (order.influencer().isPresent()) {
            commissions.reverse(handle, scope, order.id(), cause, net);
        }
        changes.add(Change.of(
                        OrderFlow.FLOW.machine(),
                        order.id(),
                        order.version() + 1,
                        order.state().name(),
                        OrderState.PLACED.name(),
                        order.id(),
                        null)
                .noting("cancelled " + String.join(", ", what) + " (" + amount + "): " + reason));
        return new Reduced(amount, changes);
    }
}
