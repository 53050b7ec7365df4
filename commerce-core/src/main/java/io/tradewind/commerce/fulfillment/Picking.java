package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.catalog.Barcode;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Claims of work and the scanning of its units. One packer wins; a claim lapses half an hour after the last scan, and
 * then everything is scanned anew. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Picking {
    static final String JOB = "pick-leases";
    static final Duration LEASE = Duration.ofMinutes(30);

    private final WorkStore works;
    private final WorkOrders workOrders;
    private final OrderBook orders;
    private final Variants variants;
    private final Views views;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Picking(
            WorkStore works,
            WorkOrders workOrders,
            OrderBook orders,
            Variants variants,
            Views views,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.works = works;
        this.workOrders = workOrders;
        this.orders = orders;
        this.variants = variants;
        this.views = views;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that lets lapsed claims go. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    private int step() {
        int handled = 0;
        for (int store : scopes.ids()) {
            Scope scope = scopes.system(store, JOB);
            List<UUID> due = tx.read("picking.lapsed", handle -> works.lapsed(handle, scope, world.now()));
            due.forEach(id -> lapse(scope, id));
            handled += due.size();
        }
        return handled;
    }

    private boolean hasLapsed(WorkRow row) {
        return row.leaseUntil().filter(until -> !until.isAfter(world.now())).isPresent();
    }

    private void lapse(Scope scope, UUID id) {
        tx.write("picking.lapse", handle -> {
            WorkRow row = works.lock(handle, scope, id).orElseThrow();
            outbox.record(handle, scope, lapse(handle, scope, row));
            return true;
        });
    }

    private List<Change> lapse(Handle handle, Scope scope, WorkRow row) {
        boolean gone = row.state() == WorkState.PICKING
                && hasLapsed(row)
                && works.move(handle, scope, row.id(), WorkMove.LET_GO, WorkState.RELEASED);
        if (!gone) {
            return List.of();
        }
        works.scanAll(handle, scope, row.id(), false);
        return List.of(change(row, WorkState.PICKING, WorkState.RELEASED, 1).noting("the claim lapsed"));
    }

    WorkAnswer claim(Handle handle, Scope scope, UUID id) {
        String me = scope.actor().label();
        WorkRow row = lock(handle, scope, id);
        List<Change> changes = new ArrayList<>(lapse(handle, scope, row));
        boolean free = row.state() == WorkState.RELEASED || !changes.isEmpty();
        if (row.state() == WorkState.PICKING && row.packer().filter(me::equals).isPresent() && changes.isEmpty()) {
            works.prolong(handle, scope, id, world.now().plus(LEASE));
            return new WorkAnswer.Done(views.work(handle, scope, id));
        } else if (row.state() == WorkState.PICKING && !free) {
            return refused("claimed", row.packer().orElse("Somebody") + " is packing it.");
        } else if (!free) {
            return refused("not-released", "It is " + row.state() + ": only released work can be claimed.");
        }
        if (workOrders.isAwaiting(handle, scope, row)) {
            works.wait(handle, scope, id, WorkMove.CALL_BACK, world.now().plus(WorkStore.LOOK_EVERY));
            changes.add(change(row, WorkState.RELEASED, WorkState.WAITING, changes.size() + 1)
                    .noting("some of it is not in the building"));
            outbox.record(handle, scope, changes);
            return refused("awaited", "Some of it is not in the building yet: it waits again.");
        }
        works.take(handle, scope, id, WorkMove.CLAIM, me, world.now().plus(LEASE));
        changes.add(change(row, WorkState.RELEASED, WorkState.PICKING, changes.size() + 1));
        outbox.record(handle, scope, changes);
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    WorkAnswer letGo(Handle handle, Scope scope, UUID id) {
        WorkRow row = lock(handle, scope, id);
        if (row.state() == WorkState.PICKING) {
            works.move(handle, scope, id, WorkMove.LET_GO, WorkState.RELEASED);
            works.scanAll(handle, scope, id, false);
            outbox.record(handle, scope, List.of(change(row, WorkState.PICKING, WorkState.RELEASED, 1)));
        } else if (row.state() != WorkState.RELEASED) {
            return refused("not-claimed", "It is " + row.state() + ": there is no claim to let go.");
        }
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    ScanAnswer scan(Handle handle, Scope scope, UUID id, String code, int units) {
        WorkRow row = lock(handle, scope, id);
        Optional<Refusal> barred = barred(scope, row);
        if (row.stopAsked()) {
            return new ScanAnswer.Stopped(row.stopReason());
        } else if (barred.isPresent()) {
            return new ScanAnswer.Refused(barred.get());
        }
        OrderRow order = orders.find(handle, scope, row.orderId()).orElseThrow();
        String wanted = code.strip();
        List<PickLine> lines = Views.lines(order, works.lines(handle, scope, id));
        List<PickLine> fitting = fitting(handle, scope, lines, wanted);
        List<Sku> articles = fitting.stream().map(PickLine::sku).distinct().toList();
        if (articles.isEmpty()) {
            return new ScanAnswer.Wrong(wrong(handle, scope, order, wanted));
        } else if (articles.size() > 1) {
            return new ScanAnswer.Ambiguous(
                    wanted,
                    articles.stream()
                            .map(sku -> fitting.stream()
                                    .filter(it -> it.sku().equals(sku))
                                    .findFirst()
                                    .orElseThrow())
                            .toList());
        }
        return count(handle, scope, order, id, fitting, units);
    }

    /** The lines of that number; of that barcode only if none has the number. */
    private List<PickLine> fitting(Handle handle, Scope scope, List<PickLine> lines, String code) {
        List<PickLine> bySku =
                lines.stream().filter(line -> line.sku().value().equals(code)).toList();
        if (!bySku.isEmpty()) {
            return bySku;
        }
        Map<Sku, String> barcodes = variants.barcodes(
                handle, scope, lines.stream().map(PickLine::sku).toList());
        String key = Barcode.key(code);
        return lines.stream()
                .filter(line -> barcodes.containsKey(line.sku())
                        && Barcode.key(barcodes.getOrDefault(line.sku(), "")).equals(key))
                .toList();
    }

    /** The same article may be there with and without engraving: the lines are filled one after the other. */
    private ScanAnswer count(Handle handle, Scope scope, OrderRow order, UUID id, List<PickLine> fitting, int units) {
        int room = fitting.stream().mapToInt(it -> it.quantity() - it.scanned()).sum();
        PickLine last = fitting.get(fitting.size() - 1);
        if (room < units) {
            return new ScanAnswer.Surplus(last);
        }
        int left = units;
        for (PickLine line : fitting) {
            int here = Math.min(left, line.quantity() - line.scanned());
            if (here > 0 && works.scan(handle, scope, id, line.lineId(), here)) {
                left -= here;
                last = line;
            }
        }
        works.prolong(handle, scope, id, world.now().plus(LEASE));
        return counted(handle, scope, order, id, last);
    }

    private ScanAnswer counted(Handle handle, Scope scope, OrderRow order, UUID id, PickLine scanned) {
        List<PickLine> now = Views.lines(order, works.lines(handle, scope, id));
        PickLine line = now.stream()
                .filter(it -> it.lineId().equals(scanned.lineId()))
                .findFirst()
                .orElseThrow();
        return new ScanAnswer.Counted(
                line, line.scanned(), line.quantity(), now.stream().allMatch(PickLine::isComplete));
    }

    private Refusal wrong(Handle handle, Scope scope, OrderRow order, String code) {
        List<PickLine> all = order.lines().stream()
                .map(line -> new PickLine(
                        line.id(),
                        line.sku(),
                        line.title(),
                        line.variantName(),
                        line.picture(),
                        line.quantity(),
                        0,
                        line.grams(),
                        line.personalisation()))
                .toList();
        if (!fitting(handle, scope, all, code).isEmpty()) {
            return Refusal.of("wrong-item", "code", code + " ships with another part of order " + order.number() + ".");
        }
        List<String> named = variants.named(handle, scope, code);
        String what = named.isEmpty() ? "nothing that we know" : String.join(" or ", named);
        return Refusal.of(
                "wrong-item", "code", code + " belongs to " + what + ", not to order " + order.number() + ".");
    }

    /** Every unit was looked at without a scanner. */
    WorkAnswer unscan(Handle handle, Scope scope, UUID id, UUID line) {
        WorkRow row = lock(handle, scope, id);
        Optional<Refusal> barred = barred(scope, row);
        if (barred.isPresent()) {
            return new WorkAnswer.Refused(barred.get());
        } else if (!works.unscan(handle, scope, id, line)) {
            return refused("not-scanned", "No unit of that line lies in the box.");
        }
        works.prolong(handle, scope, id, world.now().plus(LEASE));
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    WorkAnswer countAll(Handle handle, Scope scope, UUID id) {
        WorkRow row = lock(handle, scope, id);
        Optional<Refusal> barred = barred(scope, row);
        if (barred.isPresent()) {
            return new WorkAnswer.Refused(barred.get());
        }
        works.scanAll(handle, scope, id, true);
        works.prolong(handle, scope, id, world.now().plus(LEASE));
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    WorkAnswer askStop(Handle handle, Scope scope, UUID id, String reason) {
        WorkRow row = lock(handle, scope, id);
        if (works.stop(handle, scope, id, reason)) {
            outbox.record(
                    handle,
                    scope,
                    List.of(change(row, row.state(), row.state(), 1).noting("stop: " + reason)));
        } else if (!row.stopAsked()) {
            return refused("nothing-to-stop", "It is " + row.state() + ": nobody is packing it.");
        }
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    WorkAnswer refuseStop(Handle handle, Scope scope, UUID id, String reason) {
        WorkRow row = lock(handle, scope, id);
        if (works.clearStop(handle, scope, id)) {
            outbox.record(
                    handle,
                    scope,
                    List.of(change(row, row.state(), row.state(), 1).noting("not stopped: " + reason)));
        } else if (row.state() == WorkState.CANCELLED) {
            return refused("cancelled", "It is cancelled already.");
        }
        return new WorkAnswer.Done(views.work(handle, scope, id));
    }

    /** Why this actor cannot work on it now. */
    static Optional<Refusal> barred(Scope scope, WorkRow row) {
        if (row.stopAsked()) {
            return Optional.of(Refusal.of("stopped", "Stop: " + row.stopReason()));
        } else if (row.state() != WorkState.PICKING) {
            return Optional.of(Refusal.of("not-claimed", "It is " + row.state() + ": claim it first."));
        } else if (row.packer().filter(scope.actor().label()::equals).isEmpty()) {
            return Optional.of(Refusal.of("claimed", row.packer().orElse("Somebody") + " is packing it."));
        }
        return Optional.empty();
    }

    private WorkRow lock(Handle handle, Scope scope, UUID id) {
        return works.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("fulfillment order"));
    }

    private static WorkAnswer refused(String code, String message) {
        return new WorkAnswer.Refused(Refusal.of(code, message));
    }

    private static Change change(WorkRow row, WorkState from, WorkState to, int moves) {
        return Change.of(
                WorkFlow.FLOW.machine(), row.id(), row.version() + moves, from.name(), to.name(), row.orderId(), null);
    }
}
