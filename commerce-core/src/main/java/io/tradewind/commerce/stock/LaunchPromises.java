package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps the quotas that are set aside for launches. Safe for many threads. */
@Internal
@Singleton
public final class LaunchPromises {
    private final PromiseStore promises;

    @Inject
    LaunchPromises(PromiseStore promises) {
        this.promises = promises;
    }

    /** Sets so many units aside, in the caller's transaction, besides what an earlier launch still owes. */
    public void open(Handle handle, Scope scope, Sku sku, int quota) {
        promises.setAside(handle, new PromiseKey(scope.storeId(), sku, Kind.LAUNCH), quota);
    }

    /** Nothing more can be promised, in the caller's transaction; what is promised stays so. */
    public void end(Handle handle, Scope scope, Sku sku) {
        promises.cap(handle, new PromiseKey(scope.storeId(), sku, Kind.LAUNCH), 0, Optional.empty());
    }

    /** An order is about to be cancelled: what it has used up of the quota can be promised again. */
    public void restore(Handle handle, Scope scope, Sku sku, UUID checkoutId) {
        promises.restore(handle, scope.storeId(), sku, checkoutId);
    }
}
