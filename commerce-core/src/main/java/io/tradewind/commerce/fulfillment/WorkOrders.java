package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.Shipping;
import io.tradewind.commerce.order.WarehouseWork;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.FulfillmentCancelled;
import io.tradewind.commerce.spi.event.FulfillmentReleased;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse's work on an order, as order and checkout see it. Goods that ship on one date are one piece of work;
 * it is released as soon as nothing keeps it, and the warehouse hears of it by an event of the same transaction.
 */
@Internal
@Singleton
public final class WorkOrders implements WarehouseWork {
    /** Work in these states has its goods; units of one line may be spread over several. */
    private static final Set<WorkState> TAKES_GOODS =
            EnumSet.of(WorkState.RELEASED, WorkState.PICKING, WorkState.PACKED);

    private final WorkStore store;
    private final Operations operations;
    private final Reservations reservations;
    private final World world;

    @Inject
    WorkOrders(WorkStore store, Operations operations, Reservations reservations, World world) {
        this.store = store;
        this.operations = operations;
        this.reservations = reservations;
        this.world = world;
    }

    /**
     * Where a piece of work stands.
     *
     * @param stopReason why it must not leave; empty if nobody asked to stop it
     */
    public record Standing(
            UUID orderId, WorkState state, String location, Instant dueAt, Optional<String> stopReason) {}

    /** Where that piece of work stands now; empty if there is none of that id. */
    public Optional<Standing> standing(Handle handle, Scope scope, UUID workId) {
        return store.find(handle, scope, workId)
                .map(row -> new Standing(
                        row.orderId(),
                        row.state(),
                        row.location(),
                        row.dueAt(),
                        Optional.of(row.stopReason()).filter(reason -> row.stopAsked())));
    }

    /**
     * Writes the work of an order that is being placed, its money assured or to come later. What leaves first is due when
     * the carrier gets it, and waits if a later day was chosen; what is released later is due then.
     */
    public List<Change> create(Handle handle, Scope scope, OrderRow order) {
        Instant now = world.now();
        Map<Optional<Instant>, Map<UUID, Integer>> byDate = new LinkedHashMap<>();
        for (OrderLine line : order.lines()) {
            byDate.computeIfAbsent(line.preorderShipsOn().filter(now::isBefore), it -> new LinkedHashMap<>())
                    .put(line.id(), line.quantity());
        }
        Shipping shipping = order.shipping();
        Optional<Instant> first = byDate.keySet().stream()
                .min(Comparator.comparing(it -> it.orElse(Instant.MIN)))
                .orElse(Optional.empty());
        List<WorkRow> rows = new ArrayList<>();
        Map<UUID, Map<UUID, Integer>> lines = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        byDate.forEach((released, quantities) -> {
            boolean leavesFirst = released.equals(first);
            Optional<Instant> shipsOn = Optional.ofNullable(shipping.startsOn())
                    .filter(at -> leavesFirst && now.isBefore(at))
                    .or(() -> released);
            Optional<Instant> due = Optional.ofNullable(shipping.shipBy()).filter(at -> leavesFirst);
            WorkState state = shipsOn.isPresent() || order.held() ? WorkState.WAITING : WorkState.RELEASED;
            WorkRow row = new WorkRow(
                    world.id(),
                    order.id(),
                    1,
                    state,
                    scope.store().policy().location(),
                    shipsOn,
                    due.or(() -> released).orElse(order.promiseLatest()),
                    shipping.express(),
                    false,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    now);
            rows.add(row);
            lines.put(row.id(), quantities);
            changes.add(change(scope, row, "", state, 1));
        });
        store.insert(handle, scope, rows, lines);
        return changes;
    }

    @Override
    public List<Change> releaseIfReady(Handle handle, Scope scope, OrderRow order) {
        if (order.held() || !paid(handle, scope, order)) {
            return List.of();
        }
        List<WorkRow> due = store.lockOfOrder(handle, scope, order.id()).stream()
                .filter(row -> row.state() == WorkState.WAITING)
                .filter(row -> row.shipsOn().filter(world.now()::isBefore).isEmpty())
                .toList();
        List<Change> changes = new ArrayList<>();
        for (WorkRow row : due) {
            if (!isAwaiting(handle, scope, row)
                    && store.move(handle, scope, row.id(), WorkMove.RELEASE, WorkState.RELEASED)) {
                changes.add(change(scope, row, row.state().name(), WorkState.RELEASED, row.version() + 1));
            }
        }
        return changes;
    }

    /** True if some of its units are not in the building yet. */
    boolean isAwaiting(Handle handle, Scope scope, WorkRow row) {
        Map<UUID, Integer> awaited = reservations.awaited(handle, scope, row.orderId());
        if (awaited.isEmpty()) {
            return false;
        }
        Map<UUID, Integer> there = new HashMap<>(reservations.allocated(handle, scope, row.orderId()));
        List<UUID> others = store.ofOrder(handle, scope, row.orderId()).stream()
                .filter(it -> !it.id().equals(row.id()) && TAKES_GOODS.contains(it.state()))
                .map(WorkRow::id)
                .toList();
        store.lines(handle, scope, others)
                .values()
                .forEach(lines -> lines.forEach(it -> there.merge(it.lineId(), -it.quantity(), Integer::sum)));
        return store.lines(handle, scope, row.id()).stream()
                .anyMatch(it -> awaited.containsKey(it.lineId()) && there.getOrDefault(it.lineId(), 0) < it.quantity());
    }

    @Override
    public List<Change> callBack(Handle handle, Scope scope, OrderRow order) {
        List<Change> changes = new ArrayList<>();
        for (WorkRow row : store.lockOfOrder(handle, scope, order.id())) {
            if (row.state() == WorkState.RELEASED
                    && store.wait(
                            handle,
                            scope,
                            row.id(),
                            WorkMove.CALL_BACK,
                            world.now().plus(WorkStore.LOOK_EVERY))) {
                changes.add(change(scope, row, row.state().name(), WorkState.WAITING, row.version() + 1));
            }
        }
        return changes;
    }

    @Override
    public Optional<List<Change>> cancelAll(Handle handle, Scope scope, OrderRow order) {
        List<WorkRow> rows = store.lockOfOrder(handle, scope, order.id());
        if (rows.stream().anyMatch(row -> isBusy(row.state()))) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (WorkRow row : rows) {
            if (store.move(handle, scope, row.id(), WorkMove.CANCEL, WorkState.CANCELLED)) {
                changes.add(change(scope, row, row.state().name(), WorkState.CANCELLED, row.version() + 1));
            }
        }
        return Optional.of(changes);
    }

    @Override
    public List<Change> askStop(Handle handle, Scope scope, OrderRow order, String reason) {
        List<Change> changes = new ArrayList<>();
        for (WorkRow row : store.lockOfOrder(handle, scope, order.id())) {
            if (store.stop(handle, scope, row.id(), reason)) {
                changes.add(Packing.change(row, row.state(), row.state()).noting("stop: " + reason));
            }
        }
        return changes;
    }

    static boolean isBusy(WorkState state) {
        return state == WorkState.PICKING || state == WorkState.PACKED || state == WorkState.HANDED_OVER;
    }

    @Override
    public Map<UUID, List<String>> states(Handle handle, Scope scope, Collection<UUID> orderIds) {
        return store.states(handle, scope, orderIds);
    }

    private boolean paid(Handle handle, Scope scope, OrderRow order) {
        if (order.payLater() && order.shipsUnpaid()) {
            return true;
        }
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        return !position.assured()
                .isLessThan(order.total().minus(order.reduced()).minus(position.credited()));
    }

    /** The move as history and event tell it. */
    Change change(Scope scope, WorkRow row, String from, WorkState to, int version) {
        return Change.of(
                WorkFlow.FLOW.machine(), row.id(), version, from, to.name(), row.orderId(), event(scope, row, to));
    }

    private @Nullable CommerceEvent event(Scope scope, WorkRow row, WorkState to) {
        String shop = scope.store().code();
        String actor = scope.actor().label();
        if (to == WorkState.RELEASED) {
            return new FulfillmentReleased(
                    shop, row.id(), row.orderId(), row.location(), row.dueAt(), world.now(), actor);
        } else if (to == WorkState.CANCELLED) {
            return new FulfillmentCancelled(shop, row.id(), row.orderId(), row.location(), world.now(), actor);
        }
        return null;
    }
}
