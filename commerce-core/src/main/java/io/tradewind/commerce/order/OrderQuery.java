package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import java.util.Optional;

/**
 * Which orders to list, newest first.
 *
 * @param state only these; empty for all
 * @param number exact number; empty for all
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record OrderQuery(Optional<OrderState> state, Optional<String> number, Optional<String> after, int size) {
    /** Checks the size. */
    public OrderQuery {
        if (size < 1 || size > 100) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page");
        }
    }

    /** The newest 25. */
    public static OrderQuery newest() {
        return new OrderQuery(Optional.empty(), Optional.empty(), Optional.empty(), 25);
    }

    /** Only orders in that state. */
    public OrderQuery in(OrderState wanted) {
        return new OrderQuery(Optional.of(wanted), number, after, size);
    }

    /** Only the order with that number. */
    public OrderQuery numbered(String wanted) {
        return new OrderQuery(state, Optional.of(wanted), after, size);
    }

    /** The page after that cursor. */
    public OrderQuery after(String cursor) {
        return new OrderQuery(state, number, Optional.of(cursor), size);
    }

    /** Pages of that size. */
    public OrderQuery size(int rows) {
        return new OrderQuery(state, number, after, rows);
    }
}
