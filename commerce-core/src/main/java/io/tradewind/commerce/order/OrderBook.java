package io.tradewind.commerce.order;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.BuyerTold;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.OrderHeld;
import io.tradewind.commerce.spi.event.OrderHoldLifted;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What sibling packages may do to orders inside their own transaction. Moves are returned as changes, so that the
 * caller writes those of all machines at once.
 */
@Internal
@Singleton
public final class OrderBook {
    private final OrderStore store;
    private final OrderNoteStore notes;
    private final OrderNumbers numbers;
    private final World world;

    @Inject
    OrderBook(OrderStore store, OrderNoteStore notes, OrderNumbers numbers, World world) {
        this.store = store;
        this.notes = notes;
        this.numbers = numbers;
        this.world = world;
    }

    /** A freshly written order and its birth. */
    public record Placed(OrderRow order, Change change) {}

    /** The number of an order that is about to be placed. */
    public String nextNumber(Handle handle, Scope scope) {
        return numbers.next(handle, scope);
    }

    /** Writes a new order. Its checkout is unique, so a second one of the same checkout fails with a duplicate key. */
    public Placed place(Handle handle, Scope scope, NewOrder order) {
        Instant now = world.now();
        List<Hold> holds = order.holds().stream()
                .map(it -> new Hold(
                        world.id(),
                        it.kind(),
                        it.reason(),
                        it.by().orElse(scope.actor().label()),
                        now))
                .toList();
        store.insert(handle, scope, order, holds, now);
        OrderPlaced event = new OrderPlaced(
                scope.store().code(),
                order.checkoutId(),
                order.number(),
                order.total(),
                now,
                scope.actor().label());
        Change birth = Change.of(
                OrderFlow.FLOW.machine(),
                order.checkoutId(),
                1,
                "",
                OrderState.PLACED.name(),
                order.checkoutId(),
                event);
        return new Placed(order.placed(holds, now), birth);
    }

    /** The order, locked until the transaction ends. Unknown and foreign ids fail alike. */
    public OrderRow lock(Handle handle, Scope scope, UUID orderId) {
        return store.lock(handle, scope, orderId)
                .filter(row -> visible(scope.actor(), row))
                .orElseThrow(() -> CommerceException.notFound("order"));
    }

    /** The order, if there is one that this actor may see. */
    public Optional<OrderRow> find(Handle handle, Scope scope, UUID orderId) {
        return store.find(handle, scope, orderId).filter(row -> visible(scope.actor(), row));
    }

    /** Those of the orders that this actor may see, by id; unknown and foreign ones are left out. */
    public Map<UUID, OrderRow> findAll(Handle handle, Scope scope, Collection<UUID> orderIds) {
        return store.findAll(handle, scope, orderIds).stream()
                .filter(row -> visible(scope.actor(), row))
                .collect(Collectors.toMap(OrderRow::id, row -> row));
    }

    /** Changes counts of lines of an order whose row is locked. */
    public void count(Handle handle, Scope scope, List<Delta> deltas) {
        if (!deltas.isEmpty()) {
            store.count(handle, scope, deltas);
        }
    }

    /** Sets a hold on a placed order whose row is locked. */
    public Change hold(Handle handle, Scope scope, OrderRow order, HoldKind kind, String reason) {
        requireMove(order, OrderMove.HOLD);
        Instant now = world.now();
        String who = scope.actor().label();
        store.insertHolds(handle, scope, order.id(), List.of(new Hold(world.id(), kind, reason, who, now)));
        store.move(handle, scope, order.id(), OrderMove.HOLD, OrderState.PLACED, 0);
        OrderHeld event = new OrderHeld(scope.store().code(), order.id(), order.number(), kind.name(), now, who);
        return stays(order, event).noting("hold " + kind + ": " + reason);
    }

    /** Notes something about an order whose row is locked, for colleagues. */
    Change note(Handle handle, Scope scope, OrderRow order, String text) {
        store.move(handle, scope, order.id(), OrderMove.NOTE, order.state(), 0);
        return stays(order, null).noting(text);
    }

    /** Keeps what staff write to the buyer of an order whose row is locked. */
    Change tell(Handle handle, Scope scope, OrderRow order, String text) {
        OrderNote note = new OrderNote(world.id(), world.now(), text);
        notes.insert(handle, scope, order.id(), note);
        store.move(handle, scope, order.id(), OrderMove.NOTE, order.state(), 0);
        BuyerTold event = new BuyerTold(
                scope.store().code(),
                order.id(),
                order.number(),
                note.id(),
                note.writtenAt(),
                scope.actor().label());
        return stays(order, event).noting("to the buyer: " + text);
    }

    List<OrderNote> notes(Handle handle, Scope scope, UUID orderId) {
        return notes.of(handle, scope, orderId);
    }

    /** Lifts all standing holds of a kind from an order whose row is locked; empty if none stands. */
    public Optional<Change> lift(Handle handle, Scope scope, OrderRow order, HoldKind kind) {
        if (order.state() != OrderState.PLACED || store.lift(handle, scope, order.id(), kind, world.now()) == 0) {
            return Optional.empty();
        }
        return Optional.of(lifted(handle, scope, order, kind));
    }

    /** Placed orders that wait because of a hold of that kind which this actor has set, longest first, at most 50. */
    public List<UUID> heldBy(Handle handle, Scope scope, HoldKind kind) {
        return store.heldBy(handle, scope, kind, scope.actor().label());
    }

    /** Lifts one standing hold from an order whose row is locked. */
    public Change lift(Handle handle, Scope scope, OrderRow order, Hold hold) {
        requireMove(order, OrderMove.LIFT);
        store.liftOne(handle, scope, hold.id(), world.now());
        return lifted(handle, scope, order, hold.kind());
    }

    private Change lifted(Handle handle, Scope scope, OrderRow order, HoldKind kind) {
        store.move(handle, scope, order.id(), OrderMove.LIFT, OrderState.PLACED, 0);
        OrderHoldLifted event = new OrderHoldLifted(
                scope.store().code(),
                order.id(),
                order.number(),
                kind.name(),
                world.now(),
                scope.actor().label());
        return stays(order, event).noting("hold " + kind + " lifted");
    }

    /** Holds and notes come and go while the order stays where it is. */
    private static Change stays(OrderRow order, @Nullable CommerceEvent event) {
        String state = order.state().name();
        return Change.of(OrderFlow.FLOW.machine(), order.id(), order.version() + 1, state, state, order.id(), event);
    }

    /** Sets a hold in the place of one that stands on an order whose row is locked. */
    public Change replace(Handle handle, Scope scope, OrderRow order, Hold hold, String reason) {
        Change change = hold(handle, scope, order, hold.kind(), reason);
        store.liftOne(handle, scope, hold.id(), world.now());
        return change;
    }

    private static void requireMove(OrderRow order, OrderMove move) {
        if (!OrderFlow.FLOW.allows(order.state(), move)) {
            throw OrderException.cannot(move, order.number(), order.state(), "");
        }
    }

    /** Owners see their own orders, staff and the system see all of the store. */
    static boolean visible(Actor actor, OrderRow row) {
        return actor.isStaff() || actor.ownerKey().equals(row.ownerKey());
    }
}
