package io.tradewind.commerce.spi.search;

import java.util.List;
import java.util.UUID;

/**
 * What was found.
 *
 * @param ids best first
 * @param total how many there are in all, at least the number of ids
 */
public record SearchHits(List<UUID> ids, long total) {
    /** Copies the ids. */
    public SearchHits {
        ids = List.copyOf(ids);
    }
}
