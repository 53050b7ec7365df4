package io.tradewind.commerce.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A line of a timeline: who moved what, when.
 *
 * @param at when it was committed, about
 * @param machine such as {@code order}, {@code payment-operation}, {@code parcel}
 * @param subject which order, parcel and so on
 * @param from empty for a birth
 * @param to the state it has been in since
 * @param actor as {@code Actor.label()} says: never a guest's token
 * @param note what a person should read; empty for nothing
 */
public record Entry(Instant at, String machine, UUID subject, String from, String to, String actor, String note) {}
