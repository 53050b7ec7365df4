package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody wants to give something back.
 *
 * @param store key of the store
 * @param returnId the return
 * @param orderId the order
 * @param at when it happened
 * @param actor who did it
 */
public record ReturnRequested(String store, UUID returnId, UUID orderId, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public ReturnRequested {
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
