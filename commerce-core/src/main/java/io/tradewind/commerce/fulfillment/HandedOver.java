package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;
import java.util.List;

/**
 * What left the building with a scan-out. Each parcel is judged by itself.
 *
 * @param parcels those that are out now, or were already
 * @param kept those that must stay, each with its reason
 */
public record HandedOver(List<Parcel> parcels, List<Kept> kept) {
    /** Copies the lists. */
    public HandedOver {
        parcels = List.copyOf(parcels);
        kept = List.copyOf(kept);
    }

    /** A parcel that must not leave, and why. */
    public record Kept(ParcelId parcel, Refusal refusal) {}

    /** The parcels, or an exception carrying the first refusal. */
    public List<Parcel> orThrow() {
        if (kept.isEmpty()) {
            return parcels;
        }
        throw kept.get(0).refusal().asException();
    }
}
