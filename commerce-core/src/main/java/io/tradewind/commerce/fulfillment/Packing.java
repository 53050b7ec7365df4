package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Puts picked units into parcels and takes them out again. */
@Singleton
final class Packing {
    private final WorkStore works;
    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final Booker booker;
    private final OrderBook orders;
    private final Operations operations;
    private final Outbox outbox;
    private final World world;
    private final JobBell bell;

    @Inject
    Packing(
            WorkStore works,
            ParcelStore parcels,
            ParcelMoves moves,
            Booker booker,
            OrderBook orders,
            Operations operations,
            Outbox outbox,
            World world,
            JobBell bell) {
        this.works = works;
        this.parcels = parcels;
        this.moves = moves;
        this.booker = booker;
        this.orders = orders;
        this.operations = operations;
        this.outbox = outbox;
        this.world = world;
        this.bell = bell;
    }

    /** What packing led to: a refusal, or the parcels whose booking is to be told to the carrier now. */
    record Outcome(Optional<Refusal> refusal, List<UUID> toBook) {
        static Outcome refused(String code, String message) {
            return new Outcome(Optional.of(Refusal.of(code, message)), List.of());
        }
    }

    /** Packs everything into these boxes; no box stands for one with everything in it. */
    Outcome pack(Handle handle, Scope scope, UUID id, List<Box> wanted) {
        UUID orderId = works.find(handle, scope, id)
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"))
                .orderId();
        boolean takesMoney = scope.store().policy().capture() == CaptureMoment.PACKED;
        if (takesMoney) {
            operations.lock(handle, scope, orderId);
        }
        OrderRow order = orders.lock(handle, scope, orderId);
        WorkRow work = works.lock(handle, scope, id).orElseThrow();
        Optional<Refusal> barred = Picking.barred(scope, work);
        if (barred.isPresent()) {
            return new Outcome(barred, List.of());
        }
        List<WorkStore.LineRow> lines = works.lines(handle, scope, id);
        int missing = lines.stream()
                .mapToInt(line -> line.quantity() - line.scanned())
                .sum();
        if (missing > 0) {
            return Outcome.refused("not-complete", missing + " units were not scanned yet.");
        }
        Map<UUID, Integer> all = lines.stream()
                .collect(Collectors.toMap(
                        WorkStore.LineRow::lineId, WorkStore.LineRow::quantity, (a, b) -> a, LinkedHashMap::new));
        List<Box> boxes = wanted.isEmpty() ? List.of(Box.of(all)) : wanted;
        Optional<String> wrong = unevenly(all, boxes);
        if (wrong.isPresent()) {
            return Outcome.refused("boxes", wrong.get());
        }
        List<Change> changes = new ArrayList<>();
        works.move(handle, scope, id, WorkMove.PACK, WorkState.PACKED);
        changes.add(change(work, WorkState.PICKING, WorkState.PACKED));
        List<UUID> toBook = plan(handle, scope, order, work, boxes, changes);
        if (takesMoney) {
            changes.addAll(operations.planCapture(handle, scope, orderId, "packed:" + id));
        }
        outbox.record(handle, scope, changes);
        return new Outcome(Optional.empty(), toBook);
    }

    private static Optional<String> unevenly(Map<UUID, Integer> all, List<Box> boxes) {
        Map<UUID, Integer> packed = new LinkedHashMap<>();
        boxes.forEach(box -> box.quantities().forEach((line, units) -> packed.merge(line, units, Math::addExact)));
        if (packed.equals(all)) {
            return Optional.empty();
        }
        for (Map.Entry<UUID, Integer> it : packed.entrySet()) {
            if (!all.containsKey(it.getKey())) {
                return Optional.of("Line " + it.getKey() + " does not belong to this work.");
            }
        }
        return all.entrySet().stream()
                .filter(it -> packed.getOrDefault(it.getKey(), 0).intValue() != it.getValue())
                .map(it -> "Line " + it.getKey() + " has " + it.getValue() + " units, the boxes hold "
                        + packed.getOrDefault(it.getKey(), 0) + ": each unit lies in exactly one parcel.")
                .findFirst();
    }

    private List<UUID> plan(
            Handle handle, Scope scope, OrderRow order, WorkRow work, List<Box> boxes, List<Change> changes) {
        int number = parcels.nextNumber(handle, scope, order.id());
        boolean atOnce = !scope.tx().isJoined();
        String account = order.shipping().account();
        String barred = account.isEmpty() ? "" : booker.barred(account);
        List<ParcelRow> rows = new ArrayList<>();
        Map<UUID, Map<UUID, Integer>> contents = new LinkedHashMap<>();
        List<UUID> toBook = new ArrayList<>();
        for (Box box : boxes) {
            ParcelRow planned = planned(scope, order, work, box, number++);
            changes.add(ParcelMoves.birth(planned));
            ParcelRow row;
            if (account.isEmpty()) { // handed to the buyer by somebody of the shop: there is nothing to print
                row = planned.in(ParcelState.LABELLED);
                changes.add(moves.change(scope, planned, ParcelMove.LABEL, row));
            } else if (!barred.isEmpty()) {
                row = planned.with(planned.label().unbooked(barred));
            } else {
                row = booker.intent(planned, atOnce);
                changes.add(moves.change(scope, planned, ParcelMove.BOOK, row));
                toBook.add(row.id());
            }
            rows.add(row);
            contents.put(row.id(), box.quantities());
        }
        parcels.insert(handle, scope, rows, contents);
        if (!atOnce) {
            TxHooks.of(handle).afterCommit(() -> bell.ring(Booker.JOB));
        }
        return toBook;
    }

    ParcelRow planned(Scope scope, OrderRow order, WorkRow work, Box box, int number) {
        int grams = 0;
        long value = 0;
        for (Map.Entry<UUID, Integer> it : box.quantities().entrySet()) {
            OrderLine line = order.line(it.getKey()).orElseThrow();
            grams += line.grams() * it.getValue();
            value += scope.minor(line.paid()) * it.getValue() / line.quantity();
        }
        Money worth = scope.money(value);
        return new ParcelRow(
                world.id(),
                order.id(),
                Optional.of(work.id()),
                Optional.empty(),
                number,
                ParcelDirection.OUTBOUND,
                1,
                ParcelState.PLANNED,
                new ParcelRow.Measure(
                        Math.max(1, box.grams() == 0 ? grams : box.grams()),
                        box.lengthMm(),
                        box.widthMm(),
                        box.heightMm()),
                worth,
                LabelFacts.wanted(
                        order.shipping().account(),
                        order.shipping().service(),
                        order.shipping().quoteRef()),
                ParcelRow.Journey.NONE,
                world.now());
    }

    /** Opens the boxes again: their parcels are voided, and everything has to be packed anew. */
    Optional<Refusal> unpack(Handle handle, Scope scope, UUID id) {
        UUID orderId = works.find(handle, scope, id)
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"))
                .orderId();
        orders.lock(handle, scope, orderId);
        WorkRow work = works.lock(handle, scope, id).orElseThrow();
        if (work.state() != WorkState.PACKED) {
            return Optional.of(Refusal.of("not-packed", "It is " + work.state() + ": there is nothing to unpack."));
        }
        List<Change> changes = new ArrayList<>();
        Optional<Refusal> bound = voidAll(handle, scope, work, changes);
        if (bound.isPresent()) {
            return bound;
        }
        works.take(
                handle,
                scope,
                id,
                WorkMove.UNPACK,
                scope.actor().label(),
                world.now().plus(Picking.LEASE));
        changes.add(change(work, WorkState.PACKED, WorkState.PICKING));
        outbox.record(handle, scope, changes);
        return Optional.empty();
    }

    /** Voids the parcels of packed work; refuses, changing nothing, if one of them can no longer be. */
    Optional<Refusal> voidAll(Handle handle, Scope scope, WorkRow work, List<Change> changes) {
        List<ParcelRow> rows = parcels.lockOfWork(handle, scope, work);
        for (ParcelRow row : rows) {
            if (row.state() == ParcelState.BOOKING) {
                return Optional.of(Refusal.of(
                        "booking", "The carrier has not answered about parcel " + row.n() + " yet: try again soon."));
            } else if (row.state().isOut()) {
                return Optional.of(Refusal.of("handed-over", "Parcel " + row.n() + " has left the building."));
            }
        }
        for (ParcelRow row : rows) {
            if (row.state() != ParcelState.VOIDED) {
                changes.add(moves.move(handle, scope, row, ParcelMove.VOID, booker.voided(row)));
            }
        }
        TxHooks.of(handle).afterCommit(() -> bell.ring(Booker.JOB));
        return Optional.empty();
    }

    static Change change(WorkRow work, WorkState from, WorkState to) {
        return Change.of(
                WorkFlow.FLOW.machine(), work.id(), work.version() + 1, from.name(), to.name(), work.orderId(), null);
    }
}
