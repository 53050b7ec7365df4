package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.api.Telling;
import io.tradewind.commerce.event.Events;
import io.tradewind.commerce.event.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Everything that happens in the store, as it happens. */
final class EventRoutes {
    private EventRoutes() {}

    record Event(
            @Field(id = IdKind.EVENT) String id,
            Instant at,

            @Field("What kind of news it is, such as OrderPlaced; SubjectMoved if it has no name of its own")
            String type,

            @Field("What moved: order, payment-operation, parcel and so on")
            String machine,

            @Field("Which one: its id without the letters of its kind")
            String subject,

            @Field("The checkout or order it belongs to, likewise")
            String root,

            @Field("Where it was; absent for a birth") Optional<String> from,
            String to,
            String actor,
            Optional<String> note) {
        static Event of(Happening it) {
            return new Event(
                    IdKind.EVENT.of(it.event()),
                    it.at(),
                    it.type(),
                    it.machine(),
                    bare(it.subject()),
                    bare(it.root()),
                    Shapes.filled(it.from()),
                    it.to(),
                    it.actor(),
                    Shapes.filled(it.note()));
        }

        private static String bare(UUID id) {
            return id.toString().replace("-", "");
        }
    }

    static List<ApiRoute> all() {
        return List.of(ApiRoute.get("/events")
                .called("followEvents", "Events", "Everything that happens, as server-sent events")
                .note(
                        "Begins with the last half minute, or half a minute before the event of Last-Event-ID, so that nothing"
                                + " that was committed late is missed: some events come twice, and their id tells. Ends after ten"
                                + " minutes; come back with Last-Event-ID.")
                .needs(Permission.OPERATIONS)
                .tells(Event.class, News::new));
    }

    /** Tells each event once; the last half minute is read again each time, since a commit may come late. */
    private static final class News implements Telling {
        private static final Duration WINDOW = Duration.ofSeconds(30);
        private static final int PAGE = 500;

        private final ApiCall call;
        private final Set<UUID> told = new LinkedHashSet<>();
        private UUID after;

        News(ApiCall call, String last) {
            this.call = call;
            this.after = last.isEmpty()
                    ? recently()
                    : Events.before(Events.at(read(last)).minus(WINDOW));
        }

        private static UUID read(String last) {
            return IdKind.EVENT
                    .read(last)
                    .orElseThrow(() -> ApiFault.of(400, "last-event", "Last-Event-ID is no id of this stream."));
        }

        private UUID recently() {
            return call.shop().events().ago(WINDOW);
        }

        @Override
        public List<Told> next() {
            List<Happening> page = call.shop().events().happened(after, PAGE);
            List<Told> fresh = new ArrayList<>();
            for (Happening it : page) {
                if (told.add(it.event())) {
                    fresh.add(new Told(IdKind.EVENT.of(it.event()), Event.of(it)));
                }
            }
            UUID window = recently();
            after = page.size() == PAGE ? page.get(PAGE - 1).event() : later(after, window);
            told.removeIf(it -> it.compareTo(window) < 0);
            return fresh;
        }

        private static UUID later(UUID one, UUID other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }
}
