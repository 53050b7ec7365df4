package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts rows together to what staff and customers see. */
@Singleton
final class Views {
    private final WorkStore works;
    private final ParcelStore parcels;
    private final TrackingStore events;
    private final OrderBook orders;

    @Inject
    Views(WorkStore works, ParcelStore parcels, TrackingStore events, OrderBook orders) {
        this.works = works;
        this.parcels = parcels;
        this.events = events;
        this.orders = orders;
    }

    FulfillmentOrder work(Handle handle, Scope scope, UUID workId) {
        WorkRow work =
                works.find(handle, scope, workId).orElseThrow(() -> CommerceException.notFound("fulfillment order"));
        OrderRow order = orders.find(handle, scope, work.orderId())
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"));
        List<Parcel> packed = parcels(handle, scope, List.of(order.id())).stream()
                .filter(parcel ->
                        parcel.work().filter(it -> it.value().equals(workId)).isPresent())
                .toList();
        return new FulfillmentOrder(
                new FulfillmentId(work.id()),
                new OrderId(order.id()),
                order.number(),
                work.version(),
                work.state(),
                work.shipsOn(),
                work.dueAt(),
                work.express(),
                order.held(),
                work.stopAsked(),
                work.stopReason(),
                work.packer(),
                work.leaseUntil(),
                order.address(),
                order.shipping().label(),
                Optional.ofNullable(order.shipping().courierNote()),
                lines(order, works.lines(handle, scope, workId)),
                packed);
    }

    List<WorkSummary> summaries(Handle handle, Scope scope, List<WorkRow> rows) {
        Map<UUID, OrderRow> itsOrders = orders.findAll(
                handle, scope, rows.stream().map(WorkRow::orderId).distinct().toList());
        Map<UUID, List<WorkStore.LineRow>> itsLines =
                works.lines(handle, scope, rows.stream().map(WorkRow::id).toList());
        List<WorkSummary> summaries = new ArrayList<>();
        for (WorkRow row : rows) {
            OrderRow order = itsOrders.get(row.orderId());
            if (order != null) {
                summaries.add(summary(row, order, lines(order, itsLines.getOrDefault(row.id(), List.of()))));
            }
        }
        return summaries;
    }

    private static WorkSummary summary(WorkRow row, OrderRow order, List<PickLine> lines) {
        return new WorkSummary(
                new FulfillmentId(row.id()),
                new OrderId(order.id()),
                order.number(),
                row.state(),
                order.address().name(),
                order.shipping().label(),
                row.dueAt(),
                row.shipsOn(),
                row.express(),
                lines.stream().mapToInt(PickLine::quantity).sum(),
                lines.stream().mapToInt(PickLine::scanned).sum(),
                lines.stream().anyMatch(line -> line.personalisation().isEngraved()),
                order.held(),
                row.stopAsked(),
                row.packer(),
                lines);
    }

    /** Lines of the order, in its order, that belong to a piece of work. */
    static List<PickLine> lines(OrderRow order, List<WorkStore.LineRow> rows) {
        List<PickLine> lines = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            rows.stream()
                    .filter(row -> row.lineId().equals(line.id()))
                    .map(row -> new PickLine(
                            line.id(),
                            line.sku(),
                            line.title(),
                            line.variantName(),
                            line.picture(),
                            row.quantity(),
                            row.scanned(),
                            line.grams(),
                            line.personalisation()))
                    .forEach(lines::add);
        }
        return lines;
    }

    List<Parcel> parcels(Handle handle, Scope scope, Collection<UUID> orderIds) {
        return values(handle, scope, parcels.ofOrders(handle, scope, orderIds));
    }

    Parcel parcel(Handle handle, Scope scope, UUID id) {
        List<ParcelRow> rows = parcels.find(handle, scope, List.of(id));
        return values(handle, scope, rows).stream().findFirst().orElseThrow(() -> CommerceException.notFound("parcel"));
    }

    List<Parcel> values(Handle handle, Scope scope, List<ParcelRow> rows) {
        Map<UUID, Map<UUID, Integer>> contents =
                parcels.contents(handle, scope, rows.stream().map(ParcelRow::id).toList());
        return rows.stream()
                .map(row -> value(row, contents.getOrDefault(row.id(), Map.of())))
                .toList();
    }

    private static Parcel value(ParcelRow row, Map<UUID, Integer> contents) {
        LabelFacts label = row.label();
        boolean printable = !label.labelSha().isEmpty() || !label.providerRef().isEmpty();
        return new Parcel(
                new ParcelId(row.id()),
                new OrderId(row.orderId()),
                row.workId().map(FulfillmentId::new),
                row.n(),
                row.direction(),
                row.state(),
                label.account(),
                label.service(),
                label.trackingNumber(),
                row.measure().grams(),
                contents,
                label.cost(),
                printable && row.state() != ParcelState.VOIDED,
                label.note(),
                row.journey().delayed(),
                row.journey().onHold(),
                row.createdAt(),
                row.journey().handedOverAt(),
                row.journey().deliveredAt());
    }

    /** The parcels of an order as its customer follows them; voided ones are nobody's business. */
    List<ParcelTracking> tracking(Handle handle, Scope scope, OrderRow order) {
        List<ParcelRow> rows = parcels.ofOrders(handle, scope, List.of(order.id())).stream()
                .filter(row -> row.state() != ParcelState.VOIDED)
                .toList();
        List<UUID> ids = rows.stream().map(ParcelRow::id).toList();
        Map<UUID, Map<UUID, Integer>> contents = parcels.contents(handle, scope, ids);
        Map<UUID, List<TrackingStep>> steps = events.of(handle, scope, ids);
        return rows.stream()
                .map(row -> tracking(
                        row, order, contents.getOrDefault(row.id(), Map.of()), steps.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static ParcelTracking tracking(
            ParcelRow row, OrderRow order, Map<UUID, Integer> contents, List<TrackingStep> steps) {
        List<TrackingStep> newest = new ArrayList<>(steps);
        Collections.reverse(newest);
        return new ParcelTracking(
                new ParcelId(row.id()),
                row.n(),
                row.direction(),
                row.state(),
                row.label().account(),
                row.label().service(),
                row.label().trackingNumber(),
                contents,
                order.promiseLatest(),
                row.journey().delayed(),
                row.journey().onHold(),
                row.journey().handedOverAt(),
                row.journey().deliveredAt(),
                newest);
    }
}
