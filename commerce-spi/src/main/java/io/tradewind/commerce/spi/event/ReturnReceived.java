package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Something given back is in the building.
 *
 * @param store key of the store
 * @param returnId the return
 * @param orderId the order
 * @param at when it happened
 * @param actor who did it
 */
public record ReturnReceived(String store, UUID returnId, UUID orderId, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public ReturnReceived {
        requireNonNull(store, "store");
        requireNonNull(returnId, "returnId");
        requireNonNull(orderId, "orderId");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return returnId;
    }
}
