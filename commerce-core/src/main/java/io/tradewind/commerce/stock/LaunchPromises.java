package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
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

    /** Sets the quota, in the caller's transaction; 0 ends it, but takes nothing back that is promised. */
    public void set(Handle handle, Scope scope, Sku sku, int quota) {
        promises.cap(handle, new PromiseKey(scope.storeId(), sku, Kind.LAUNCH), quota, Optional.empty());
    }
}
