package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.Cancellation;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.event.FulfillmentShort;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Takes units off a piece of work that cannot be sent with it, so that nothing is shipped short in silence. */
@Singleton
final class Shortages {
    private final WorkStore works;
    private final WorkOrders workOrders;
    private final OrderBook orders;
    private final Cancellation cancellation;
    private final Operations operations;
    private final Reservations reservations;
    private final Views views;
    private final Outbox outbox;
    private final World world;

    @Inject
    Shortages(
            WorkStore works,
            WorkOrders workOrders,
            OrderBook orders,
            Cancellation cancellation,
            Operations operations,
            Reservations reservations,
            Views views,
            Outbox outbox,
            World world) {
        this.works = works;
        this.workOrders = workOrders;
        this.orders = orders;
        this.cancellation = cancellation;
        this.operations = operations;
        this.reservations = reservations;
        this.views = views;
        this.outbox = outbox;
        this.world = world;
    }

    /** What a packer found at the shelf. */
    record Report(UUID line, int units, ShortReason reason, ShortUnits fate) {}

    ShortAnswer report(Handle handle, Scope scope, UUID id, Report report) {
        Locked it = lock(handle, scope, id);
        Optional<Refusal> barred = Picking.barred(scope, it.work());
        return barred.isPresent() ? new ShortAnswer.Refused(barred.get()) : take(handle, scope, it, id, report);
    }

    /** A fact of who has the goods in hand, for work that is PICKING: nobody can bar it. */
    ShortAnswer fact(Handle handle, Scope scope, UUID id, Report report) {
        return take(handle, scope, lock(handle, scope, id), id, report);
    }

    private ShortAnswer take(Handle handle, Scope scope, Locked it, UUID id, Report report) {
        Optional<WorkStore.LineRow> line = it.lines().stream()
                .filter(row -> row.lineId().equals(report.line()))
                .findFirst();
        if (line.isEmpty() || report.units() > line.get().quantity()) {
            return refused(
                    "too-many",
                    "This work has " + line.map(WorkStore.LineRow::quantity).orElse(0) + " units of that line, not "
                            + report.units() + ".");
        }
        UUID cause = world.id();
        OrderLine of = it.order().line(report.line()).orElseThrow();
        String why = report.reason().name().toLowerCase(Locale.ROOT) + " at the shelf, order "
                + it.order().number();
        boolean waits = report.fate() == ShortUnits.WAIT;
        List<Change> changes = new ArrayList<>();
        changes.add(event(scope, it.work(), of, report));
        UUID later = id;
        boolean all = report.units()
                == it.lines().stream().mapToInt(WorkStore.LineRow::quantity).sum();
        if (!all) {
            works.lessen(handle, scope, id, report.line(), report.units());
            works.touch(handle, scope, id, world.now().plus(Picking.LEASE));
            later = waits ? follow(handle, scope, it.work(), report, changes) : id;
        } else if (waits) {
            toWaiting(handle, scope, it.work(), changes);
        } else {
            works.touch(handle, scope, id, world.now());
            cancel(handle, scope, it.work(), it.work().version() + 2, changes);
        }
        Money amount = scope.money(0);
        Map<UUID, Integer> units = Map.of(report.line(), report.units());
        if (!waits && isRest(it.order(), units)) {
            amount = cancelOrder(handle, scope, it.order(), why, changes);
            reservations.writeOff(handle, scope, of.sku(), report.units(), cause, why);
        } else {
            amount = waits ? amount : cancelUnits(handle, scope, it.order(), units, cause, why, changes);
            Optional<Instant> since = waits ? Optional.of(it.order().placedAt()) : Optional.empty();
            reservations.lose(handle, scope, it.order().id(), report.line(), report.units(), cause, why, since);
        }
        outbox.record(handle, scope, changes);
        FulfillmentOrder now = views.work(handle, scope, id);
        return waits
                ? new ShortAnswer.Waiting(now, views.work(handle, scope, later))
                : new ShortAnswer.Cancelled(now, amount);
    }

    /** Nobody waits for that work any more: its units are cancelled and paid back. Nobody has claimed it. */
    ShortAnswer giveUp(Handle handle, Scope scope, UUID id, String reason) {
        Locked it = lock(handle, scope, id);
        WorkState state = it.work().state();
        if (state != WorkState.WAITING && state != WorkState.RELEASED) {
            return refused(
                    "not-waiting",
                    "It is " + state + ": only work that nobody has claimed can be given up; ask its packer to stop.");
        }
        Map<UUID, Integer> units = new LinkedHashMap<>();
        it.lines().forEach(line -> units.put(line.lineId(), line.quantity()));
        List<Change> changes = new ArrayList<>();
        cancel(handle, scope, it.work(), it.work().version() + 1, changes);
        Money amount;
        if (isRest(it.order(), units)) {
            amount = cancelOrder(handle, scope, it.order(), reason, changes);
        } else {
            amount = cancelUnits(handle, scope, it.order(), units, world.id(), reason, changes);
            reservations.release(handle, scope, it.order().id(), units);
        }
        outbox.record(handle, scope, changes);
        return new ShortAnswer.Cancelled(views.work(handle, scope, id), amount);
    }

    private record Locked(OrderRow order, WorkRow work, List<WorkStore.LineRow> lines) {}

    private Locked lock(Handle handle, Scope scope, UUID id) {
        UUID orderId = works.find(handle, scope, id)
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"))
                .orderId();
        operations.lock(handle, scope, orderId);
        OrderRow order = orders.lock(handle, scope, orderId);
        WorkRow work = works.lock(handle, scope, id).orElseThrow();
        return new Locked(order, work, works.lines(handle, scope, id));
    }

    /** True if nothing of the order has left and nothing of it is left but these units. */
    private static boolean isRest(OrderRow order, Map<UUID, Integer> units) {
        return order.state() == OrderState.PLACED
                && order.lines().stream()
                        .allMatch(line -> line.handedOver() == 0 && line.wanted() == units.getOrDefault(line.id(), 0));
    }

    private Money cancelOrder(Handle handle, Scope scope, OrderRow order, String reason, List<Change> changes) {
        changes.addAll(cancellation.cancel(handle, scope, order, reason));
        return order.total().minus(order.reduced());
    }

    private Money cancelUnits(
            Handle handle,
            Scope scope,
            OrderRow order,
            Map<UUID, Integer> units,
            UUID cause,
            String reason,
            List<Change> changes) {
        Cancellation.Reduced reduced = cancellation.cancelUnits(handle, scope, order, units, cause, reason);
        changes.addAll(reduced.changes());
        return reduced.amount();
    }

    private void cancel(Handle handle, Scope scope, WorkRow work, int version, List<Change> changes) {
        works.move(handle, scope, work.id(), WorkMove.CANCEL, WorkState.CANCELLED);
        changes.add(workOrders.change(scope, work, work.state().name(), WorkState.CANCELLED, version));
    }

    private void toWaiting(Handle handle, Scope scope, WorkRow work, List<Change> changes) {
        works.touch(handle, scope, work.id(), world.now());
        works.move(handle, scope, work.id(), WorkMove.LET_GO, WorkState.RELEASED);
        works.scanAll(handle, scope, work.id(), false);
        works.wait(handle, scope, work.id(), WorkMove.CALL_BACK, world.now().plus(WorkStore.LOOK_EVERY));
        changes.add(moved(work, WorkState.PICKING, WorkState.RELEASED, 2));
        changes.add(moved(work, WorkState.RELEASED, WorkState.WAITING, 3));
    }

    private static Change moved(WorkRow work, WorkState from, WorkState to, int moves) {
        return Change.of(
                WorkFlow.FLOW.machine(),
                work.id(),
                work.version() + moves,
                from.name(),
                to.name(),
                work.orderId(),
                null);
    }

    /** Work of its own for what follows later. */
    private UUID follow(Handle handle, Scope scope, WorkRow work, Report report, List<Change> changes) {
        WorkRow later = work.rest(world.id(), world.now());
        works.insert(handle, scope, List.of(later), Map.of(later.id(), Map.of(report.line(), report.units())));
        changes.add(workOrders.change(scope, later, "", WorkState.WAITING, 1));
        return later.id();
    }

    private Change event(Scope scope, WorkRow work, OrderLine line, Report report) {
        FulfillmentShort event = new FulfillmentShort(
                scope.store().code(),
                work.id(),
                work.orderId(),
                line.id(),
                line.sku().value(),
                report.units(),
                report.reason().name(),
                report.fate().name(),
                world.now(),
                scope.actor().label());
        return Change.of(
                        WorkFlow.FLOW.machine(),
                        work.id(),
                        work.version() + 1,
                        work.state().name(),
                        work.state().name(),
                        work.orderId(),
                        event)
                .noting("short: " + report.units() + " × " + line.sku() + " " + report.reason() + ", "
                        + (report.fate() == ShortUnits.WAIT ? "to follow" : "cancelled"));
    }

    private static ShortAnswer refused(String code, String message) {
        return new ShortAnswer.Refused(Refusal.of(code, message));
    }
}
