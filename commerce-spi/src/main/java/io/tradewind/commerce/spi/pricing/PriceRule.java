package io.tradewind.commerce.spi.pricing;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Has an opinion on a unit price, or none; the first opinion wins. Pure: no I/O, clock or randomness, the same input
 * gives the same output, within 5 ms.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
@FunctionalInterface
public interface PriceRule extends Provider {
    /** Returns the unit price, or empty for no opinion. */
    Optional<Money> price(PriceQuestion question);
}
