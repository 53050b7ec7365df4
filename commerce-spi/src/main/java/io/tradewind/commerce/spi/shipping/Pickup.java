package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;

/**
 * A pickup that is ordered.
 *
 * @param ref the carrier's reference
 * @param earliest when the van comes at the earliest
 * @param latest when it comes at the latest
 * @param confirmation what to tell the driver, possibly empty
 */
public record Pickup(ProviderRef ref, Instant earliest, Instant latest, String confirmation) {
    /** Refuses missing parts. */
    public Pickup {
        requireNonNull(ref, "ref");
        requireNonNull(earliest, "earliest");
        requireNonNull(latest, "latest");
        requireNonNull(confirmation, "confirmation");
    }
}
