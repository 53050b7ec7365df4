package io.tradewind.commerce.app.api;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Server-sent events: the state of one thing, sent when it has changed, or what a route tells itself. The id of a state is
 * its entity tag, so a client that comes back with {@code Last-Event-ID} hears at once if anything has changed meanwhile.
 * Safe for many threads.
 */
final class EventStreams {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST = 500;

    private final Streams streams = new Streams("api-streams", EVERY, MOST);

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

    /** What a route tells, for as long as its caller is welcome. */
    private record RouteTeller(String event, Telling telling, BooleanSupplier welcome) implements Streams.Teller {
        @Override
        public List<Streams.Event> next() {
            return telling.next().stream()
                    .map(it -> new Streams.Event(
                            event, it.record() instanceof String text ? text : ApiJson.write(it.record()), it.id()))
                    .toList();
        }

        @Override
        public boolean isWelcome() {
            return welcome.getAsBoolean();
        }
    }

    /** Opens a stream; what is refused is refused before it begins. */
    void open(Context context, ApiRoute route, Caller caller, ApiCall call) {
        String last = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
        var ofRoute = route.telling();
        Telling telling = ofRoute == null ? new StateTelling(route, call, last) : ofRoute.apply(call, last);
        var teller = new RouteTeller(route.group().toLowerCase(Locale.ROOT), telling, caller.welcome());
        List<Streams.Event> first = teller.next();
        if (!Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream")) {
            throw ApiFault.of(400, "accept", "Send Accept: text/event-stream.");
        }
        if (!streams.open(context, caller.name(), first, teller)) {
            throw ApiFault.of(503, "streams", "Too many listen at the moment: ask again instead.")
                    .header("Retry-After", "5");
        }
    }

    /** Tells nobody any more; waits for what is being told. */
    void close() {
        streams.close();
    }
}
