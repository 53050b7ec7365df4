package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import org.jdbi.v3.core.Handle;

/** How many units of a new variant an imported file says there are; the stock package takes them in. */
@Internal
public interface ImportedStock {
    /** Books the first units of a variant, in the caller's transaction. */
    void set(Handle handle, Scope scope, Sku sku, int quantity);
}
