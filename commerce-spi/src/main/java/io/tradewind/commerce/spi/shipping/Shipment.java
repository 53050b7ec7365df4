package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.util.List;
import org.joda.money.Money;

/**
 * A shipment that was bought.
 *
 * @param ref the carrier's reference
 * @param trackingNumbers one per parcel, in the order of the parcels
 * @param price what it cost
 * @param labels one per parcel, in the order of the parcels
 * @param promise when it arrives
 */
public record Shipment(
        ProviderRef ref, List<String> trackingNumbers, Money price, List<Label> labels, DeliveryPromise promise) {
    /** Copies the lists and refuses missing parts. */
    public Shipment {
        requireNonNull(ref, "ref");
        requireNonNull(price, "price");
        requireNonNull(promise, "promise");
        trackingNumbers = List.copyOf(trackingNumbers);
        labels = List.copyOf(labels);
    }
}
