package io.tradewind.commerce.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test turns it. Safe for many threads. */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Stands at that instant. */
    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** Turns it on. */
    public void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    /** Turns it to that moment. */
    public void turnTo(Instant moment) {
        now.set(moment);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
