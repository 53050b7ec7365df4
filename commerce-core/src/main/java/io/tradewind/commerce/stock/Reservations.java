package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationState.ALLOCATED;
import static io.tradewind.commerce.stock.ReservationState.AWAITING;
import static io.tradewind.commerce.stock.ReservationState.HELD;
import static io.tradewind.commerce.stock.ReservationState.RELEASED;
import static io.tradewind.commerce.stock.ReservationState.SHIPPED;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What other rooms do with stock inside their transaction. The caller holds the lock of the checkout or order, so two
 * calls for one of these never meet; calls for different ones meet in the counters, where a conditional update decides.
 * Statements do not grow with lines. Safe for many threads.
 */
@Internal
@Singleton
public final class Reservations {
    /** Where returned goods lie that are not for sale. */
    static final String RETURNS = "returns";

    private final ReservationStore rows;
    private final Counters counters;
    private final LevelStore levels;
    private final PromiseStore promises;
    private final MovementStore movements;
    private final World world;
    private final JobBell bell;

    @Inject
    Reservations(
            ReservationStore rows,
            Counters counters,
            LevelStore levels,
            PromiseStore promises,
            MovementStore movements,
            World world,
            JobBell bell) {
        this.rows = rows;
        this.counters = counters;
        this.levels = levels;
        this.promises = promises;
        this.movements = movements;
        this.world = world;
        this.bell = bell;
    }

    /**
     * Holds everything wanted until then, or nothing. A hold that this checkout has already is prolonged if it is the
     * same and replaced if it is not; if the new one cannot be had the old one stays as it is.
     */
    public HoldAnswer hold(Handle handle, Scope scope, UUID checkoutId, List<Wanted> wanted, Instant until) {
        List<Reservation> before = rows.current(handle, scope.storeId(), checkoutId);
        if (before.stream().anyMatch(Reservation::isPlaced)) {
            throw new CommerceException(
                    ErrorCode.CANNOT_MOVE,
                    "Checkout " + checkoutId + " has become an order: nothing more can be held.");
        }
        List<Reservation> held = in(before, HELD);
        if (!wanted.isEmpty() && needs(held).equals(asked(wanted))) {
            rows.prolong(handle, scope.storeId(), checkoutId, until);
            return new HoldAnswer.Held();
        }
        counters.give(handle, Draw.of(held));
        String place = scope.store().policy().location();
        List<Reservation> now = wanted.stream()
                .map(it -> held(scope, checkoutId, it, place, until))
                .toList();
        Draw draw = Draw.of(now);
        SortedSet<Sku> missing = counters.take(handle, draw);
        if (!missing.isEmpty()) {
            takeAgain(handle, Draw.of(held));
            return shortOf(handle, scope, now, missing);
        }
        rows.retire(handle, before);
        rows.insert(handle, now, world.now());
        return new HoldAnswer.Held();
    }

    private Reservation held(Scope scope, UUID checkoutId, Wanted it, String place, Instant until) {
        return new Reservation(
                scope.storeId(),
                world.id(),
                checkoutId,
                it.lineId(),
                it.sku(),
                it.kind(),
                it.kind() == Kind.ON_HAND ? place : null,
                it.quantity(),
                HELD,
                until,
                null);
    }

    /** What was given back a moment ago in this transaction is still there: its rows are locked. */
    private void takeAgain(Handle handle, Draw draw) {
        if (!counters.take(handle, draw).isEmpty()) {
            throw new CommerceException(ErrorCode.INVARIANT, "A locked level lost units.");
        }
    }

    private HoldAnswer shortOf(Handle handle, Scope scope, List<Reservation> wanted, SortedSet<Sku> missing) {
        Map<Sku, Availability> free = available(handle, scope, missing);
        List<Shortage> shortages = new ArrayList<>();
        SortedMap<SkuKind, Integer> units = new TreeMap<>();
        wanted.forEach(it -> units.merge(new SkuKind(it.sku(), it.kind()), it.quantity(), Math::addExact));
        units.forEach((of, count) -> {
            int there = free.getOrDefault(of.sku(), Availability.NONE).free(of.kind());
            if (missing.contains(of.sku()) && there < count) {
                shortages.add(new Shortage(of.sku(), count, there));
            }
        });
        if (shortages.isEmpty()) { // given back by somebody else since: still a no, the customer asks again
            units.forEach((of, count) -> {
                if (missing.contains(of.sku())) {
                    shortages.add(new Shortage(of.sku(), count, count - 1));
                }
            });
        }
        return new HoldAnswer.Short(shortages);
    }

    /** Moves the time limit of what is still held to then, never back. */
    public void prolong(Handle handle, Scope scope, UUID checkoutId, Instant until) {
        rows.prolong(handle, scope.storeId(), checkoutId, until);
    }

    /**
     * Makes the held units the order's: goods in the building are allocated, others awaited. Holds that lapsed are taken
     * again. False: something is gone, and nothing of it stays reserved. Again after a success it changes nothing.
     */
    public boolean allocate(Handle handle, Scope scope, UUID checkoutId) {
        List<Reservation> current = rows.current(handle, scope.storeId(), checkoutId);
        if (current.stream().anyMatch(Reservation::isPlaced)) {
            return true;
        }
        List<Reservation> held = in(current, HELD);
        List<Reservation> lapsed =
                current.stream().filter(it -> it.state() != HELD).toList();
        String place = scope.store().policy().location();
        List<Reservation> again =
                lapsed.stream().map(it -> it.again(world.id(), place)).toList();
        if (!counters.take(handle, Draw.of(again)).isEmpty()) {
            rows.move(handle, HELD, held.stream().map(it -> it.in(RELEASED)).toList());
            counters.give(handle, Draw.of(held));
            return false;
        }
        Set<Sku> launched = launch(handle, place, Stream.concat(held.stream(), again.stream()));
        List<Reservation> placed = placed(held, launched, place);
        List<Reservation> retaken = placed(again, launched, place);
        rows.move(handle, HELD, placed);
        rows.retire(handle, lapsed);
        rows.insert(handle, retaken, world.now());
        if (Stream.concat(placed.stream(), retaken.stream()).anyMatch(it -> it.state() == AWAITING)) {
            TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
        }
        return true;
    }

    private List<Reservation> placed(List<Reservation> held, Set<Sku> launched, String place) {
        return held.stream()
                .map(it -> it.kind() == Kind.ON_HAND
                        ? it.in(ALLOCATED)
                        : it.kind() == Kind.LAUNCH && launched.contains(it.sku())
                                ? it.in(ALLOCATED, place)
                                : it.awaiting(world.now()))
                .toList();
    }

    /** Gives launch orders their goods where these are in; the articles of which all are. */
    private Set<Sku> launch(Handle handle, String place, Stream<Reservation> held) {
        SortedMap<StockKey, Integer> wanted = new TreeMap<>();
        held.filter(it -> it.kind() == Kind.LAUNCH)
                .forEach(it -> wanted.merge(it.level(place), it.quantity(), Math::addExact));
        if (wanted.isEmpty()) {
            return Set.of();
        }
        SortedMap<PromiseKey, Integer> used = new TreeMap<>();
        Set<Sku> launched = new HashSet<>();
        for (StockKey key : counters.reserveWhatIsThere(handle, wanted)) {
            launched.add(key.sku());
            used.put(new PromiseKey(key.storeId(), key.sku(), Kind.LAUNCH), wanted.get(key));
        }
        counters.comeTrue(handle, used);
        return launched;
    }

    /** Gives back everything that has not been shipped. A second time it changes nothing. */
    public void release(Handle handle, Scope scope, UUID checkoutId) {
        List<Reservation> standing =
                rows.standing(handle, scope.storeId(), checkoutId, HELD.name(), AWAITING.name(), ALLOCATED.name());
        release(handle, standing);
    }

    /**
     * Gives back that many units of those lines; units that are still awaited go first. The caller makes sure that each
     * cause asks once; more than there is refuses with {@code CANNOT_MOVE}.
     */
    public void release(Handle handle, Scope scope, UUID checkoutId, Map<UUID, Integer> quantities) {
        List<Reservation> standing = new ArrayList<>(
                rows.standing(handle, scope.storeId(), checkoutId, HELD.name(), AWAITING.name(), ALLOCATED.name()));
        standing.sort(Comparator.comparing((Reservation it) -> it.state() != AWAITING));
        Parts parts = Parts.of(standing, quantities, world);
        rows.shrink(handle, parts.shares());
        rows.insert(handle, parts.split().stream().map(it -> it.in(RELEASED)).toList(), world.now());
        release(handle, parts.whole(), parts.split());
    }

    private void release(Handle handle, List<Reservation> whole) {
        release(handle, whole, List.of());
    }

    private void release(Handle handle, List<Reservation> whole, List<Reservation> split) {
        for (ReservationState from : List.of(HELD, AWAITING, ALLOCATED)) {
            rows.move(
                    handle,
                    from,
                    in(whole, from).stream().map(it -> it.in(RELEASED)).toList());
        }
        List<Reservation> given = new ArrayList<>(whole);
        given.addAll(split);
        counters.give(handle, Draw.of(given));
        if (given.stream().anyMatch(Reservation::drawsOnStock)) {
            TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
        }
    }

    /**
     * That many units of those lines leave the building.
     *
     * @param cause the parcel; it can move each article once
     */
    public void ship(Handle handle, Scope scope, UUID checkoutId, Map<UUID, Integer> quantities, UUID cause) {
        Parts parts = Parts.of(rows.standing(handle, scope.storeId(), checkoutId, ALLOCATED.name()), quantities, world);
        rows.move(
                handle,
                ALLOCATED,
                parts.whole().stream().map(it -> it.in(SHIPPED)).toList());
        rows.shrink(handle, parts.shares());
        rows.insert(handle, parts.split().stream().map(it -> it.in(SHIPPED)).toList(), world.now());
        SortedMap<StockKey, Integer> gone = Draw.of(parts.all()).levels();
        if (gone.isEmpty()) {
            return;
        }
        counters.leave(handle, gone);
        SortedMap<StockKey, Integer> negative = new TreeMap<>();
        gone.forEach((key, units) -> negative.put(key, -units));
        movements.insert(handle, scope, MovementKind.SALE, negative, cause, "");
    }

    /**
     * Returned goods are in the building again: at the place that sells, or at the place for returns. The same cause and
     * article twice at one place count once.
     */
    public void putBack(Handle handle, Scope scope, UUID cause, Sku sku, int quantity, boolean forSale) {
        StockKey level = new StockKey(
                scope.storeId(), sku, forSale ? scope.store().policy().location() : RETURNS);
        if (movements.insertOnce(handle, scope, MovementKind.RETURN, level, quantity, cause, "")) {
            change(handle, level, quantity);
            TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
        }
    }

    /** Returned goods turned out sound: from the place for returns to the place that sells. Each cause once. */
    public void restock(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        StockKey from = new StockKey(scope.storeId(), sku, RETURNS);
        StockKey to = new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (!movements.insertOnce(handle, scope, MovementKind.RESTOCK, from, -quantity, cause, "")) {
            return;
        }
        movements.insert(handle, scope, MovementKind.RESTOCK, new TreeMap<>(Map.of(to, quantity)), cause, "");
        SortedMap<StockKey, Integer> changes = new TreeMap<>(Map.of(from, -quantity, to, quantity));
        changes.forEach((key, units) -> change(handle, key, units));
        TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
    }

    /** Returned goods are thrown away: they leave the place for returns. Each cause once. */
    public void scrap(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        StockKey from = new StockKey(scope.storeId(), sku, RETURNS);
        if (movements.insertOnce(handle, scope, MovementKind.SCRAP, from, -quantity, cause, "")) {
            change(handle, from, -quantity);
        }
    }

    private void change(Handle handle, StockKey key, int units) {
        if (!levels.change(handle, key, units, !key.location().equals(RETURNS))) {
            throw new CommerceException(
                    ErrorCode.CANNOT_MOVE,
                    key.sku() + " at " + key.location() + " cannot change by " + units
                            + ": fewer are there, or the level is full.");
        }
    }

    /** Free units of these articles, in one statement; an article without stock is present with nothing. */
    public Map<Sku, Availability> available(Handle handle, Scope scope, Collection<Sku> skus) {
        Map<Sku, Availability> free = new LinkedHashMap<>();
        promises.free(handle, scope.storeId(), scope.store().policy().location(), skus)
                .forEach((sku, it) -> free.put(sku, it.units()));
        return free;
    }

    private static List<Reservation> in(List<Reservation> all, ReservationState state) {
        return all.stream().filter(it -> it.state() == state).toList();
    }

    private record Need(UUID lineId, Sku sku, Kind kind) {}

    private record SkuKind(Sku sku, Kind kind) implements Comparable<SkuKind> {
        @Override
        public int compareTo(SkuKind other) {
            return Comparator.comparing(SkuKind::sku)
                    .thenComparing(SkuKind::kind)
                    .compare(this, other);
        }
    }

    private static Map<Need, Integer> needs(List<Reservation> held) {
        Map<Need, Integer> needs = new LinkedHashMap<>();
        held.forEach(it -> needs.merge(new Need(it.lineId(), it.sku(), it.kind()), it.quantity(), Math::addExact));
        return needs;
    }

    private static Map<Need, Integer> asked(List<Wanted> wanted) {
        Map<Need, Integer> needs = new LinkedHashMap<>();
        wanted.forEach(it -> needs.merge(new Need(it.lineId(), it.sku(), it.kind()), it.quantity(), Math::addExact));
        return needs;
    }
}
