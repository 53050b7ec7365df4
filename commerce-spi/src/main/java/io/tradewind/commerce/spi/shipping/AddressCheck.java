package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.time.Instant;

/**
 * Checks addresses. Suggests; never replaces silently. Safe for use by many threads.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface AddressCheck extends Provider {
    /** Returns a verdict; a failure means "not checked", never "wrong". */
    Answer<AddressVerdict> check(Address address, Instant deadline);
}
