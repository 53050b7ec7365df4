package io.tradewind.commerce.stock;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.Set;
import java.util.UUID;

/**
 * Hears which orders got goods they were waiting for. Called after the commit, outside any transaction; a crash in
 * between loses the call, so the listener also looks by itself from time to time.
 */
@Internal
public interface GoodsArrived {
    /** Each of these checkouts (and orders) has fewer units to wait for than before. */
    void arrived(Scope scope, Set<UUID> checkouts);
}
