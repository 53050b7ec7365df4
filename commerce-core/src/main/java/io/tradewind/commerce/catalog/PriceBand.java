package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A range of prices; what counts is the lowest price of a product. Immutable.
 *
 * @param from the lowest price in it, in the store's currency
 * @param below the lowest price above it; empty for no limit
 */
public record PriceBand(Money from, Optional<Money> below) {
    /** Refuses a range with nothing in it. */
    public PriceBand {
        if (from.isNegative() || below.filter(it -> !it.isGreaterThan(from)).isPresent()) {
            throw CommerceException.badArgument(
                    "price", from + " to " + below.map(Money::toString).orElse(""), "from 0, and below more than from");
        }
    }
}
