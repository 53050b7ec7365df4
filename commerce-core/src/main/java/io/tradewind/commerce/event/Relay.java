package io.tradewind.commerce.event;

import io.tradewind.commerce.event.DeliveryStore.Due;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.EventSink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to their durable subscribers, at least once and in order per subject. It claims rows that are due, so
 * it never depends on the order in which ids become visible. A failing delivery holds up its subject at that
 * subscriber and nothing else; after ten tries it waits for staff. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Relay {
    static final String JOB = "outbox";

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int TRIES = 10;

    private final DeliveryStore store;
    private final EventText text;
    private final Subscriptions subscriptions;
    private final Tx tx;
    private final World world;

    @Inject
    Relay(DeliveryStore store, EventText text, Subscriptions subscriptions, Tx tx, World world) {
        this.store = store;
        this.text = text;
        this.subscriptions = subscriptions;
        this.tx = tx;
        this.world = world;
    }

    /** The job that works off what is due. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(5), this::step);
    }

    private int step() {
        if (subscriptions.names().isEmpty()) {
            return 0;
        }
        Instant until = world.now().plus(LEASE);
        List<Due> claimed =
                tx.write("events.claim", handle -> store.claim(handle, subscriptions.names(), world.now(), until));
        world.crashPoint("outbox.claimed");
        for (Due due : claimed) {
            if (world.now().isAfter(until)) {
                break; // somebody else may hold the rest by now
            }
            bring(due);
        }
        return claimed.size();
    }

    private void bring(Due due) {
        if (due.attempt() > TRIES) {
            bury(due, "every try was cut short, as by a process that died");
            return;
        }
        try {
            EventSink.Delivery delivery =
                    new EventSink.Delivery(due.key().event(), due.seq(), text.read(due.type(), due.payload()));
            subscriptions.named(due.key().subscriber()).orElseThrow().way().accept(delivery);
        } catch (RuntimeException | LinkageError e) {
            failed(due, e);
            return;
        }
        world.crashPoint("outbox.delivered");
        tx.write("events.delivered", handle -> {
            store.delivered(handle, due, world.now());
            return true;
        });
    }

    private void failed(Due due, Throwable failure) {
        log.warn(
                "Event {} {} did not reach {} on try {}",
                due.type(),
                due.key().event(),
                due.key().subscriber(),
                due.attempt(),
                failure);
        String problem = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (due.attempt() == TRIES) {
            bury(due, problem);
            return;
        }
        tx.write("events.again", handle -> {
            store.again(handle, due, world.now().plus(pause(due.attempt())), problem);
            return true;
        });
    }

    private void bury(Due due, String problem) {
        tx.write("events.dead", handle -> {
            store.dead(handle, due, world.now(), problem);
            return true;
        });
    }

    /** 2 s, 4 s, 8 s … up to ten minutes; about 17 minutes for all tries. */
    private static Duration pause(int attempt) {
        Duration wait = Duration.ofSeconds(1L << attempt);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
