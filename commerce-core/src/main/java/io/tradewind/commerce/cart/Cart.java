package io.tradewind.commerce.cart;

import io.tradewind.commerce.pricing.PriceQuote;
import java.util.List;
import java.util.Optional;

/**
 * A cart at one moment, priced. Immutable.
 *
 * @param version grows with each change; pass it to be told when somebody else was faster
 * @param lines in the order they were added
 * @param code the discount code on it
 * @param totals of the lines that are for sale; without delivery, which is chosen at checkout
 * @param problems what the shopper should know before paying
 * @param state a name of {@link CartState}
 */
public record Cart(
        CartId id,
        int version,
        List<CartLine> lines,
        Optional<String> code,
        PriceQuote totals,
        List<Problem> problems,
        String state) {
    /** Copies the lists. */
    public Cart {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /** True if nothing is in it. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Units of all lines. */
    public int units() {
        return lines.stream().mapToInt(CartLine::quantity).sum();
    }
}
