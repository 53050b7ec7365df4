package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Most units of a variant that may be promised before they are there; the stock package keeps the count. */
@Internal
public interface PreorderCap {
    /** Sets limit and ship date, in the caller's transaction; empty ends the pre-order. */
    void set(Handle handle, Scope scope, Sku sku, Optional<Preorder> preorder);
}
