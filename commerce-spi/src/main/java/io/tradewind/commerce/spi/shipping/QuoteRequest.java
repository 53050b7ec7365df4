package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * Asks what delivery costs and when it arrives.
 *
 * @param from where the parcels start
 * @param to where they go
 * @param parcels what is sent, at least one
 * @param handover when the carrier gets them: cut-off, working days and handling time are already in it
 * @param currency currency of the prices
 * @param deadline when the answer is no longer of use
 * @param laterHandovers when the carrier could get them instead, by time, if the buyer wants them on a later day;
 *     {@link Quote#laterDays()} answers these, and a carrier that lets nobody choose a day leaves them out
 */
public record QuoteRequest(
        Address from,
        Address to,
        List<Parcel> parcels,
        Instant handover,
        CurrencyUnit currency,
        Instant deadline,
        List<Instant> laterHandovers) {
    /** Copies the lists and refuses no parcels. */
    public QuoteRequest {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(handover, "handover");
        requireNonNull(currency, "currency");
        requireNonNull(deadline, "deadline");
        parcels = List.copyOf(parcels);
        laterHandovers = List.copyOf(laterHandovers);
        if (parcels.isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
    }

    /** A request for one hand-over. */
    public QuoteRequest(
            Address from, Address to, List<Parcel> parcels, Instant handover, CurrencyUnit currency, Instant deadline) {
        this(from, to, parcels, handover, currency, deadline, List.of());
    }
}
