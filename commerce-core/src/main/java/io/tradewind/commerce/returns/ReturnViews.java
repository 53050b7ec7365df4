package io.tradewind.commerce.returns;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts rows together to what customers and staff see. */
@Singleton
final class ReturnViews {
    private static final Set<ReturnMove> BY_STAFF = EnumSet.of(
            ReturnMove.APPROVE, ReturnMove.REJECT, ReturnMove.CANCEL, ReturnMove.RECEIVE, ReturnMove.INSPECT);

    private final OrderBook orders;
    private final InboundParcels inbound;

    @Inject
    ReturnViews(OrderBook orders, InboundParcels inbound) {
        this.orders = orders;
        this.inbound = inbound;
    }

    /** Those whose orders this actor may see. */
    List<Return> views(Handle handle, Scope scope, List<ReturnRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, OrderRow> itsOrders = orders.findAll(
                handle, scope, rows.stream().map(ReturnRow::orderId).distinct().toList());
        Map<UUID, Parcel> parcels = inbound.find(
                handle,
                scope,
                rows.stream().flatMap(row -> row.parcelId().stream()).toList());
        List<Return> views = new ArrayList<>();
        for (ReturnRow row : rows) {
            OrderRow order = itsOrders.get(row.orderId());
            if (order != null) {
                views.add(view(scope.actor(), row, order, row.parcelId().map(parcels::get)));
            }
        }
        return views;
    }

    private static Return view(Actor actor, ReturnRow row, OrderRow order, Optional<Parcel> parcel) {
        return new Return(
                new ReturnId(row.id()),
                new OrderId(order.id()),
                order.number(),
                row.version(),
                row.state(),
                row.origin(),
                row.createdAt(),
                row.note(),
                row.answer(),
                row.lines().stream()
                        .map(line -> line(line, order.line(line.lineId()).orElseThrow()))
                        .toList(),
                row.preview(),
                row.refunded(),
                row.refundedDelivery(),
                parcel.map(it -> new Return.Travel(it.id(), it.state(), it.trackingNumber(), it.hasLabel(), it.note())),
                row.expiresAt(),
                actor.isStaff() ? row.problem() : "",
                moves(actor, row));
    }

    private static ReturnLine line(ReturnRow.Line line, OrderLine of) {
        return new ReturnLine(
                line.id(),
                line.lineId(),
                line.sku(),
                of.title(),
                of.variantName(),
                line.quantity(),
                line.reason(),
                line.note(),
                line.received(),
                line.surplus(),
                line.accepted(),
                line.restocked(),
                line.scrapped(),
                line.missing(),
                line.refunded());
    }

    private static Set<ReturnMove> moves(Actor actor, ReturnRow row) {
        Set<ReturnMove> allowed = EnumSet.noneOf(ReturnMove.class);
        allowed.addAll(ReturnFlow.FLOW.moves(row.state()));
        allowed.retainAll(actor.may(Permission.RETURNS) ? BY_STAFF : EnumSet.of(ReturnMove.CANCEL));
        return allowed;
    }
}
