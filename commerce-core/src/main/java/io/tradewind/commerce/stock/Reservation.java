package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units of one article that somebody is paying for or has bought.
 *
 * @param location where the units lie; null while they are not in the building
 * @param expiresAt only while it is held
 * @param awaitingSince only while it is awaited; whoever has waited longest is served first
 */
record Reservation(
        int storeId,
        UUID id,
        UUID checkoutId,
        UUID lineId,
        Sku sku,
        Kind kind,
        @Nullable String location,
        int quantity,
        ReservationState state,
        @Nullable Instant expiresAt,
        @Nullable Instant awaitingSince) {

    /** True if the units are counted in {@code reserved} of a level. */
    boolean drawsOnStock() {
        return state == ReservationState.ALLOCATED || (state == ReservationState.HELD && kind == Kind.ON_HAND);
    }

    /** True if the units are counted in {@code promised}. */
    boolean drawsOnPromise() {
        return kind != Kind.ON_HAND && (state == ReservationState.HELD || state == ReservationState.AWAITING);
    }

    /** True once an order owns the units. */
    boolean isPlaced() {
        return state == ReservationState.ALLOCATED
                || state == ReservationState.AWAITING
                || state == ReservationState.SHIPPED;
    }

    StockKey level(String otherwise) {
        return new StockKey(storeId, sku, location == null ? otherwise : location);
    }

    /** The same units in that state, at that place; neither held nor awaited any more. */
    Reservation in(ReservationState next, @Nullable String place) {
        return new Reservation(storeId, id, checkoutId, lineId, sku, kind, place, quantity, next, null, null);
    }

    /** The same units, no longer what they were. */
    Reservation in(ReservationState next) {
        return in(next, location);
    }

    Reservation awaiting(Instant since) {
        return new Reservation(
                storeId, id, checkoutId, lineId, sku, kind, location, quantity, ReservationState.AWAITING, null, since);
    }

    /** A part of it under an id of its own. */
    Reservation part(UUID partId, int units) {
        return new Reservation(
                storeId, partId, checkoutId, lineId, sku, kind, location, units, state, expiresAt, awaitingSince);
    }

    /** The same need anew, not held yet. */
    Reservation again(UUID newId, @Nullable String place) {
        return new Reservation(
                storeId,
                newId,
                checkoutId,
                lineId,
                sku,
                kind,
                kind == Kind.ON_HAND ? place : null,
                quantity,
                ReservationState.HELD,
                null,
                null);
    }
}
