package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: one thread asks for each listener, at intervals, what there is to say. Nobody has so many streams
 * that none are left for others. Safe for many threads.
 */
public final class Streams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_OF_ONE = 30;

    /**
     * Something to say.
     *
     * @param id with which the listener comes back as {@code Last-Event-ID}
     */
    public record Event(String name, String data, String id) {}

    /** What one listener is told; it remembers what it has said. Used by one thread at a time. */
    @FunctionalInterface
    public interface Teller {
        /** What is new since it was asked last. */
        List<Event> next();

        /** False ends the stream. */
        default boolean isWelcome() {
            return true;
        }
    }

    private final Places places;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;

    /**
     * Nobody listens yet.
     *
     * @param name of the thread that tells
     * @param every so often it looks for something to say
     * @param most so many may listen at a time
     */
    public Streams(String name, Duration every, int most) {
        this.places = new Places(most, MOST_OF_ONE);
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                clock.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Listener {
        private final SseClient client;
        private final String who;
        private final Teller teller;
        private final Instant end = StoreClock.now().plus(LONGEST);
        private Instant spoke = StoreClock.now();

        Listener(SseClient client, String who, Teller teller) {
            this.client = client;
            this.who = who;
            this.teller = teller;
        }

        boolean isOver() {
            return client.terminated() || StoreClock.now().isAfter(end) || !teller.isWelcome();
        }

        void say(List<Event> events) {
            for (Event it : events) {
                client.sendEvent(it.name(), it.data(), it.id());
                spoke = StoreClock.now();
            }
            if (spoke.plus(HEARTBEAT).isBefore(StoreClock.now())) {
                client.sendComment("still there");
                spoke = StoreClock.now();
            }
        }
    }

    /**
     * Opens a stream. False, and nothing is answered, if no place is left for that listener.
     *
     * @param first is said at once
     */
    public boolean open(Context context, String who, List<Event> first, Teller teller) {
        SseHandler stream = new SseHandler(
                client -> { // on another thread, when its browser may ask for more already
                    client.keepAlive();
                    Listener listener = new Listener(client, who, teller);
                    try { // who is gone already is forgotten at the next look, and gives the place back
                        client.sendComment("listening");
                        listener.say(first);
                    } finally {
                        listeners.add(listener);
                        client.onClose(() -> forget(listener));
                    }
                });
        return places.take(who, () -> stream.handle(context));
    }

    private void forget(Listener it) {
        if (listeners.remove(it)) {
            places.leave(it.who);
        }
    }

    private void look() {
        for (Listener it : List.copyOf(listeners)) {
            try {
                if (it.isOver()) {
                    end(it);
                } else {
                    it.say(it.teller.next());
                }
            } catch (RuntimeException e) {
                if (!clock.isShutdown()) {
                    log.warn("A stream ended: {}", e.toString());
                }
                end(it);
            }
        }
    }

    private void end(Listener it) {
        forget(it);
        it.client.close();
    }

    /**
     * Tells nobody any more; waits for what is being told. A thread that is interrupted while it reads the embedded
     * database would close its file under everybody else.
     */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
        List.copyOf(listeners).forEach(this::end);
    }
}
