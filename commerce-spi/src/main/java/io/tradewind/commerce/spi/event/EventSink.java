package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Provider;
import java.util.UUID;

/** Takes durable events, in order per subject, at least once. Safe for use by many threads. */
@FunctionalInterface
public interface EventSink extends Provider {
    /**
     * Takes one event. Returning acknowledges it; throwing has it delivered again, and after too many tries laid aside
     * for staff.
     *
     * @throws Exception when it could not be taken
     */
    void accept(Delivery delivery) throws Exception;

    /**
     * One event on its way.
     *
     * @param id id of the event; the same on every delivery
     * @param number number among the events of its subject, from 1
     * @param event the event
     */
    record Delivery(UUID id, long number, CommerceEvent event) {
        /** Refuses missing parts. */
        public Delivery {
            requireNonNull(id, "id");
            requireNonNull(event, "event");
        }
    }
}
