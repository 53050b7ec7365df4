package io.tradewind.commerce.delivery;

import java.time.Instant;

/**
 * When the carrier gets a parcel.
 *
 * @param at the instant
 * @param orderBy until when an order leads to it
 * @param reason one sentence: why then
 */
record Handover(Instant at, Instant orderBy, String reason) {}
