package io.tradewind.commerce.message;

import io.tradewind.commerce.error.CommerceException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages to list, newest first.
 *
 * @param states only messages in these states
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record MessageQuery(Set<MessageState> states, Optional<String> after, int size) {
    /** Checks the size. */
    public MessageQuery {
        states = Set.copyOf(states);
        if (size < 1 || size > 100 || states.isEmpty()) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page, of at least one state");
        }
    }

    /** What did not arrive, or may not have: somebody should look. */
    public static MessageQuery inTrouble() {
        return new MessageQuery(
                EnumSet.of(MessageState.FAILED, MessageState.UNKNOWN, MessageState.DEAD), Optional.empty(), 25);
    }

    /** Only messages in these states. */
    public MessageQuery in(MessageState first, MessageState... more) {
        return new MessageQuery(EnumSet.of(first, more), after, size);
    }

    /** The page after that cursor. */
    public MessageQuery after(String cursor) {
        return new MessageQuery(states, Optional.of(cursor), size);
    }

    /** Pages of that size. */
    public MessageQuery size(int rows) {
        return new MessageQuery(states, after, rows);
    }
}
