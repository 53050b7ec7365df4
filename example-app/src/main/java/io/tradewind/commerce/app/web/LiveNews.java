package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages that what they show has changed; they then read it like any other page. A page that comes back with
 * {@code Last-Event-ID} hears at once what it missed, and so does a new one that says as {@code last} what it shows. Safe for many threads.
 */
public final class LiveNews implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveNews.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 300;
    private static final int MOST_OF_ONE = 30;

    private final Places places = new Places(MOST, MOST_OF_ONE);
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "live-news");
        thread.setDaemon(true);
        return thread;
    });

    /** Looks for news every two seconds while somebody listens. */
    public LiveNews() {
        var unused =
                clock.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Listener {
        private final SseClient client;
        private final String who;
        private final Supplier<String> state;
        private final Instant end = StoreClock.now().plus(LONGEST);
        private String known;
        private Instant spoke = StoreClock.now();

        Listener(SseClient client, String who, Supplier<String> state, String known) {
            this.client = client;
            this.who = who;
            this.state = state;
            this.known = known;
        }
    }

    /**
     * Opens a stream; {@code state} changes whenever there is news.
     *
     * @param who listens: nobody has so many streams that none are left for others
     */
    public void open(Context context, String who, Supplier<String> state) {
        String now = state.get();
        String last = Optional.ofNullable(context.header("Last-Event-ID")).orElse(context.queryParam("last"));
        if (!Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream")) {
            return;
        }
        SseHandler stream = new SseHandler(
                client -> { // on another thread, when its browser may ask for more already
                    client.keepAlive();
                    client.sendComment("listening");
                    Listener listener = new Listener(client, who, state, last == null ? now : last);
                    listeners.add(listener);
                    client.onClose(() -> forget(listener));
                });
        if (!places.take(who, () -> stream.handle(context))) {
            context.status(503).header("Retry-After", "20"); // the page looks again by itself
        }
    }

    private void forget(Listener it) {
        if (listeners.remove(it)) {
            places.leave(it.who);
        }
    }

    private void look() {
        for (Listener it : List.copyOf(listeners)) {
            try {
                if (it.client.terminated() || StoreClock.now().isAfter(it.end)) {
                    forget(it);
                    it.client.close();
                } else {
                    tell(it, it.state.get());
                }
            } catch (RuntimeException e) {
                if (!clock.isShutdown()) {
                    log.warn("An open page is no longer told its news: {}", e.toString());
                }
                forget(it);
                it.client.close();
            }
        }
    }

    private static void tell(Listener it, String state) {
        if (!state.equals(it.known)) {
            it.client.sendEvent("news", "reload", state);
            it.known = state;
            it.spoke = StoreClock.now();
        } else if (it.spoke.plus(HEARTBEAT).isBefore(StoreClock.now())) {
            it.client.sendComment("still there");
            it.spoke = StoreClock.now();
        }
    }

    /** Tells nobody any more; waits for what is being told, as that reads the shop, which may be closed next. */
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
        List.copyOf(listeners).forEach(it -> it.client.close());
        listeners.clear();
    }
}
