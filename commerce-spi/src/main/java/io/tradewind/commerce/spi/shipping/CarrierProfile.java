package io.tradewind.commerce.spi.shipping;

import java.util.Set;

/**
 * What a carrier account can do.
 *
 * @param services names of its services, as in quotes
 * @param countries ISO codes of the countries it delivers to; empty means the carrier decides per quote
 * @param maxGrams heaviest parcel in grams
 * @param maxLengthMm longest side of a parcel in millimetres
 * @param maxParcels most parcels in one booking; 1 makes the core book parcel by parcel
 * @param labels label formats it can make
 */
public record CarrierProfile(
        Set<String> services,
        Set<String> countries,
        int maxGrams,
        int maxLengthMm,
        int maxParcels,
        Set<LabelFormat> labels) {
    /** Copies the sets. */
    public CarrierProfile {
        services = Set.copyOf(services);
        countries = Set.copyOf(countries);
        labels = Set.copyOf(labels);
    }
}
