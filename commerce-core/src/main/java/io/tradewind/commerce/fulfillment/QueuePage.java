package io.tradewind.commerce.fulfillment;

import java.util.List;
import java.util.Optional;

/**
 * A page of the packers' queue.
 *
 * @param works in the order in which they should be done
 * @param next cursor of the next page; empty if this is the last
 */
public record QueuePage(List<WorkSummary> works, Optional<String> next) {
    /** Copies the list. */
    public QueuePage {
        works = List.copyOf(works);
    }
}
