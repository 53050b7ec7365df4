package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What siblings may know about variants inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Variants {
    @Inject
    Variants() {}

    /** Those of the numbers that are for sale now; one statement. Unknown and unpublished ones are left out. */
    public Map<Sku, SaleItem> forSale(Handle handle, Scope scope, Collection<Sku> skus) {
        throw new UnsupportedOperationException("catalog");
    }
}
