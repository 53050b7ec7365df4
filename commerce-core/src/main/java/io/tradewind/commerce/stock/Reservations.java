package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationState.ALLOCATED;
import static io.tradewind.commerce.stock.ReservationState.AWAITING;
import static io.tradewind.commerce.stock.ReservationState.HELD;
import static io.tradewind.commerce.stock.ReservationState.RELEASED;
import static io.tradewind.commerce.stock.ReservationState.SHIPPED;

import io.tradewind.commerce.catalog.Sku;
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
import java.util.Optional;
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
    private final Holding holding;
    private final ReturnedGoods returned;
    private final ReservationStore rows;
    private final Counters counters;
    private final PromiseStore promises;
    private final MovementStore movements;
    private final World world;
    private final JobBell bell;

    @Inject
    Reservations(
            Holding holding,
            ReturnedGoods returned,
            ReservationStore rows,
            Counters counters,
            PromiseStore promises,
            MovementStore movements,
            World world,
            JobBell bell) {
        this.holding = holding;
        this.returned = returned;
        this.rows = rows;
        this.counters = counters;
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
        return holding.hold(handle, scope, checkoutId, wanted, until);
    }

    /** The first hold of a checkout that was never submitted before: it cannot have another one. */
    public HoldAnswer holdFirst(Handle handle, Scope scope, UUID checkoutId, List<Wanted> wanted, Instant until) {
        return holding.hold(handle, scope, checkoutId, List.of(), wanted, until);
    }

    /** Moves the time limit of what is still held to then, never back. */
    public void prolong(Handle handle, Scope scope, UUID checkoutId, Instant until) {
        rows.prolong(handle, scope.storeId(), checkoutId, until);
    }

    /**
     * Makes the held units the order's, as {@link #allocate(Handle, Scope, UUID)} does, for somebody who knows what was
     * held: one statement where all of it is in the building and no hold has lapsed, three where a launch sells some.
     */
    public boolean allocate(Handle handle, Scope scope, UUID checkoutId, List<Wanted> held) {
        if (held.stream().allMatch(it -> it.kind() == Kind.ON_HAND || it.kind() == Kind.LAUNCH)) {
            String place = scope.store().policy().location();
            int allocated = rows.allocateHeld(handle, scope.storeId(), checkoutId, place, held.size());
            if (allocated == held.size() && launchAll(handle, scope.storeId(), place, held)) {
                return true;
            } else if (allocated > 0) {
                rows.holdAllocated(handle, scope.storeId(), checkoutId);
            }
        }
        return allocate(handle, scope, checkoutId);
    }

    /** Gives launch orders their goods if all of these are in; else nothing has changed. */
    private boolean launchAll(Handle handle, int storeId, String place, List<Wanted> held) {
        SortedMap<StockKey, Integer> wanted = new TreeMap<>();
        SortedMap<PromiseKey, Integer> used = new TreeMap<>();
        held.stream().filter(it -> it.kind() == Kind.LAUNCH).forEach(it -> {
            wanted.merge(new StockKey(storeId, it.sku(), place), it.quantity(), Math::addExact);
            used.merge(new PromiseKey(storeId, it.sku(), Kind.LAUNCH), it.quantity(), Math::addExact);
        });
        if (wanted.isEmpty()) {
            return true;
        }
        SortedSet<StockKey> there = counters.reserveWhatIsThere(handle, wanted);
        if (there.containsAll(wanted.keySet())) {
            counters.comeTrue(handle, used);
            return true;
        }
        SortedMap<StockKey, Integer> back = new TreeMap<>(wanted);
        back.keySet().retainAll(there);
        counters.giveBack(handle, back);
        return false;
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
     * Units of an order are missing or broken at the shelf: they leave the level with a movement that says why. Either
     * others take their place as soon as there are some, or the order does not want them any more.
     *
     * @param cause each counts once
     * @param since how long the order has waited, if it is to have others; empty if it does not want them any more
     */
    public void lose(
            Handle handle,
            Scope scope,
            UUID checkoutId,
            UUID lineId,
            int units,
            UUID cause,
            String reason,
            Optional<Instant> since) {
        Parts parts = Parts.of(
                rows.standing(handle, scope.storeId(), checkoutId, ALLOCATED.name()), Map.of(lineId, units), world);
        rows.move(
                handle,
                ALLOCATED,
                parts.whole().stream().map(it -> it.in(RELEASED)).toList());
        rows.shrink(handle, parts.shares());
        rows.insert(handle, parts.split().stream().map(it -> it.in(RELEASED)).toList(), world.now());
        SortedMap<StockKey, Integer> lost = Draw.of(parts.all()).levels();
        counters.leave(handle, lost);
        SortedMap<StockKey, Integer> negative = new TreeMap<>();
        lost.forEach((key, count) -> negative.put(key, -count));
        movements.insert(handle, scope, MovementKind.ADJUST, negative, cause, reason);
        since.ifPresent(it -> owe(handle, scope, checkoutId, lineId, lost, it));
    }

    /** Units that no order has any more are missing or broken at the shelf. Each cause once. */
    public void writeOff(Handle handle, Scope scope, Sku sku, int units, UUID cause, String reason) {
        returned.writeOff(handle, scope, cause, sku, units, reason);
    }

    private void owe(
            Handle handle,
            Scope scope,
            UUID checkoutId,
            UUID lineId,
            SortedMap<StockKey, Integer> lost,
            Instant since) {
        SortedMap<Sku, Integer> articles = new TreeMap<>();
        lost.forEach((key, count) -> articles.merge(key.sku(), count, Math::addExact));
        articles.forEach((sku, count) -> {
            Reservation owed = new Reservation(
                    scope.storeId(),
                    world.id(),
                    checkoutId,
                    lineId,
                    sku,
                    Kind.OWED,
                    null,
                    count,
                    AWAITING,
                    null,
                    since);
            rows.insert(handle, List.of(owed), world.now());
            counters.owe(handle, new PromiseKey(scope.storeId(), sku, Kind.OWED), count);
        });
        TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
    }

    /**
     * Returned goods are in the building again: at the place that sells, or at the place for returns. The same cause and
     * article twice at one place count once.
     */
    public void putBack(Handle handle, Scope scope, UUID cause, Sku sku, int quantity, boolean forSale) {
        returned.putBack(handle, scope, cause, sku, quantity, forSale);
    }

    /** Returned goods turned out sound: from the place for returns to the place that sells. Each cause once. */
    public void restock(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        returned.restock(handle, scope, cause, sku, quantity);
    }

    /** Returned goods are thrown away: they leave the place for returns. Each cause once. */
    public void scrap(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        returned.scrap(handle, scope, cause, sku, quantity);
    }

    /** Units of an order that lie in the building for it, by line; lines without any are left out. */
    public Map<UUID, Integer> allocated(Handle handle, Scope scope, UUID checkoutId) {
        return units(handle, scope, checkoutId, ALLOCATED);
    }

    /** Units of an order that are not in the building yet, by line; lines that miss nothing are left out. */
    public Map<UUID, Integer> awaited(Handle handle, Scope scope, UUID checkoutId) {
        return units(handle, scope, checkoutId, AWAITING);
    }

    private Map<UUID, Integer> units(Handle handle, Scope scope, UUID checkoutId, ReservationState state) {
        Map<UUID, Integer> units = new LinkedHashMap<>();
        rows.standing(handle, scope.storeId(), checkoutId, state.name())
                .forEach(it -> units.merge(it.lineId(), it.quantity(), Math::addExact));
        return units;
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
}
