package io.tradewind.commerce.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A line of a timeline: who moved what, when.
 *
 * @param machine such as {@code order}, {@code payment-operation}, {@code parcel}
 * @param from empty for a birth
 * @param note what a person should read; empty for nothing
 */
public record Entry(Instant at, String machine, UUID subject, String from, String to, String actor, String note) {}
