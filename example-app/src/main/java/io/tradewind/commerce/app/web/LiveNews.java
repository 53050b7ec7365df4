package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells open pages that what they show has changed; they then read it like any other page. A page that comes back with
 * {@code Last-Event-ID} hears at once what it missed, and so does a new one that says as {@code last} what it shows. Safe
 * for many threads.
 */
public final class LiveNews implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MOST = 300;

    private final Streams streams = new Streams("live-news", EVERY, MOST);

    private static final class News implements Streams.Teller {
        private final Supplier<String> state;
        private String known;

        News(Supplier<String> state, String known) {
            this.state = state;
            this.known = known;
        }

        @Override
        public List<Streams.Event> next() {
            String now = state.get();
            if (now.equals(known)) {
                return List.of();
            }
            known = now;
            return List.of(new Streams.Event("news", "reload", now));
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
        if (!streams.open(context, who, List.of(), new News(state, last == null ? now : last))) {
            context.status(503).header("Retry-After", "20"); // the page looks again by itself
        }
    }

    /** Tells nobody any more; waits for what is being told, as that reads the shop, which may be closed next. */
    @Override
    public void close() {
        streams.close();
    }
}
