package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import java.time.Instant;
import java.util.Optional;

/**
 * Which orders to list, newest first. Conditions are added to each other.
 *
 * @param state only these; empty for all
 * @param number exact number; empty for all
 * @param words only those whose number begins so, or whose address, e-mail address or phone number contains it; empty
 *     for all. The cost grows with the orders that are looked through
 * @param held only those on hold
 * @param express only those with a 24-hour promise
 * @param promisedBefore only those promised for before then; empty for all
 * @param placedFrom only those placed then or later; empty for all
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record OrderQuery(
        Optional<OrderState> state,
        Optional<String> number,
        Optional<String> words,
        boolean held,
        boolean express,
        Optional<Instant> promisedBefore,
        Optional<Instant> placedFrom,
        Optional<String> after,
        int size) {
    private static final int LONGEST = 100;

    /** Checks the size and the length of the words. */
    public OrderQuery {
        if (size < 1 || size > 100) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page");
        }
        if (words.isPresent() && (words.get().isBlank() || words.get().length() > LONGEST)) {
            throw CommerceException.badArgument("words", words.get().length(), "1 to " + LONGEST + " characters");
        }
    }

    /** The newest 25. */
    public static OrderQuery newest() {
        return new OrderQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                25);
    }

    /** Only orders in that state. */
    public OrderQuery in(OrderState wanted) {
        return new OrderQuery(
                Optional.of(wanted), number, words, held, express, promisedBefore, placedFrom, after, size);
    }

    /** Only the order with that number. */
    public OrderQuery numbered(String wanted) {
        return new OrderQuery(
                state, Optional.of(wanted), words, held, express, promisedBefore, placedFrom, after, size);
    }

    /** Only orders in which a number, address, e-mail address or phone number fits these words. */
    public OrderQuery matching(String text) {
        return new OrderQuery(state, number, Optional.of(text), held, express, promisedBefore, placedFrom, after, size);
    }

    /** Only orders on hold. */
    public OrderQuery onHold() {
        return new OrderQuery(state, number, words, true, express, promisedBefore, placedFrom, after, size);
    }

    /** Only orders with a 24-hour promise. */
    public OrderQuery inTwentyFourHours() {
        return new OrderQuery(state, number, words, held, true, promisedBefore, placedFrom, after, size);
    }

    /** Only orders promised for before that moment. */
    public OrderQuery promisedBefore(Instant moment) {
        return new OrderQuery(state, number, words, held, express, Optional.of(moment), placedFrom, after, size);
    }

    /** Only orders placed at that moment or later. */
    public OrderQuery placedFrom(Instant moment) {
        return new OrderQuery(state, number, words, held, express, promisedBefore, Optional.of(moment), after, size);
    }

    /** The page after that cursor. */
    public OrderQuery after(String cursor) {
        return new OrderQuery(
                state, number, words, held, express, promisedBefore, placedFrom, Optional.of(cursor), size);
    }

    /** Pages of that size. */
    public OrderQuery size(int rows) {
        return new OrderQuery(state, number, words, held, express, promisedBefore, placedFrom, after, rows);
    }
}
