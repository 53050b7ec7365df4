package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.time.Instant;
import java.util.List;

/**
 * Suggests addresses while somebody types. Safe for use by many threads.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface AddressSuggest extends Provider {
    /**
     * Returns suggestions, best first.
     *
     * @param typed what was typed so far
     * @param country ISO code of the country
     * @param deadline when the answer is no longer of use
     */
    Answer<List<Address>> suggest(String typed, String country, Instant deadline);
}
