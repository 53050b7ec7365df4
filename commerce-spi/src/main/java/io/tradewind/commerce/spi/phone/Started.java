package io.tradewind.commerce.spi.phone;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;

/**
 * A verification that is running.
 *
 * @param ref the provider's reference, asked with each check
 * @param expiresAt when its code ends
 */
public record Started(ProviderRef ref, Instant expiresAt) {
    /** Refuses missing parts. */
    public Started {
        requireNonNull(ref, "ref");
        requireNonNull(expiresAt, "expiresAt");
    }
}
