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
        Instant createdAt) {}
