package io.tradewind.commerce.spi.warehouse;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Decides when a parcel can be handed over: cut-off, working days, handling time. Decides the 24-hour badge. Pure.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
@FunctionalInterface
public interface DeliveryCalendar extends Provider {
    /** Returns the next hand-over for work that could start at a given moment. */
    Handover next(Question question);

    /**
     * Asks for the next hand-over.
     *
     * @param location name of the location
     * @param zone the location's zone
     * @param readyAt when the order is there and everything is in stock
     * @param handling time the lines need
     */
    record Question(String location, ZoneId zone, Instant readyAt, Duration handling) {
        /** Refuses missing parts. */
        public Question {
            requireNonNull(location, "location");
            requireNonNull(zone, "zone");
            requireNonNull(readyAt, "readyAt");
            requireNonNull(handling, "handling");
        }
    }

    /**
     * A hand-over.
     *
     * @param at when the carrier gets the parcel
     * @param orderBy until when an order still makes it
     */
    record Handover(Instant at, Instant orderBy) {
        /** Refuses missing parts. */
        public Handover {
            requireNonNull(at, "at");
            requireNonNull(orderBy, "orderBy");
        }
    }
}
