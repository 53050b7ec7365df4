package io.tradewind.commerce.store;

import io.tradewind.commerce.spi.Internal;
import java.util.Set;

/** Gives background work the scope of the store a row belongs to. */
@Internal
public interface Scopes {
    /** A scope that acts as the named worker. */
    Scope system(int storeId, String worker);

    /** The stores that were declared to the builder, each of which background work looks after by itself. */
    Set<Integer> ids();

    /** True if that store was declared to the builder; rows of others are left alone. */
    boolean knows(int storeId);
}
