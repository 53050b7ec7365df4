package io.tradewind.commerce.spi.pricing;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;

/**
 * Works out tax for a frozen basket. May be pure or remote. On failure the shop's own rates apply and the order is
 * marked as estimated.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface TaxCalculator extends Provider {
    /** Returns the tax of every line; has no effect at the provider. */
    Answer<TaxResult> calculate(TaxRequest request);
}
