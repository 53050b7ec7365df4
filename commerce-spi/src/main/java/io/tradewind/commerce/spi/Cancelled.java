package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Says that a shipment, pickup or verification no longer stands.
 *
 * @param at since when, as far as the provider says
 */
public record Cancelled(Instant at) {
    /** Refuses a missing time. */
    public Cancelled {
        requireNonNull(at, "at");
    }
}
