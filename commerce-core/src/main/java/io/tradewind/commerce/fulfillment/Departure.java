package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.Completion;
import io.tradewind.commerce.order.Delta;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What happens when parcels leave the building and when they arrive: goods leave the stock, units are counted, work and
 * orders end. Works in the caller's transaction, which has locked order, work and parcels in this order.
 */
@Singleton
final class Departure {
    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final WorkStore works;
    private final SettlingStore settling;
    private final Reservations reservations;
    private final OrderBook orders;
    private final Completion completion;
    private final World world;

    @Inject
    Departure(
            ParcelStore parcels,
            ParcelMoves moves,
            WorkStore works,
            SettlingStore settling,
            Reservations reservations,
            OrderBook orders,
            Completion completion,
            World world) {
        this.parcels = parcels;
        this.moves = moves;
        this.works = works;
        this.settling = settling;
        this.reservations = reservations;
        this.orders = orders;
        this.completion = completion;
        this.world = world;
    }

    /** Labelled parcels of one order leave the building. What is not sent by a carrier is in the buyer's hands then. */
    List<Change> leave(Handle handle, Scope scope, OrderRow order, List<ParcelRow> leaving, Instant at) {
        List<Change> changes = new ArrayList<>();
        List<UUID> ids = leaving.stream().map(ParcelRow::id).toList();
        Map<UUID, Map<UUID, Integer>> contents = parcels.contents(handle, scope, ids);
        Map<UUID, Integer> units = new LinkedHashMap<>();
        List<ParcelRow> collected = new ArrayList<>();
        for (ParcelRow parcel : leaving) {
            ParcelRow gone =
                    parcel.in(ParcelState.HANDED_OVER).with(parcel.journey().handedOver(at));
            changes.add(moves.move(handle, scope, parcel, ParcelMove.HAND_OVER, gone));
            if (parcel.isOutbound()) {
                contents.getOrDefault(parcel.id(), Map.of()).forEach((line, n) -> units.merge(line, n, Math::addExact));
                if (parcel.label().account().isEmpty()) {
                    collected.add(gone);
                }
            }
        }
        if (!units.isEmpty()) {
            parcels.markGone(handle, scope, ids);
            orders.count(handle, scope, deltas(units, Delta::handedOver));
            changes.addAll(endWork(handle, scope, leaving));
        }
        for (ParcelRow parcel : leaving) {
            if (parcel.isOutbound()) {
                Map<UUID, Integer> goods = contents.getOrDefault(parcel.id(), Map.of());
                reservations.ship(handle, scope, order.id(), goods, parcel.id());
            }
        }
        for (ParcelRow parcel : collected) {
            ParcelRow there = parcel.in(ParcelState.DELIVERED)
                    .with(parcel.journey().delivered(at).pollingAt(Optional.empty()));
            changes.add(moves.move(handle, scope, parcel, ParcelMove.DELIVER, there));
            arrive(handle, scope, there);
        }
        if (!collected.isEmpty()) {
            changes.addAll(settle(handle, scope, order.id()));
        }
        return changes;
    }

    /** Units of a parcel that was just written as delivered are counted, once. */
    void arrive(Handle handle, Scope scope, ParcelRow parcel) {
        Map<UUID, Integer> goods =
                parcels.contents(handle, scope, List.of(parcel.id())).getOrDefault(parcel.id(), Map.of());
        parcels.markArrived(handle, scope, parcel.id());
        if (parcel.isOutbound()) {
            orders.count(handle, scope, deltas(goods, Delta::delivered));
        }
    }

    /** Ends an order of which everything has arrived, or has somebody look again later if its money is not there yet. */
    List<Change> settle(Handle handle, Scope scope, UUID orderId) {
        OrderRow order = orders.lock(handle, scope, orderId); // its counts are newer than what the caller read
        List<Change> ended = completion.ifSettled(handle, scope, order).stream().toList();
        boolean arrived =
                order.lines().stream().allMatch(line -> line.delivered() + line.undelivered() == line.wanted());
        if (ended.isEmpty() && arrived && order.state() == OrderState.PLACED) {
            settling.add(handle, scope, orderId, world.now().plus(Settling.FIRST));
        }
        return ended;
    }

    private List<Change> endWork(Handle handle, Scope scope, List<ParcelRow> leaving) {
        Set<UUID> touched = new LinkedHashSet<>();
        leaving.forEach(parcel -> parcel.workId().ifPresent(touched::add));
        List<Change> changes = new ArrayList<>();
        for (UUID workId : touched) {
            WorkRow work = works.find(handle, scope, workId).orElseThrow();
            boolean allOut = parcels.lockOfWork(handle, scope, work).stream()
                    .allMatch(it -> it.state().isOut() || it.state() == ParcelState.VOIDED);
            if (allOut && works.move(handle, scope, workId, WorkMove.HAND_OVER, WorkState.HANDED_OVER)) {
                changes.add(Change.of(
                        WorkFlow.FLOW.machine(),
                        workId,
                        work.version() + 1,
                        work.state().name(),
                        WorkState.HANDED_OVER.name(),
                        work.orderId(),
                        null));
            }
        }
        return changes;
    }

    private interface Counting {
        Delta of(UUID lineId, int units);
    }

    private static List<Delta> deltas(Map<UUID, Integer> units, Counting counting) {
        Collection<Map.Entry<UUID, Integer>> entries = units.entrySet();
        return entries.stream()
                .map(it -> counting.of(it.getKey(), it.getValue()))
                .toList();
    }
}
