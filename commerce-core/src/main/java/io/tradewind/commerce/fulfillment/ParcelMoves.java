package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.ParcelBooked;
import io.tradewind.commerce.spi.event.ParcelDelivered;
import io.tradewind.commerce.spi.event.ParcelHandedOver;
import io.tradewind.commerce.spi.event.ParcelMoved;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes moves of locked parcels, each checked against the table. */
@Singleton
final class ParcelMoves {
    private final ParcelStore store;
    private final World world;

    @Inject
    ParcelMoves(ParcelStore store, World world) {
        this.store = store;
        this.world = world;
    }

    /** The birth of a parcel, not written here. */
    static Change birth(ParcelRow parcel) {
        return Change.of(
                ParcelFlow.FLOW.machine(), parcel.id(), 1, "", ParcelState.PLANNED.name(), parcel.orderId(), null);
    }

    /** Writes the parcel as it is after the move; returns the move for the caller's outbox. */
    Change move(Handle handle, Scope scope, ParcelRow before, ParcelMove move, ParcelRow after) {
        Change change = change(scope, before, move, after);
        store.save(handle, scope, before, after);
        return change;
    }

    /** As {@link #move}, for a parcel that is written by somebody else. */
    Change change(Scope scope, ParcelRow before, ParcelMove move, ParcelRow after) {
        if (!ParcelFlow.FLOW.allows(before.state(), move, after.state())) {
            throw FulfillmentException.cannot(move, before, after.state());
        }
        return Change.of(
                        ParcelFlow.FLOW.machine(),
                        after.id(),
                        after.version(),
                        before.state().name(),
                        after.state().name(),
                        after.orderId(),
                        event(scope, after))
                .noting(after.label().note());
    }

    /** Parcels that come back are nobody's business outside; their return has events of its own. */
    private @Nullable CommerceEvent event(Scope scope, ParcelRow parcel) {
        if (!parcel.isOutbound()) {
            return null;
        }
        String shop = scope.store().code();
        String actor = scope.actor().label();
        return switch (parcel.state()) {
            case LABELLED ->
                new ParcelBooked(
                        shop, parcel.id(), parcel.orderId(), parcel.label().account(), world.now(), actor);
            case HANDED_OVER ->
                new ParcelHandedOver(
                        shop, parcel.id(), parcel.orderId(), parcel.label().account(), world.now(), actor);
            case DELIVERED -> new ParcelDelivered(shop, parcel.id(), parcel.orderId(), world.now(), actor);
            case IN_TRANSIT, OUT_FOR_DELIVERY, READY_FOR_COLLECTION, ATTEMPT_FAILED, RETURNING, RETURNED, LOST ->
                new ParcelMoved(
                        shop, parcel.id(), parcel.orderId(), parcel.state().name(), world.now(), actor);
            case PLANNED, BOOKING, VOIDED -> null;
        };
    }
}
