package io.tradewind.commerce.app.api;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: the state of one thing, sent when it has changed. The id of an event is the entity tag of the
 * state, so a client that comes back with {@code Last-Event-ID} hears at once if anything has changed meanwhile. Safe for
 * many threads.
 */
final class EventStreams {
    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 500;

    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "api-streams");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> ticking;

    EventStreams() {
        ticking = clock.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Stream {
        private final SseClient client;
        private final ApiRoute route;
        private final ApiCall call;
        private final Instant end = Instant.now().plus(LONGEST);
        private String known;
        private Instant spoke = Instant.now();

        Stream(SseClient client, ApiRoute route, ApiCall call, String known) {
            this.client = client;
            this.route = route;
            this.call = call;
            this.known = known;
        }
    }

    /** Opens a stream; what the handler refuses is refused before it begins. */
    void open(Context context, ApiRoute route, ApiCall call) {
        Rendered now = Rendered.of(route, route.handler().apply(call));
        if (streams.size() >= MOST) {
            throw ApiFault.of(503, "streams", "Too many listen at the moment: ask again instead.")
                    .header("Retry-After", "5");
        }
        if (!Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream")) {
            throw ApiFault.of(400, "accept", "Send Accept: text/event-stream.");
        }
        String last = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
        new SseHandler(client -> {
                    client.keepAlive();
                    Stream stream = new Stream(client, route, call, last);
                    client.onClose(() -> streams.remove(stream));
                    tell(stream, now);
                    streams.add(stream);
                })
                .handle(context);
    }

    private void look() {
        for (Stream stream : List.copyOf(streams)) {
            try {
                if (stream.client.terminated() || Instant.now().isAfter(stream.end)) {
                    streams.remove(stream);
                    stream.client.close();
                } else {
                    tell(
                            stream,
                            Rendered.of(stream.route, stream.route.handler().apply(stream.call)));
                }
            } catch (RuntimeException e) {
                log.warn("A stream of {} ended: {}", stream.route, e.toString());
                streams.remove(stream);
                stream.client.close();
            }
        }
    }

    private static void tell(Stream stream, Rendered now) {
        String tag = now.tag().orElseThrow().replace("\"", "");
        if (!tag.equals(stream.known)) {
            stream.client.sendEvent(stream.route.group().toLowerCase(java.util.Locale.ROOT), now.body(), tag);
            stream.known = tag;
            stream.spoke = Instant.now();
        } else if (stream.spoke.plus(HEARTBEAT).isBefore(Instant.now())) {
            stream.client.sendComment("still there");
            stream.spoke = Instant.now();
        }
    }

    void close() {
        ticking.cancel(true);
        clock.shutdownNow();
        List.copyOf(streams).forEach(it -> it.client.close());
    }
}
