package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of a level. Movements are never changed or removed; the level is their sum.
 *
 * @param quantity units; negative if they left
 * @param cause what moved them, such as the parcel or the return
 * @param reason what a person wrote beside it; empty for nothing
 * @param actor who did it
 */
public record Movement(
        UUID id,
        Sku sku,
        String location,
        MovementKind kind,
        int quantity,
        UUID cause,
        String reason,
        String actor,
        Instant at) {}
