package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationState.ALLOCATED;
import static io.tradewind.commerce.stock.ReservationState.AWAITING;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Gives goods that are in to those who wait for them: first placed, first served, once the release date is reached. Who
 * wants more than there is gets what there is and stays first in line for the rest. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Arrivals {
    static final String JOB = "stock-arrivals";

    private final ReservationStore rows;
    private final LevelStore levels;
    private final PromiseStore promises;
    private final Counters counters;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;
    private final GoodsArrived listener;

    @Inject
    Arrivals(
            ReservationStore rows,
            LevelStore levels,
            PromiseStore promises,
            Counters counters,
            Scopes scopes,
            Tx tx,
            World world,
            GoodsArrived listener) {
        this.rows = rows;
        this.levels = levels;
        this.promises = promises;
        this.counters = counters;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
        this.listener = listener;
    }

    /** The job that does it where goods became free or a release date came. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    private int step() {
        int filled = 0;
        for (ReservationStore.Article it : tx.read("stock.fillable", handle -> rows.fillable(handle, world.now()))) {
            if (scopes.knows(it.storeId())) {
                Scope scope = scopes.system(it.storeId(), "stock");
                filled += tx.write("stock.fill", handle -> fill(handle, scope, it.sku()));
            }
        }
        return filled;
    }

    /** Serves who waits for the article, at most 100 at once; how many were served. */
    int fill(Handle handle, Scope scope, Sku sku) {
        return fill(handle, scope, sku, rows.waiting(handle, scope.storeId(), sku));
    }

    /** The same for who is known to wait: rows of reservations are locked before the level is. */
    int fill(Handle handle, Scope scope, Sku sku, List<Reservation> waiting) {
        if (waiting.isEmpty()) {
            return 0;
        }
        Set<Kind> released = promises.released(handle, scope.storeId(), sku, world.now());
        StockKey level =
                new StockKey(scope.storeId(), sku, scope.store().policy().location());
        int free = levels.find(handle, level, true).map(StockLevel::available).orElse(0);
        List<Reservation> whole = new ArrayList<>();
        List<Reservation> shares = new ArrayList<>();
        List<Reservation> split = new ArrayList<>();
        for (Reservation it : waiting) {
            if (free > 0 && released.contains(it.kind())) {
                if (it.quantity() <= free) {
                    whole.add(it);
                } else {
                    shares.add(it.part(it.id(), free));
                    split.add(it.part(world.id(), free));
                }
                free -= Math.min(free, it.quantity());
            }
        }
        allocate(handle, level, whole, shares, split);
        Set<UUID> served = new HashSet<>();
        whole.forEach(it -> served.add(it.checkoutId()));
        split.forEach(it -> served.add(it.checkoutId()));
        if (!served.isEmpty()) {
            int store = scope.storeId();
            TxHooks.of(handle).afterCommit(() -> listener.arrived(scopes.system(store, "stock"), served));
        }
        return whole.size() + split.size();
    }

    private void allocate(
            Handle handle, StockKey level, List<Reservation> whole, List<Reservation> shares, List<Reservation> split) {
        List<Reservation> all = new ArrayList<>(whole);
        all.addAll(split);
        if (all.isEmpty()) {
            return;
        }
        String place = level.location();
        rows.move(
                handle,
                AWAITING,
                whole.stream().map(it -> it.in(ALLOCATED, place)).toList());
        rows.shrink(handle, shares);
        rows.insert(handle, split.stream().map(it -> it.in(ALLOCATED, place)).toList(), world.now());
        SortedMap<StockKey, Integer> units = new TreeMap<>();
        units.put(level, all.stream().mapToInt(Reservation::quantity).sum());
        counters.reserve(handle, units);
        counters.comeTrue(handle, Draw.of(all).promises());
    }
}
