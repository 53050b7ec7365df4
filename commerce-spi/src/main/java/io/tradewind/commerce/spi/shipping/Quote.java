package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/**
 * An offer of delivery, honoured until {@code validUntil}.
 *
 * @param ref the carrier's reference, given back when booking
 * @param service name of the service
 * @param price price of all parcels together, not negative
 * @param promise when it arrives
 * @param validUntil until when it can be booked at this price
 * @param laterDays days on which it can arrive instead, at the same price: at most one for each of {@link
 *     QuoteRequest#laterHandovers()}; empty if nobody may choose
 */
public record Quote(
        ProviderRef ref,
        String service,
        Money price,
        DeliveryPromise promise,
        Instant validUntil,
        List<LaterDay> laterDays) {
    /**
     * The same service on a later day.
     *
     * @param handover when the carrier gets the parcels for it: one of those it was asked for
     * @param ref the carrier's reference, given back when booking
     * @param promise when it arrives; a day can be chosen if it begins and ends on that day
     */
    public record LaterDay(Instant handover, ProviderRef ref, DeliveryPromise promise) {
        /** Refuses missing parts. */
        public LaterDay {
            requireNonNull(handover, "handover");
            requireNonNull(ref, "ref");
            requireNonNull(promise, "promise");
        }
    }

    /** Copies the list and refuses missing parts. */
    public Quote {
        requireNonNull(ref, "ref");
        requireNonNull(service, "service");
        requireNonNull(price, "price");
        requireNonNull(promise, "promise");
        requireNonNull(validUntil, "validUntil");
        laterDays = List.copyOf(laterDays);
    }

    /** An offer of one day. */
    public Quote(ProviderRef ref, String service, Money price, DeliveryPromise promise, Instant validUntil) {
        this(ref, service, price, promise, validUntil, List.of());
    }
}
