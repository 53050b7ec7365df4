package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.CardNumbers;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** From the wish to give something back to the moment it may be sent, or may not. The caller has locked the order. */
@Singleton
final class Requests {
    private static final Duration TIME_TO_SEND = Duration.ofDays(30);

    private final ReturnStore store;
    private final ReturnMoves moves;
    private final InboundParcels inbound;
    private final World world;

    @Inject
    Requests(ReturnStore store, ReturnMoves moves, InboundParcels inbound, World world) {
        this.store = store;
        this.moves = moves;
        this.inbound = inbound;
        this.world = world;
    }

    /** Why these units cannot be given back now; empty if they can. */
    Optional<Refusal> barred(Handle handle, Scope scope, OrderRow order, List<ReturnItem> items, boolean byStaff) {
        Map<UUID, Integer> open = new HashMap<>();
        store.ofOrder(handle, scope, order.id()).stream()
                .filter(row -> row.state().isOpen())
                .forEach(row -> row.quantities().forEach((line, units) -> open.merge(line, units, Math::addExact)));
        ReturnPolicy policy = new ReturnPolicy(
                scope.store().policy().returnWindow(),
                world.now(),
                inbound.deliveredAt(handle, scope, order.id()),
                open);
        return policy.refusal(order, items, byStaff);
    }

    /** An open return that already speaks for these units: the same wish again, or more than is left besides it. */
    Optional<ReturnRow> standing(Handle handle, Scope scope, OrderRow order, List<ReturnItem> items, boolean barred) {
        Map<UUID, Integer> wanted = units(items);
        return store.ofOrder(handle, scope, order.id()).stream()
                .filter(row -> row.state().isOpen() && row.isUntouched())
                .filter(row -> row.quantities().equals(wanted) || (barred && covers(row.quantities(), wanted)))
                .findFirst();
    }

    private static boolean covers(Map<UUID, Integer> open, Map<UUID, Integer> wanted) {
        return wanted.entrySet().stream().allMatch(it -> open.getOrDefault(it.getKey(), 0) >= it.getValue());
    }

    static Map<UUID, Integer> units(List<ReturnItem> items) {
        Map<UUID, Integer> units = new LinkedHashMap<>();
        items.forEach(item -> units.merge(item.lineId(), item.quantity(), Math::addExact));
        return units;
    }

    ReturnRow request(
            Handle handle,
            Scope scope,
            OrderRow order,
            List<ReturnItem> items,
            String note,
            ReturnOrigin origin,
            Optional<UUID> parcel,
            List<Change> changes) {
        ReturnState state = origin == ReturnOrigin.CUSTOMER || origin == ReturnOrigin.STAFF
                ? ReturnState.REQUESTED
                : ReturnState.RECEIVING;
        Money zero = Money.zero(scope.store().currency());
        List<ReturnRow.Line> lines = items.stream()
                .map(item -> new ReturnRow.Line(
                        world.id(),
                        item.lineId(),
                        order.line(item.lineId()).orElseThrow().sku(),
                        item.quantity(),
                        item.reason(),
                        CardNumbers.mask(item.note()),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        zero))
                .toList();
        ReturnRow row = new ReturnRow(
                world.id(),
                order.id(),
                1,
                state,
                origin,
                order.ownerKey(),
                scope.actor().label(),
                CardNumbers.mask(note),
                "",
                parcel,
                RefundArithmetic.refund(order, units(items)).total(),
                zero,
                zero,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                world.now(),
                lines);
        return moves.birth(handle, scope, row, changes);
    }

    /** It may be sent, in a parcel whose label the caller buys after the commit; none if it is taken back at the desk. */
    ReturnRow approve(Handle handle, Scope scope, OrderRow order, ReturnRow row, boolean sent, List<Change> changes) {
        Optional<InboundParcels.Planned> parcel =
                sent ? inbound.plan(handle, scope, order, row.id(), row.quantities()) : Optional.empty();
        parcel.ifPresent(it -> changes.addAll(it.changes()));
        ReturnRow approved = row.in(ReturnState.APPROVED)
                .travelling(
                        parcel.map(InboundParcels.Planned::id),
                        sent ? Optional.of(world.now().plus(TIME_TO_SEND)) : Optional.empty());
        return moves.move(handle, scope, row, ReturnMove.APPROVE, approved, changes);
    }

    /** Ends a return of which nothing was received, and gives its label back. */
    ReturnRow end(
            Handle handle,
            Scope scope,
            ReturnRow row,
            ReturnMove move,
            ReturnState to,
            String reason,
            List<Change> changes) {
        row.parcelId().ifPresent(parcel -> changes.addAll(inbound.giveUp(handle, scope, parcel)));
        ReturnRow ended = row.in(to).answered(reason).travelling(row.parcelId(), Optional.empty());
        return moves.move(handle, scope, row, move, ended, changes);
    }
}
