package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Something moved from one state to another: for moves without a record of their own.
 *
 * @param store key of the store
 * @param machine name of the state machine
 * @param subject the thing that moved
 * @param from state before, empty when it is new
 * @param to state after
 * @param at when it happened
 * @param actor who did it
 */
public record SubjectMoved(String store, String machine, UUID subject, String from, String to, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public SubjectMoved {
        requireNonNull(store, "store");
        requireNonNull(machine, "machine");
        requireNonNull(subject, "subject");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }
}
