package io.tradewind.commerce.fulfillment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A fulfillment order as it lies in the database, its lines apart. */
record WorkRow(
        UUID id,
        UUID orderId,
        int version,
        WorkState state,
        String location,
        Optional<Instant> shipsOn,
        Instant dueAt,
        boolean express,
        boolean stopAsked,
        String stopReason,
        Optional<String> packer,
        Optional<Instant> leaseUntil,
        Instant createdAt) {

    /** A piece of the same order that waits: what cannot be done together with this one. */
    WorkRow rest(UUID itsId, Instant now) {
        return new WorkRow(
                itsId,
                orderId,
                1,
                WorkState.WAITING,
                location,
                Optional.empty(),
                dueAt,
                express,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                now);
    }
}
