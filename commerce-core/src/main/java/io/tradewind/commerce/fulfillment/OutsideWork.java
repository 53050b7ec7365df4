package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.plugin.WarehouseFacts;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outside warehouses say of their work. It has happened, so it is booked whatever our own books say: each fact
 * once, in whatever order they come. What goods leave in parts is split, so that the rest can follow under the same
 * reference. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class OutsideWork implements WarehouseFacts {
    private static final Logger log = LoggerFactory.getLogger(OutsideWork.class);
    /** A warehouse reports in its own time: its claim does not lapse as a packer's does. */
    private static final Duration THEIRS = Duration.ofDays(60);

    private final RequestStore requests;
    private final WorkStore works;
    private final WorkOrders workOrders;
    private final Shortages shortages;
    private final Packing packing;
    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final Departure departure;
    private final Booker booker;
    private final OrderBook orders;
    private final Operations operations;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    OutsideWork(
            RequestStore requests,
            WorkStore works,
            WorkOrders workOrders,
            Shortages shortages,
            Packing packing,
            ParcelStore parcels,
            ParcelMoves moves,
            Departure departure,
            Booker booker,
            OrderBook orders,
            Operations operations,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.requests = requests;
        this.works = works;
        this.workOrders = workOrders;
        this.shortages = shortages;
        this.packing = packing;
        this.parcels = parcels;
        this.moves = moves;
        this.departure = departure;
        this.booker = booker;
        this.orders = orders;
        this.operations = operations;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    @Override
    public boolean apply(String account, Notice<WarehouseFact> notice) {
        WarehouseFact fact = notice.fact();
        return tx.write("warehouse.fact", handle -> {
            List<RequestStore.Request> asked = requests
                    .byRef(handle, account, fact.request().value())
                    .stream()
                    .filter(it -> scopes.knows(it.storeId()))
                    .toList();
            if (asked.isEmpty()) {
                return false;
            }
            RequestStore.Request first = asked.get(0);
            Scope scope = scopes.system(first.storeId(), account);
            operations.lock(handle, scope, first.orderId());
            OrderRow order = orders.lock(handle, scope, first.orderId());
            if (requests.applied(handle, account, notice.eventId(), first.workId(), world.now())) {
                take(handle, scope, order, asked, fact, notice.occurredAt());
            }
            return true;
        });
    }

    private void take(
            Handle handle,
            Scope scope,
            OrderRow order,
            List<RequestStore.Request> asked,
            WarehouseFact fact,
            Instant at) {
        Optional<WorkRow> open = asked.stream()
                .flatMap(it -> works.lock(handle, scope, it.workId()).stream())
                .filter(it -> it.state() == WorkState.WAITING
                        || it.state() == WorkState.RELEASED
                        || it.state() == WorkState.PICKING)
                .findFirst();
        if (open.isEmpty()) {
            late(scope, order, fact);
        } else if (fact instanceof WarehouseFact.Packed) {
            claim(handle, scope, open.get());
        } else if (fact instanceof WarehouseFact.Missing missing) {
            claim(handle, scope, open.get());
            missing(handle, scope, open.get().id(), quantities(missing.quantities()));
        } else if (fact instanceof WarehouseFact.Shipped shipped) {
            ship(handle, scope, order, claim(handle, scope, open.get()), shipped, at);
        } else if (fact instanceof WarehouseFact.Refused refused) {
            refused(handle, scope, order, refused.reason());
        }
    }

    /** Nothing of it is open here any more: said after its hand-over or, worse, of work that was cancelled. */
    private static void late(Scope scope, OrderRow order, WarehouseFact fact) {
        if (fact instanceof WarehouseFact.Shipped) {
            log.error(
                    "{} says that it has shipped {} of order {}, which is not to be sent (any more): {}. Fetch it back",
                    scope.actor().label(),
                    fact.request(),
                    order.number(),
                    fact);
        }
    }

    /** The warehouse has it in hand; whoever had it before has not. */
    private WorkRow claim(Handle handle, Scope scope, WorkRow work) {
        String me = scope.actor().label();
        if (work.state() == WorkState.PICKING
                && work.packer().filter(me::equals).isPresent()) {
            return work;
        }
        List<Change> changes = new ArrayList<>();
        int version = work.version();
        WorkState from = work.state();
        if (from == WorkState.WAITING && works.move(handle, scope, work.id(), WorkMove.RELEASE, WorkState.RELEASED)) {
            changes.add(moved(work, from, WorkState.RELEASED, ++version));
            from = WorkState.RELEASED;
        } else if (from == WorkState.PICKING
                && works.move(handle, scope, work.id(), WorkMove.LET_GO, WorkState.RELEASED)) {
            changes.add(moved(work, from, WorkState.RELEASED, ++version));
            from = WorkState.RELEASED;
        }
        works.take(handle, scope, work.id(), WorkMove.CLAIM, me, world.now().plus(THEIRS));
        changes.add(moved(work, from, WorkState.PICKING, ++version));
        outbox.record(handle, scope, changes);
        return works.find(handle, scope, work.id()).orElseThrow();
    }

    private void missing(Handle handle, Scope scope, UUID workId, Map<UUID, Integer> quantities) {
        quantities.forEach((line, units) -> {
            Shortages.Report report = new Shortages.Report(
                    line, units, ShortReason.MISSING, scope.store().policy().shortUnits());
            ShortAnswer answer = shortages.fact(handle, scope, workId, report);
            if (answer instanceof ShortAnswer.Refused refused) {
                log.warn("{} misses more than it has: {}", scope.actor().label(), refused.refusal());
            }
        });
    }

    private void ship(
            Handle handle, Scope scope, OrderRow order, WorkRow work, WarehouseFact.Shipped fact, Instant at) {
        Map<UUID, Integer> said = quantities(fact.quantities());
        Map<UUID, Integer> going = new LinkedHashMap<>();
        Map<UUID, Integer> staying = new LinkedHashMap<>();
        for (WorkStore.LineRow line : works.lines(handle, scope, work.id())) {
            int units = Math.min(line.quantity(), said.getOrDefault(line.lineId(), 0));
            if (units > 0) {
                going.put(line.lineId(), units);
            }
            if (line.quantity() > units) {
                staying.put(line.lineId(), line.quantity() - units);
            }
        }
        if (!going.equals(said)) {
            log.warn("{} says that it has shipped {} of {}", scope.actor().label(), said, going);
        }
        if (going.isEmpty()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        if (!staying.isEmpty()) {
            split(handle, scope, work, staying, changes);
        }
        works.scanAll(handle, scope, work.id(), true);
        works.move(handle, scope, work.id(), WorkMove.PACK, WorkState.PACKED);
        changes.add(Packing.change(work, work.state(), WorkState.PACKED));
        String carrier = booker.carrier(fact.carrier()).isPresent()
                        || order.shipping().account().isEmpty()
                ? fact.carrier()
                : order.shipping().account();
        ParcelRow planned = packing.planned(
                        scope, order, work, Box.of(going), parcels.nextNumber(handle, scope, order.id()))
                .with(LabelFacts.wanted(carrier.isEmpty() ? scope.actor().label() : carrier, "", ""));
        changes.add(ParcelMoves.birth(planned));
        ParcelRow labelled = planned.in(ParcelState.LABELLED)
                .with(planned.label()
                        .labelled(
                                "",
                                fact.trackingNumber(),
                                Optional.empty(),
                                "",
                                "sent by " + scope.actor().label()))
                .with(planned.journey()
                        .pollingAt(
                                fact.trackingNumber().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(world.now().plus(Tracker.FIRST_POLL))));
        changes.add(moves.change(scope, planned, ParcelMove.LABEL, labelled));
        parcels.insert(handle, scope, List.of(labelled), Map.of(labelled.id(), going));
        outbox.record(handle, scope, changes);
        outbox.record(handle, scope, departure.leave(handle, scope, order, List.of(labelled), at));
    }

    /** What the warehouse has not shipped yet stays its work, as a piece of its own under the same reference. */
    private void split(Handle handle, Scope scope, WorkRow work, Map<UUID, Integer> staying, List<Change> changes) {
        staying.forEach((line, units) -> works.lessen(handle, scope, work.id(), line, units));
        WorkRow rest = work.rest(world.id(), world.now());
        works.insert(handle, scope, List.of(rest), Map.of(rest.id(), staying));
        changes.add(workOrders.change(scope, rest, "", WorkState.WAITING, 1));
        requests.ofWork(handle, scope, work.id()).stream()
                .filter(it -> !it.ref().isEmpty())
                .forEach(it -> requests.asking(
                        handle,
                        scope,
                        new RequestStore.Request(
                                it.storeId(),
                                rest.id(),
                                it.account(),
                                it.orderId(),
                                world.id(),
                                it.ref(),
                                RequestStore.State.OPEN)));
    }

    /** The warehouse will not do it: the order waits until somebody has looked at it. */
    void refused(RequestStore.Request request, String reason) {
        Scope scope = scopes.system(request.storeId(), request.account());
        tx.write("warehouse.refused", handle -> {
            OrderRow order = orders.lock(handle, scope, request.orderId());
            requests.end(handle, request, RequestStore.State.REFUSED);
            refused(handle, scope, order, reason);
            return true;
        });
    }

    private void refused(Handle handle, Scope scope, OrderRow order, String reason) {
        log.warn("{} refuses order {}: {}", scope.actor().label(), order.number(), reason);
        if (order.state() != OrderState.PLACED) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        for (WorkRow work : works.lockOfOrder(handle, scope, order.id())) {
            if (work.packer().filter(scope.actor().label()::equals).isPresent()
                    && works.move(handle, scope, work.id(), WorkMove.LET_GO, WorkState.RELEASED)) {
                changes.add(moved(work, work.state(), WorkState.RELEASED, work.version() + 1));
            }
        }
        String why = "the warehouse refuses: " + reason;
        changes.add(
                orders.hold(handle, scope, order, HoldKind.STAFF, why.length() > 400 ? why.substring(0, 400) : why));
        changes.addAll(workOrders.callBack(handle, scope, order));
        outbox.record(handle, scope, changes);
    }

    private static Change moved(WorkRow work, WorkState from, WorkState to, int version) {
        return Change.of(WorkFlow.FLOW.machine(), work.id(), version, from.name(), to.name(), work.orderId(), null);
    }

    /** Lines are named as we named them; what is no line of ours is left out. */
    private static Map<UUID, Integer> quantities(Map<String, Integer> said) {
        Map<UUID, Integer> quantities = new LinkedHashMap<>();
        said.forEach((line, units) -> {
            try {
                if (units > 0) {
                    quantities.merge(UUID.fromString(line), units, Math::addExact);
                }
            } catch (IllegalArgumentException notOurs) {
                log.warn("A warehouse names line '{}', which is none of ours", line);
            }
        });
        return quantities;
    }
}
