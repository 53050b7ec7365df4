package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ProviderRef;
import java.util.List;

/**
 * Buys a shipment.
 *
 * @param call identity and time budget
 * @param quote reference of the quote that was shown
 * @param from where the parcels start
 * @param to where they go
 * @param parcels what is sent, at least one
 * @param duties who pays duties, and tax ids
 * @param format wanted format of the labels
 * @param note what the buyer wrote for whoever brings it, one line of at most 120 characters; empty for nothing. Carriers
 *     that have a place for it hand it on, cut to their length
 */
public record BookRequest(
        Call call,
        ProviderRef quote,
        Address from,
        Address to,
        List<Parcel> parcels,
        Duties duties,
        LabelFormat format,
        String note) {
    /** Copies the parcels and refuses none. */
    public BookRequest {
        requireNonNull(call, "call");
        requireNonNull(quote, "quote");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(duties, "duties");
        requireNonNull(format, "format");
        requireNonNull(note, "note");
        parcels = List.copyOf(parcels);
        if (parcels.isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
    }

    /** Without a note. */
    public BookRequest(
            Call call,
            ProviderRef quote,
            Address from,
            Address to,
            List<Parcel> parcels,
            Duties duties,
            LabelFormat format) {
        this(call, quote, from, to, parcels, duties, format, "");
    }
}
