package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which work to list: express first, then what is due first.
 *
 * @param states only work in these states
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record QueueQuery(Set<WorkState> states, Optional<String> after, int size) {
    /** Checks the size. */
    public QueueQuery {
        states = Set.copyOf(states);
        if (size < 1 || size > 100 || states.isEmpty()) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page, of at least one state");
        }
    }

    /** What is to be picked or being picked. */
    public static QueueQuery open() {
        return new QueueQuery(EnumSet.of(WorkState.RELEASED, WorkState.PICKING), Optional.empty(), 25);
    }

    /** Only work in these states. */
    public QueueQuery in(WorkState first, WorkState... more) {
        return new QueueQuery(EnumSet.of(first, more), after, size);
    }

    /** The page after that cursor. */
    public QueueQuery after(String cursor) {
        return new QueueQuery(states, Optional.of(cursor), size);
    }

    /** Pages of that size. */
    public QueueQuery size(int rows) {
        return new QueueQuery(states, after, rows);
    }
}
