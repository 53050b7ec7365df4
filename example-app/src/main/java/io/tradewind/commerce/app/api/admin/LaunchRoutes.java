package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.launch.InviteAnswer;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchAnswer;
import io.tradewind.commerce.launch.LaunchId;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.launch.SignUp;
import io.tradewind.commerce.launch.SignUpState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

/** Launches, for those who run them. */
final class LaunchRoutes {
    private static final String GROUP = "Launches";

    private LaunchRoutes() {}

    record LaunchShape(
            @Field(id = IdKind.LAUNCH) String id,
            String slug,
            String title,
            String text,
            String sku,
            Instant opensAt,
            int quota,
            int perPerson,

            @Field("Units promised to those who are invited or have ordered")
            int promised,

            LaunchState state,
            int version) {
        static LaunchShape of(Launch it) {
            return new LaunchShape(
                    IdKind.LAUNCH.of(it.id().value()),
                    it.slug(),
                    it.title(),
                    it.text(),
                    it.sku().value(),
                    it.opensAt(),
                    it.quota(),
                    it.perPerson(),
                    it.promised(),
                    it.state(),
                    it.version());
        }
    }

    record LaunchList(List<LaunchShape> items) {}

    record PlanLaunch(
            @Field(min = 1, max = 120, pattern = "^[a-z0-9-]+$")
            String slug,

            @Field(min = 1, max = 200) String title,
            @Field(max = 4000) Optional<String> text,
            @Field(min = 1, max = 40) String sku,
            Instant opensAt,

            @Field(value = "Units in all", min = 1, max = 1_000_000)
            int quota,

            @Field(value = "Units one person may have", min = 1, max = 100)
            Optional<Integer> perPerson) {}

    record CallOff(
            @Field(value = "For the record", max = 400) String reason) {}

    record Invite(
            @Field(min = 1, max = 10_000) int people,

            @Field(value = "How long it holds", min = 1, max = 2160)
            int hours) {}

    record Invited(@Field(id = IdKind.SIGN_UP) String signUp, String contact, String token, Instant until) {}

    record InvitedList(
            @Field("The tokens go into the links that you send")
            List<Invited> items) {}

    record Waiting(
            @Field(id = IdKind.SIGN_UP) String id,
            String contact,
            SignUpState state,
            Optional<Integer> place,
            Instant signedUpAt) {
        static Waiting of(SignUp it) {
            return new Waiting(
                    IdKind.SIGN_UP.of(it.id().value()),
                    it.contact(),
                    it.state(),
                    it.place().isPresent() ? Optional.of(it.place().getAsInt()) : Optional.empty(),
                    it.signedUpAt());
        }
    }

    record WaitingPage(List<Waiting> items, Optional<String> next) {}

    record Counts(Map<String, Integer> states) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/launches")
                        .called("listLaunches", GROUP, "All launches, the next to open first")
                        .needs(Permission.LAUNCHES)
                        .answers(LaunchList.class)
                        .by(call -> ApiReply.of(new LaunchList(
                                ApiCall.each(call.shop().launches().list(), LaunchShape::of)))),
                ApiRoute.post("/launches")
                        .called("planLaunch", GROUP, "Plans a launch")
                        .needs(Permission.LAUNCHES)
                        .body(PlanLaunch.class, """
                                {"slug": "api-launch", "title": "From the API", "sku": "MUG-CLAY",
                                 "opensAt": "2030-01-31T09:00:00Z", "quota": 10}
                                """)
                        .creates(LaunchShape.class)
                        .by(LaunchRoutes::plan),
                move("announcements", "announceLaunch", "Shows it and takes sign-ups", Launches::announce),
                move("openings", "openLaunch", "Starts selling to those who are invited", Launches::open),
                move("endings", "endLaunch", "Ends it; what is left of the quota is free again", Launches::end),
                ApiRoute.post("/launches/{launch}/cancellations")
                        .called("cancelLaunch", GROUP, "Calls it off")
                        .needs(Permission.LAUNCHES)
                        .once(KeyRule.JOINED)
                        .id("launch", IdKind.LAUNCH)
                        .body(CallOff.class, "{\"reason\": \"The mould broke\"}")
                        .answers(LaunchShape.class)
                        .by(call -> moved(call.shop()
                                .launches()
                                .cancel(id(call), call.body(CallOff.class).reason()))),
                ApiRoute.post("/launches/{launch}/invitations")
                        .called("invite", GROUP, "Invites the next in line")
                        .needs(Permission.LAUNCHES)
                        .once(KeyRule.JOINED)
                        .id("launch", IdKind.LAUNCH)
                        .body(Invite.class, "{\"people\": 10, \"hours\": 48}")
                        .answers(InvitedList.class)
                        .by(LaunchRoutes::invite),
                ApiRoute.get("/launches/{launch}/sign-ups")
                        .called("listSignUps", GROUP, "Who waits, in the order they came")
                        .needs(Permission.LAUNCHES)
                        .id("launch", IdKind.LAUNCH)
                        .query(Parameter.text("cursor", "What the page before said comes next", 60, ""))
                        .answers(WaitingPage.class)
                        .by(LaunchRoutes::signUps),
                ApiRoute.get("/launches/{launch}/counts")
                        .called("countSignUps", GROUP, "How many are in each state")
                        .needs(Permission.LAUNCHES)
                        .id("launch", IdKind.LAUNCH)
                        .answers(Counts.class)
                        .by(LaunchRoutes::count));
    }

    private static ApiRoute move(
            String place, String name, String says, BiFunction<Launches, LaunchId, LaunchAnswer> how) {
        return ApiRoute.post("/launches/{launch}/" + place)
                .called(name, GROUP, says)
                .needs(Permission.LAUNCHES)
                .once(KeyRule.JOINED)
                .id("launch", IdKind.LAUNCH)
                .answers(LaunchShape.class)
                .by(call -> moved(how.apply(call.shop().launches(), id(call))));
    }

    private static ApiReply plan(ApiCall call) {
        PlanLaunch it = call.body(PlanLaunch.class);
        NewLaunch launch = NewLaunch.of(it.slug(), it.title(), Sku.of(it.sku()), it.opensAt(), it.quota())
                .text(it.text().orElse(""));
        return ApiReply.of(LaunchShape.of(call.shop()
                .launches()
                .create(it.perPerson().map(launch::perPerson).orElse(launch))));
    }

    private static ApiReply moved(LaunchAnswer answer) {
        if (answer instanceof LaunchAnswer.Refused refused) {
            throw ApiFault.refused(refused.reason());
        }
        return ApiReply.of(LaunchShape.of(answer.orThrow()));
    }

    private static ApiReply invite(ApiCall call) {
        Invite wish = call.body(Invite.class);
        InviteAnswer answer = call.shop().launches().invite(id(call), wish.people(), Duration.ofHours(wish.hours()));
        if (answer instanceof InviteAnswer.Refused refused) {
            throw ApiFault.refused(refused.reason());
        }
        return ApiReply.of(new InvitedList(ApiCall.each(
                answer.orThrow(),
                it -> new Invited(
                        IdKind.SIGN_UP.of(it.signUp().id().value()), it.signUp().contact(), it.token(), it.until()))));
    }

    private static ApiReply signUps(ApiCall call) {
        Page<SignUp> page = call.shop()
                .launches()
                .signUps(
                        id(call),
                        call.query("cursor")
                                .filter(it -> !it.isEmpty())
                                .map(it ->
                                        ApiCall.id("cursor", IdKind.SIGN_UP, it).toString()));
        if (page.items().isEmpty()) {
            requireOurs(call);
        }
        Optional<String> next = page.next().map(it -> IdKind.SIGN_UP.of(UUID.fromString(it)));
        return ApiReply.of(new WaitingPage(ApiCall.each(page.items(), Waiting::of), next))
                .next(next);
    }

    private static ApiReply count(ApiCall call) {
        Map<String, Integer> states = new TreeMap<>();
        call.shop().launches().count(id(call)).forEach((state, count) -> states.put(state.name(), count));
        if (states.isEmpty()) {
            requireOurs(call);
        }
        return ApiReply.of(new Counts(states));
    }

    /** A launch for which nobody has signed up is there all the same. */
    private static void requireOurs(ApiCall call) {
        LaunchId id = id(call);
        if (call.shop().launches().list().stream().noneMatch(it -> it.id().equals(id))) {
            throw ApiFault.notFound("launch");
        }
    }

    private static LaunchId id(ApiCall call) {
        return new LaunchId(call.id("launch", IdKind.LAUNCH));
    }
}
