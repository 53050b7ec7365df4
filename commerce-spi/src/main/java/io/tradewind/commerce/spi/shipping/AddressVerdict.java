package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import java.util.List;

/**
 * What an address check thinks. The shopper chooses "keep mine" or "use this".
 *
 * @param verdict the verdict
 * @param suggestions better addresses, best first
 * @param notes codes of what is missing or odd, as "house-number-missing"
 */
public record AddressVerdict(Verdict verdict, List<Address> suggestions, List<String> notes) {
    /** The verdict. */
    public enum Verdict {
        /** Exists as written. */
        CONFIRMED,
        /** Exists, written a little differently. */
        CORRECTED,
        /** May exist; something is missing or odd. */
        DOUBTFUL,
        /** Not known to exist. */
        NOT_FOUND
    }

    /** Copies the lists. */
    public AddressVerdict {
        requireNonNull(verdict, "verdict");
        suggestions = List.copyOf(suggestions);
        notes = List.copyOf(notes);
    }
}
