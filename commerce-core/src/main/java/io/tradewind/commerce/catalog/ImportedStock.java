package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** How many units of a new variant an imported file says there are; the stock package takes them in. */
@Internal
public interface ImportedStock {
    /** Books the first units of a variant, in the caller's transaction. */
    void set(Handle handle, Scope scope, Sku sku, int quantity);

    /** Those of the articles whose first units were booked out again because the import was taken back. */
    Set<Sku> takenBack(Handle handle, Scope scope, Set<Sku> skus);

    /**
     * Books the first units out again, in the caller's transaction, if nothing has happened to the article since.
     *
     * @param quantity units that {@link #set} booked in; 0 for none
     * @param since when the import began
     * @return why nothing was booked; empty if it was
     */
    String takeBack(Handle handle, Scope scope, Sku sku, int quantity, Instant since);
}
