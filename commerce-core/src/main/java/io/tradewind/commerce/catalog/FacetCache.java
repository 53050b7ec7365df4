package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Counts of facets that were made a moment ago: counting reads every product that a list finds, and all shoppers who look
 * at a list see the same numbers. What is changed in this process counts at once, what another process changes after five
 * seconds at most. Safe for many threads.
 */
@Singleton
final class FacetCache {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 300;

    private record Question(int storeId, ProductQuery query, List<PriceBand> bands) {}

    private record Counted(Facets facets, long change, Instant until) {}

    private final World world;
    private final Map<Question, Counted> counted = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Counted> eldest) {
            return size() > MOST;
        }
    };
    private long changes;

    @Inject
    FacetCache(World world) {
        this.world = world;
    }

    /** The numbers of that list, counted anew if they are older than the last change. */
    Facets of(Scope scope, ProductQuery query, List<PriceBand> bands, Supplier<Facets> count) {
        Question question = new Question(scope.storeId(), query.unpaged(), List.copyOf(bands));
        Instant now = world.now();
        long change;
        synchronized (counted) {
            Counted known = counted.get(question);
            if (known != null && known.change() == changes && now.isBefore(known.until())) {
                return known.facets();
            }
            change = changes;
        }
        Facets facets = count.get();
        synchronized (counted) {
            counted.put(question, new Counted(facets, change, now.plus(FRESH)));
        }
        return facets;
    }

    /** Once this transaction has committed, all numbers are counted anew. */
    void changed(Handle handle) {
        TxHooks.of(handle).afterCommit(this::forget);
    }

    private void forget() {
        synchronized (counted) {
            changes++;
            counted.clear();
        }
    }
}
