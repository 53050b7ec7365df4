package io.tradewind.commerce.internal.world;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** Makes ids: UUIDv7 from one generator, so that they grow, even within a millisecond. Safe for many threads. */
public final class Ids {
    private final NoArgGenerator generator;

    Ids(Clock clock, Random random) {
        this.generator = Generators.timeBasedEpochGenerator(random, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.instant().toEpochMilli(); // millis() of a clock ticking faster than that divides by zero
            }
        });
    }

    /** A new id. */
    public UUID next() {
        return generator.generate();
    }
}
