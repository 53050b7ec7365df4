package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.CommerceException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which returns to list, newest first.
 *
 * @param states only returns in these states
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record ReturnQuery(Set<ReturnState> states, Optional<String> after, int size) {
    /** Checks the size. */
    public ReturnQuery {
        states = Set.copyOf(states);
        if (size < 1 || size > 100 || states.isEmpty()) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page, of at least one state");
        }
    }

    /** Everything that somebody still has to do something about. */
    public static ReturnQuery open() {
        return new ReturnQuery(
                EnumSet.of(ReturnState.REQUESTED, ReturnState.APPROVED, ReturnState.RECEIVING, ReturnState.INSPECTED),
                Optional.empty(),
                25);
    }

    /** Only returns in these states. */
    public ReturnQuery in(ReturnState first, ReturnState... more) {
        return new ReturnQuery(EnumSet.of(first, more), after, size);
    }

    /** The page after that cursor. */
    public ReturnQuery after(String cursor) {
        return new ReturnQuery(states, Optional.of(cursor), size);
    }

    /** Pages of that size. */
    public ReturnQuery size(int rows) {
        return new ReturnQuery(states, after, rows);
    }
}
