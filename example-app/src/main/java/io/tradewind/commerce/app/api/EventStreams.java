package io.tradewind.commerce.app.api;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.tradewind.commerce.app.web.Places;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: the state of one thing, sent when it has changed, or what a route tells itself. The id of a state is
 * its entity tag, so a client that comes back with {@code Last-Event-ID} hears at once if anything has changed meanwhile.
 * Safe for many threads.
 */
final class EventStreams {
    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 500;
    private static final int MOST_OF_ONE = 30;

    private final Places places = new Places(MOST, MOST_OF_ONE);
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "api-streams");
        thread.setDaemon(true);
        return thread;
    });

    EventStreams() {
        var unused =
                clock.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Stream {
        private final SseClient client;
        private final ApiRoute route;
        private final Caller caller;
        private final Telling telling;
        private final Instant end = Instant.now().plus(LONGEST);
        private Instant spoke = Instant.now();

        Stream(SseClient client, ApiRoute route, Caller caller, Telling telling) {
            this.client = client;
            this.route = route;
            this.caller = caller;
            this.telling = telling;
        }

        void say(List<Telling.Told> all) {
            for (Telling.Told it : all) {
                String data = it.record() instanceof String text ? text : ApiJson.write(it.record());
                client.sendEvent(route.group().toLowerCase(Locale.ROOT), data, it.id());
                spoke = Instant.now();
            }
            if (spoke.plus(HEARTBEAT).isBefore(Instant.now())) {
                client.sendComment("still there");
                spoke = Instant.now();
            }
        }
    }

    /**
     * Who listens.
     *
     * @param name under which requests are counted too: nobody has so many streams that none are left for others
     * @param welcome false once the key has been revoked
     */
    record Caller(String name, BooleanSupplier welcome) {}

    /** The state of one thing, told when it is another one; its id is its entity tag. */
    private static final class StateTelling implements Telling {
        private final ApiRoute route;
        private final ApiCall call;
        private String known;

        StateTelling(ApiRoute route, ApiCall call, String known) {
            this.route = route;
            this.call = call;
            this.known = known;
        }

        @Override
        public List<Told> next() {
            Rendered now = Rendered.of(route, route.handler().apply(call), call.lang());
            String tag = now.tag().orElseThrow().replace("\"", "");
            if (tag.equals(known)) {
                return List.of();
            }
            known = tag;
            return List.of(new Told(tag, new String(now.body(), StandardCharsets.UTF_8)));
        }
    }

    /** Opens a stream; what is refused is refused before it begins. */
    void open(Context context, ApiRoute route, Caller caller, ApiCall call) {
        String last = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
        var ofRoute = route.telling();
        Telling telling = ofRoute == null ? new StateTelling(route, call, last) : ofRoute.apply(call, last);
        List<Telling.Told> first = telling.next();
        if (!Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream")) {
            throw ApiFault.of(400, "accept", "Send Accept: text/event-stream.");
        }
        SseHandler handler = new SseHandler(
                client -> { // on another thread, when its caller may ask for more already
                    client.keepAlive();
                    Stream stream = new Stream(client, route, caller, telling);
                    try {
                        stream.say(first);
                    } finally {
                        streams.add(stream);
                        client.onClose(() -> forget(stream));
                    }
                });
        if (!places.take(caller.name(), () -> handler.handle(context))) {
            throw ApiFault.of(503, "streams", "Too many listen at the moment: ask again instead.")
                    .header("Retry-After", "5");
        }
    }

    private void forget(Stream stream) {
        if (streams.remove(stream)) {
            places.leave(stream.caller.name());
        }
    }

    private void look() {
        for (Stream stream : List.copyOf(streams)) {
            try {
                boolean over = stream.client.terminated() || Instant.now().isAfter(stream.end);
                if (over || !stream.caller.welcome().getAsBoolean()) {
                    forget(stream);
                    stream.client.close();
                } else {
                    stream.say(stream.telling.next());
                }
            } catch (RuntimeException e) {
                log.warn("A stream of {} ended: {}", stream.route, e.toString());
                forget(stream);
                stream.client.close();
            }
        }
    }

    /**
     * Tells nobody any more; waits for what is being told. A thread that is interrupted while it reads the embedded
     * database would close its file under everybody else.
     */
    void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
        List.copyOf(streams).forEach(it -> it.client.close());
    }
}
