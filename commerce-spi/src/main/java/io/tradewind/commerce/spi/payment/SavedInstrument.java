package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.CardNumbers;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.YearMonth;
import java.util.Optional;

/**
 * An instrument kept at a provider, as a buyer may see it.
 *
 * @param ref the provider's reference of it
 * @param label what the buyer recognises, as "Visa ending in 4242"; never more than four digits
 * @param usableUntil last month it can be used, if it ends
 */
public record SavedInstrument(ProviderRef ref, String label, Optional<YearMonth> usableUntil) {
    /** Refuses missing parts and a label that looks like a card number. */
    public SavedInstrument {
        requireNonNull(ref, "ref");
        requireNonNull(label, "label");
        requireNonNull(usableUntil, "usableUntil");
        if (CardNumbers.contains(label)) {
            throw new IllegalArgumentException("label looks like a card number");
        }
    }
}
