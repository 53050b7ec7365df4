package io.tradewind.commerce.app.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What time it is in the store: the computer's time, or, with {@code -Dtradewind.clock=2026-11-24T09:30:00+01:00}, a time
 * that began then when the program started. That shows the store on another day or before its cut-off.
 */
public final class StoreClock {
    /** Ticks on in UTC. */
    public static final Clock CLOCK = from(System.getProperty("tradewind.clock", ""));

    private StoreClock() {}

    /** Now. */
    public static Instant now() {
        return CLOCK.instant();
    }

    private static Clock from(String start) {
        Clock computer = Clock.systemUTC();
        return start.isEmpty()
                ? computer
                : Clock.offset(
                        computer,
                        Duration.between(
                                computer.instant(), OffsetDateTime.parse(start).toInstant()));
    }
}
