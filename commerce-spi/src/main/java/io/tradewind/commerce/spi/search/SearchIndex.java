package io.tradewind.commerce.spi.search;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Finds things by words. Remote: guarded like any provider. Holds nothing that is not in the database; the core reads
 * prices and permissions again.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface SearchIndex extends Provider {
    /**
     * Adds or replaces documents.
     *
     * @throws IOException when the index cannot be reached; the core tries again
     */
    void upsert(List<SearchDocument> documents) throws IOException;

    /**
     * Removes documents; unknown ones are ignored.
     *
     * @throws IOException when the index cannot be reached; the core tries again
     */
    void remove(String store, List<UUID> ids) throws IOException;

    /**
     * Returns ids, best first.
     *
     * @throws IOException when the index cannot be reached; the core searches the database instead
     */
    SearchHits query(SearchQuery query) throws IOException;
}
