package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Moves units in and out of the counters of levels and promises. Every change is a conditional update of one row, levels
 * before promises, each in the order of their keys; the row counts say what there was enough of.
 */
@Singleton
final class Counters {
    private final LevelStore levels;
    private final PromiseStore promises;

    @Inject
    Counters(LevelStore levels, PromiseStore promises) {
        this.levels = levels;
        this.promises = promises;
    }

    /** Takes everything or, if the answer is not empty, nothing; the answer is of what there is not enough. */
    SortedSet<Sku> take(Handle handle, Draw draw) {
        SortedSet<StockKey> reserved = levels.take(handle, draw.levels());
        SortedSet<PromiseKey> promised = promises.promise(handle, draw.promises());
        SortedSet<Sku> missing = new TreeSet<>();
        draw.levels().keySet().stream().filter(it -> !reserved.contains(it)).forEach(it -> missing.add(it.sku()));
        draw.promises().keySet().stream().filter(it -> !promised.contains(it)).forEach(it -> missing.add(it.sku()));
        if (!missing.isEmpty()) {
            give(handle, new Draw(only(draw.levels(), reserved), only(draw.promises(), promised)));
        }
        return missing;
    }

    /** Gives back what was taken. */
    void give(Handle handle, Draw draw) {
        expect(draw.levels(), levels.free(handle, draw.levels()));
        untie(handle, draw.promises(), Kind.OWED);
    }

    /** What shops owe to orders has no cap of its own: it grows by what was short at the shelf. */
    void owe(Handle handle, PromiseKey key, int units) {
        promises.owe(handle, key, units);
    }

    /** Ends promises; of these kinds their quota is used up with them, of others it is free again. */
    private void untie(Handle handle, SortedMap<PromiseKey, Integer> units, Kind... usedUp) {
        List<Kind> kinds = List.of(usedUp);
        SortedMap<PromiseKey, Integer> used = new TreeMap<>(units);
        used.keySet().removeIf(it -> !kinds.contains(it.kind()));
        SortedMap<PromiseKey, Integer> others = new TreeMap<>(units);
        others.keySet().removeAll(used.keySet());
        expect(used, promises.useUp(handle, used));
        expect(others, promises.takeBack(handle, others));
    }

    /** Reserved units leave the building. */
    void leave(Handle handle, SortedMap<StockKey, Integer> gone) {
        expect(gone, levels.leave(handle, gone));
    }

    /** Reserves what a lock has shown to be free. */
    void reserve(Handle handle, SortedMap<StockKey, Integer> units) {
        expect(units, levels.reserve(handle, units));
    }

    /** Reserves those levels that have enough; answers with their keys. */
    SortedSet<StockKey> reserveWhatIsThere(Handle handle, SortedMap<StockKey, Integer> wanted) {
        return levels.reserve(handle, wanted);
    }

    /** Gives back units of levels that were reserved a moment ago. */
    void giveBack(Handle handle, SortedMap<StockKey, Integer> units) {
        expect(units, levels.free(handle, units));
    }

    /** Promised units came true: a launch quota is used up, other promises are free again. */
    void comeTrue(Handle handle, SortedMap<PromiseKey, Integer> units) {
        untie(handle, units, Kind.LAUNCH, Kind.OWED);
    }

    private static <K> SortedMap<K, Integer> only(SortedMap<K, Integer> units, Collection<K> keys) {
        SortedMap<K, Integer> part = new TreeMap<>(units);
        part.keySet().retainAll(keys);
        return part;
    }

    /** What reservations say was taken must be in the counters. */
    private static <K> void expect(SortedMap<K, Integer> units, SortedSet<K> done) {
        if (!done.containsAll(units.keySet())) {
            SortedMap<K, Integer> wrong = new TreeMap<>(units);
            wrong.keySet().removeAll(done);
            throw new CommerceException(
                    ErrorCode.INVARIANT, "INV-STOCK-2: counters hold less than reservations say: " + wrong + ".");
        }
    }
}
