package io.tradewind.commerce.spi.pricing;

import io.tradewind.commerce.spi.Provider;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Has an opinion on a unit price, or none; the first opinion wins. Pure: no I/O, clock or randomness, the same input
 * gives the same output, within 5 ms.
 */
@FunctionalInterface
public interface PriceRule extends Provider {
    /** Returns the unit price, or empty for no opinion. */
    Optional<Money> price(PriceQuestion question);
}
