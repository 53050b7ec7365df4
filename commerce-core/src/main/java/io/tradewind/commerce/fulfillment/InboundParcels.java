package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What returns need of parcels. Methods that take a handle work in the caller's transaction, its order locked. */
@Internal
@Singleton
public final class InboundParcels {
    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final Departure departure;
    private final Booker booker;
    private final Views views;
    private final World world;

    @Inject
    InboundParcels(
            ParcelStore parcels, ParcelMoves moves, Departure departure, Booker booker, Views views, World world) {
        this.parcels = parcels;
        this.moves = moves;
        this.departure = departure;
        this.booker = booker;
        this.views = views;
        this.world = world;
    }

    /**
     * A parcel that was planned.
     *
     * @param id the parcel; call {@link #book} with it after the commit
     * @param changes for the caller's outbox
     */
    public record Planned(UUID id, List<Change> changes) {
        /** Copies the list. */
        public Planned {
            changes = List.copyOf(changes);
        }
    }

    /** Plans the parcel in which these units come back; empty if the order was never sent anywhere. */
    public Optional<Planned> plan(
            Handle handle, Scope scope, OrderRow order, UUID returnId, Map<UUID, Integer> quantities) {
        String account = order.shipping().account();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        int grams = 0;
        long value = 0;
        for (OrderLine line : order.lines()) {
            int units = quantities.getOrDefault(line.id(), 0);
            grams += line.grams() * units;
            value += scope.minor(line.paid()) * units / line.quantity();
        }
        ParcelRow planned = new ParcelRow(
                world.id(),
                order.id(),
                Optional.empty(),
                Optional.of(returnId),
                parcels.nextNumber(handle, scope, order.id()),
                ParcelDirection.INBOUND,
                1,
                ParcelState.PLANNED,
                new ParcelRow.Measure(Math.max(1, grams), 0, 0, 0),
                scope.money(value),
                LabelFacts.wanted(
                        account, order.shipping().service(), order.shipping().quoteRef()),
                ParcelRow.Journey.NONE,
                world.now());
        List<Change> changes = new ArrayList<>();
        changes.add(ParcelMoves.birth(planned));
        String barred = booker.barred(account);
        ParcelRow row = planned.with(planned.label().unbooked(barred));
        if (barred.isEmpty()) {
            row = booker.intent(planned, !scope.tx().isJoined());
            changes.add(moves.change(scope, planned, ParcelMove.BOOK, row));
        }
        parcels.insert(handle, scope, List.of(row), Map.of(row.id(), quantities));
        return Optional.of(new Planned(row.id(), changes));
    }

    /** Buys the label of a parcel that was planned. Outside any transaction. */
    public void book(Scope scope, UUID parcelId) {
        booker.bookNow(scope, List.of(parcelId));
    }

    /** It will not be sent: a label that was bought, or is just being bought, is given back. */
    public List<Change> giveUp(Handle handle, Scope scope, UUID parcelId) {
        Optional<ParcelRow> found = parcels.lock(handle, scope, parcelId);
        if (found.isEmpty() || found.get().state().isOut() || found.get().state() == ParcelState.VOIDED) {
            return List.of();
        }
        ParcelRow row = found.get();
        if (row.state() == ParcelState.BOOKING) {
            parcels.save(handle, scope, row, row.with(row.label().unwanted()));
            return List.of();
        }
        return List.of(moves.move(handle, scope, row, ParcelMove.VOID, booker.voided(row)));
    }

    /** These parcels, by id. */
    public Map<UUID, Parcel> find(Handle handle, Scope scope, List<UUID> ids) {
        return views.values(handle, scope, ids.isEmpty() ? List.of() : parcels.find(handle, scope, ids)).stream()
                .collect(Collectors.toMap(it -> it.id().value(), it -> it));
    }

    /** Ends an order of which nothing is under way any more, or has somebody look again when its money is settled. */
    public List<Change> settle(Handle handle, Scope scope, UUID orderId) {
        return departure.settle(handle, scope, orderId);
    }

    /** When the last unit of each line arrived at the customer. */
    public Map<UUID, Instant> deliveredAt(Handle handle, Scope scope, UUID orderId) {
        return parcels.deliveredAt(handle, scope, orderId);
    }

    /** The label to print; empty while there is none. Outside any transaction. */
    public Optional<Label> label(Scope scope, UUID parcelId) {
        return booker.label(scope, parcelId);
    }
}
