package io.tradewind.commerce.stock;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The stock room: receive, correct and look up goods. Staff need the permission {@code STOCK}; the stock lines are for
 * everybody. Safe for many threads.
 */
public final class Stock {
    private final Scope scope;

    @Inject
    Stock(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** Books units in at the location that sells; whoever waits for them gets them first. */
    public StockLevel receive(Sku sku, int quantity, String reason) {
        scope.require(Permission.STOCK);
        throw new UnsupportedOperationException();
    }

    /** Corrects the level at the location that sells by that many units, up or down. */
    public AdjustAnswer adjust(Sku sku, int change, String reason) {
        throw new UnsupportedOperationException();
    }

    /** The level at the location that sells; zero for an article that was never there. */
    public StockLevel level(Sku sku) {
        throw new UnsupportedOperationException();
    }

    /** The levels of these articles at every location where they have been, sorted by SKU and location. */
    public List<StockLevel> levels(Collection<Sku> skus) {
        throw new UnsupportedOperationException();
    }

    /** What shoppers are told about these articles; one line for each, in one statement. */
    public Map<Sku, StockLine> lines(Collection<Sku> skus) {
        throw new UnsupportedOperationException();
    }

    /** What shoppers are told about this article. */
    public StockLine line(Sku sku) {
        throw new UnsupportedOperationException();
    }

    /** Lets up to {@code cap} units be sold without being there; not for {@code ON_HAND}. */
    public void setPromise(Sku sku, Kind kind, int cap) {
        setPromise(sku, kind, cap, Optional.empty());
    }

    /** The same, with the day before which nothing is given to those who wait. */
    public void setPromise(Sku sku, Kind kind, int cap, Optional<Instant> releasesAt) {
        throw new UnsupportedOperationException();
    }

    /** Changes of levels of this article, newest first, 50 a page; {@code after} is the page's {@code next}. */
    public Movements movements(Sku sku, Optional<UUID> after) {
        throw new UnsupportedOperationException();
    }

    /** Every place where goods have lain. */
    public List<Location> locations() {
        throw new UnsupportedOperationException();
    }
}
