package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import org.joda.money.Money;

/**
 * An offer of delivery, honoured until {@code validUntil}.
 *
 * @param ref the carrier's reference, given back when booking
 * @param service name of the service
 * @param price price of all parcels together, not negative
 * @param promise when it arrives
 * @param validUntil until when it can be booked at this price
 */
public record Quote(ProviderRef ref, String service, Money price, DeliveryPromise promise, Instant validUntil) {
    /** Refuses missing parts. */
    public Quote {
        requireNonNull(ref, "ref");
        requireNonNull(service, "service");
        requireNonNull(price, "price");
        requireNonNull(promise, "promise");
        requireNonNull(validUntil, "validUntil");
    }
}
