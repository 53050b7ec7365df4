package io.tradewind.commerce.spi.phone;

import io.tradewind.commerce.spi.Provider;
import java.util.Optional;
import org.joda.money.Money;

/** What senders and verifiers have in common. Safe for use by many threads. */
public interface PhoneProvider extends Provider {
    /** Returns channels, countries and the longest text. Constant for the account's life. */
    SenderProfile profile();

    /**
     * Returns what one message is likely to cost, if known; the core charges its budget with it before sending.
     *
     * @param country ISO code of the number's country
     * @param channel how it is sent
     */
    default Optional<Money> estimatedCost(String country, Channel channel) {
        return Optional.empty();
    }
}
