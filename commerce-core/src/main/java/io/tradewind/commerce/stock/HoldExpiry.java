package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationState.EXPIRED;
import static io.tradewind.commerce.stock.ReservationState.HELD;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Frees holds whose time is over, of all stores. A hold that is being allocated at that moment is locked and left alone;
 * one that was freed first is taken again by the allocation if there is still enough. Safe for many threads and
 * processes.
 */
@Internal
@Singleton
public final class HoldExpiry {
    private final ReservationStore rows;
    private final Counters counters;
    private final Tx tx;
    private final World world;
    private final JobBell bell;

    @Inject
    HoldExpiry(ReservationStore rows, Counters counters, Tx tx, World world, JobBell bell) {
        this.rows = rows;
        this.counters = counters;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
    }

    /** The job that does it. */
    public Job job() {
        return new Job("stock-holds", Duration.ofSeconds(20), this::step);
    }

    private int step() {
        int freed = tx.write("stock.expire", handle -> {
            List<Reservation> lapsed = rows.lapsed(handle, world.now());
            rows.move(handle, HELD, lapsed.stream().map(it -> it.in(EXPIRED)).toList());
            counters.give(handle, Draw.of(lapsed));
            return lapsed.size();
        });
        if (freed > 0) {
            bell.ring(Arrivals.JOB);
        }
        return freed;
    }
}
