package io.tradewind.commerce.event;

import java.time.Instant;
import java.util.UUID;

/**
 * One move of anything, as it stands in the history. Immutable.
 *
 * @param event its id; later ones are greater
 * @param at when it happened
 * @param type simple name of its record in {@code spi.event}
 * @param machine what moved, such as {@code order} or {@code parcel}
 * @param subject which one
 * @param root the checkout or order it belongs to
 * @param from the state before; empty for a birth
 * @param to the state after
 * @param actor who moved it
 * @param note why, for people; may be empty
 */
public record Happening(
        UUID event,
        Instant at,
        String type,
        String machine,
        UUID subject,
        UUID root,
        String from,
        String to,
        String actor,
        String note) {}
