package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What other rooms do with stock inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Reservations {
    @Inject
    Reservations() {}

    /** Holds everything wanted until then, or nothing. A hold this checkout has already is reused or replaced. */
    public HoldAnswer hold(Handle handle, Scope scope, UUID checkoutId, List<Wanted> wanted, Instant until) {
        throw new UnsupportedOperationException();
    }

    /** Moves the time limit of what is still held. */
    public void prolong(Handle handle, Scope scope, UUID checkoutId, Instant until) {
        throw new UnsupportedOperationException();
    }

    /** Makes the held units the order's; lapsed holds are taken again. False: gone, and nothing stays allocated. */
    public boolean allocate(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** Gives back everything that has not been shipped. */
    public void release(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** Gives back that many units of those lines; units that are still awaited go first. */
    public void release(Handle handle, Scope scope, UUID checkoutId, Map<UUID, Integer> quantities) {
        throw new UnsupportedOperationException();
    }

    /** That many units of those lines leave the building; the cause is the parcel. */
    public void ship(Handle handle, Scope scope, UUID checkoutId, Map<UUID, Integer> quantities, UUID cause) {
        throw new UnsupportedOperationException();
    }

    /** Returned goods are in the building again; the same cause and article twice count once. */
    public void putBack(Handle handle, Scope scope, UUID cause, Sku sku, int quantity, boolean forSale) {
        throw new UnsupportedOperationException();
    }

    /** Free units of these articles, in one statement; an article without stock is present with nothing. */
    public Map<Sku, Availability> available(Handle handle, Scope scope, Collection<Sku> skus) {
        throw new UnsupportedOperationException();
    }
}
