package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Preorder;
import io.tradewind.commerce.catalog.PreorderCap;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the caps of pre-orders that the catalog announces. Safe for many threads. */
@Internal
@Singleton
public final class PreorderPromises implements PreorderCap {
    private final PromiseStore promises;

    @Inject
    PreorderPromises(PromiseStore promises) {
        this.promises = promises;
    }

    @Override
    public void set(Handle handle, Scope scope, Sku sku, Optional<Preorder> preorder) {
        promises.cap(
                handle,
                new PromiseKey(scope.storeId(), sku, Kind.PREORDER),
                preorder.map(Preorder::cap).orElse(0),
                preorder.map(Preorder::shipsOn));
    }
}
