package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationState.HELD;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Holds what a checkout wants: all of it or nothing, in place of what it held before. */
@Singleton
final class Holding {
    private final ReservationStore rows;
    private final Counters counters;
    private final PromiseStore promises;
    private final World world;

    @Inject
    Holding(ReservationStore rows, Counters counters, PromiseStore promises, World world) {
        this.rows = rows;
        this.counters = counters;
        this.promises = promises;
        this.world = world;
    }

    HoldAnswer hold(Handle handle, Scope scope, UUID checkoutId, List<Wanted> wanted, Instant until) {
        return hold(handle, scope, checkoutId, rows.current(handle, scope.storeId(), checkoutId), wanted, until);
    }

    /** In place of what it held before; those rows are locked. */
    HoldAnswer hold(
            Handle handle, Scope scope, UUID checkoutId, List<Reservation> before, List<Wanted> wanted, Instant until) {
        if (before.stream().anyMatch(Reservation::isPlaced)) {
            throw new CommerceException(
                    ErrorCode.CANNOT_MOVE,
                    "Checkout " + checkoutId + " has become an order: nothing more can be held.");
        }
        List<Reservation> held =
                before.stream().filter(it -> it.state() == HELD).toList();
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
        Map<Sku, PromiseStore.Free> free =
                promises.free(handle, scope.storeId(), scope.store().policy().location(), missing);
        List<Shortage> shortages = new ArrayList<>();
        SortedMap<SkuKind, Integer> units = new TreeMap<>();
        wanted.forEach(it -> units.merge(new SkuKind(it.sku(), it.kind()), it.quantity(), Math::addExact));
        units.forEach((of, count) -> {
            PromiseStore.Free there = free.get(of.sku());
            if (there != null && there.units().free(of.kind()) < count) {
                shortages.add(new Shortage(of.sku(), count, there.units().free(of.kind())));
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
