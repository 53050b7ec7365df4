package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Lets parcels of one order out of the door, each judged by itself. */
@Singleton
final class ScanOut {
    private final ParcelStore parcels;
    private final WorkStore works;
    private final Departure departure;
    private final OrderBook orders;
    private final Operations operations;
    private final Outbox outbox;
    private final World world;

    @Inject
    ScanOut(
            ParcelStore parcels,
            WorkStore works,
            Departure departure,
            OrderBook orders,
            Operations operations,
            Outbox outbox,
            World world) {
        this.parcels = parcels;
        this.works = works;
        this.departure = departure;
        this.orders = orders;
        this.operations = operations;
        this.outbox = outbox;
        this.world = world;
    }

    List<HandedOver.Kept> handOver(Handle handle, Scope scope, UUID orderId, List<UUID> ids) {
        OrderRow order = orders.lock(handle, scope, orderId);
        Set<UUID> stopped = new LinkedHashSet<>();
        works.lockOfOrder(handle, scope, orderId).stream()
                .filter(WorkRow::stopAsked)
                .forEach(work -> stopped.add(work.id()));
        Optional<Refusal> orderBarred = barred(handle, scope, order);
        List<ParcelRow> leaving = new ArrayList<>();
        List<HandedOver.Kept> kept = new ArrayList<>();
        for (ParcelRow parcel : parcels.lock(handle, scope, ids)) {
            if (parcel.isOutbound() && parcel.state().isOut()) {
                continue; // twice is once
            }
            Optional<Refusal> barred = parcelBarred(parcel, stopped).or(() -> orderBarred);
            if (barred.isPresent()) {
                kept.add(new HandedOver.Kept(new ParcelId(parcel.id()), barred.get()));
            } else {
                leaving.add(parcel);
            }
        }
        if (!leaving.isEmpty()) {
            List<Change> changes = departure.leave(handle, scope, order, leaving, world.now());
            outbox.record(handle, scope, changes);
        }
        return kept;
    }

    private static Optional<Refusal> parcelBarred(ParcelRow parcel, Set<UUID> stopped) {
        if (!parcel.isOutbound()) {
            return Optional.of(Refusal.of("inbound", "The parcel comes from a customer."));
        } else if (parcel.state() != ParcelState.LABELLED) {
            String note = parcel.label().note();
            return Optional.of(Refusal.of(
                    "no-label",
                    "The parcel is " + parcel.state() + ", not labelled." + (note.isEmpty() ? "" : " " + note)));
        } else if (parcel.workId().filter(stopped::contains).isPresent()) {
            return Optional.of(Refusal.of("stopped", "Somebody has asked to stop it: put it aside."));
        }
        return Optional.empty();
    }

    private Optional<Refusal> barred(Handle handle, Scope scope, OrderRow order) {
        if (order.held()) {
            return Optional.of(Refusal.of(
                    "held",
                    "Order " + order.number() + " is held: "
                            + order.holds().get(0).reason() + "."));
        }
        CaptureMoment moment = scope.store().policy().capture();
        if (order.payLater() && order.shipsUnpaid()) {
            return Optional.empty();
        }
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        Money due = order.total().minus(order.reduced()).minus(position.credited());
        Money there = moment == CaptureMoment.MANUAL ? position.assured() : position.staying();
        return there.isLessThan(due)
                ? Optional.of(Refusal.of(
                        "not-paid",
                        "Only " + there + " of " + due + " was taken for order " + order.number() + " so far."))
                : Optional.empty();
    }
}
