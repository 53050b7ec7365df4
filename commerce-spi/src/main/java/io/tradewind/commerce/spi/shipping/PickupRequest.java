package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;

/**
 * Asks for a pickup.
 *
 * @param call identity and time budget
 * @param address where the parcels are
 * @param shipments what is picked up
 * @param earliest when the parcels are ready
 * @param latest when somebody is last there
 * @param note for the driver, possibly empty
 */
public record PickupRequest(
        Call call, Address address, List<ProviderRef> shipments, Instant earliest, Instant latest, String note) {
    /** Copies the list and checks that the window has a length. */
    public PickupRequest {
        requireNonNull(call, "call");
        requireNonNull(address, "address");
        requireNonNull(note, "note");
        shipments = List.copyOf(shipments);
        if (!earliest.isBefore(latest)) {
            throw new IllegalArgumentException("the pickup window has no length");
        }
    }
}
