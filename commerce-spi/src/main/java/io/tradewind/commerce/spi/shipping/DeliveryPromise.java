package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When a delivery arrives.
 *
 * @param earliest not before
 * @param latest not after
 * @param zone zone of the destination, for showing dates
 * @param confidence how good the promise is
 */
public record DeliveryPromise(Instant earliest, Instant latest, ZoneId zone, Confidence confidence) {
    /** Refuses missing parts and a promise that ends before it starts. */
    public DeliveryPromise {
        requireNonNull(earliest, "earliest");
        requireNonNull(latest, "latest");
        requireNonNull(zone, "zone");
        requireNonNull(confidence, "confidence");
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("a promise does not end before it starts");
        }
    }
}
