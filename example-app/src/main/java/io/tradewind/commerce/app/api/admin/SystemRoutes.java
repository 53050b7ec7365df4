package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.health.HealthReport;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.job.JobStatus;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.plugin.StoredWebhook;
import io.tradewind.commerce.plugin.WebhookPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the shop itself fares. */
final class SystemRoutes {
    private static final String GROUP = "System";

    private SystemRoutes() {}

    record Finding(String name, HealthReport.Level level, String message, Optional<String> cure) {
        static Finding of(HealthReport.Finding it) {
            return new Finding(it.name(), it.level(), it.message(), Shapes.filled(it.cure()));
        }
    }

    record Health(Instant at, HealthReport.Level level, List<Finding> findings) {}

    record Broken(
            String rule,
            String meaning,

            @Field("Rows that break it, at most 20") List<String> rows) {
        static Broken of(Violation it) {
            return new Broken(it.id(), it.rule(), it.rows());
        }
    }

    record Checked(
            Instant at,
            @Field("Rules that were checked") int rules,
            @Field("None if all is well") List<Broken> broken) {}

    record Job(
            String name,
            long everySeconds,
            long runs,
            Optional<Instant> lastRun,
            Optional<Instant> lastFailure,
            Optional<String> problem) {
        static Job of(JobStatus it) {
            return new Job(
                    it.name(),
                    it.every().toSeconds(),
                    it.runs(),
                    it.lastRun(),
                    it.lastFailure(),
                    Shapes.filled(it.problem()));
        }
    }

    record Jobs(List<Job> items) {}

    record Letter(
            @Field(id = IdKind.EVENT) String event,
            String subscriber,
            String type,
            Instant happened,
            Instant givenUp,
            int tries,
            String problem) {
        static Letter of(DeadLetter it) {
            return new Letter(
                    IdKind.EVENT.of(it.event()),
                    it.subscriber(),
                    it.type(),
                    it.happened(),
                    it.givenUp(),
                    it.tries(),
                    it.problem());
        }
    }

    record Letters(List<Letter> items) {}

    record WhichLetter(
            @Field(id = IdKind.EVENT) String event,
            @Field(min = 1, max = 120) String subscriber) {}

    record SkipLetter(
            @Field(id = IdKind.EVENT) String event,
            @Field(min = 1, max = 120) String subscriber,

            @Field(value = "Why it may be skipped", min = 1, max = 400)
            String reason) {}

    record Webhook(
            String account,
            String key,
            String kind,
            InboxState state,
            int tries,
            int repeats,
            Instant receivedAt,
            Optional<String> note) {
        static Webhook of(StoredWebhook it) {
            return new Webhook(
                    it.account(),
                    it.key(),
                    it.kind(),
                    it.state(),
                    it.tries(),
                    it.repeats(),
                    it.receivedAt(),
                    Shapes.filled(it.note()));
        }
    }

    record WebhookList(List<Webhook> items, Optional<String> next) {}

    record Replay(
            @Field(min = 1, max = 120) String account,
            @Field(min = 1, max = 255) String key) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/health")
                        .called("getHealth", GROUP, "Whether all is well now")
                        .needs(Permission.OPERATIONS)
                        .answers(Health.class)
                        .by(SystemRoutes::health),
                ApiRoute.post("/data-checks")
                        .called("checkData", GROUP, "Checks the data of all stores now against every rule; only reads")
                        .note("Twenty rows at most are named for each rule that is broken.")
                        .needs(Permission.OPERATIONS)
                        .tight()
                        .answers(Checked.class)
                        .by(SystemRoutes::check),
                ApiRoute.get("/jobs")
                        .called("listJobs", GROUP, "Background work of this process")
                        .needs(Permission.OPERATIONS)
                        .answers(Jobs.class)
                        .by(call -> ApiReply.of(
                                new Jobs(ApiCall.each(call.commerce().jobs().status(), Job::of)))),
                ApiRoute.get("/dead-letters")
                        .called("listDeadLetters", GROUP, "Events whose delivery was given up, oldest first")
                        .needs(Permission.OPERATIONS)
                        .answers(Letters.class)
                        .by(call -> ApiReply.of(
                                new Letters(ApiCall.each(call.shop().events().deadLetters(), Letter::of)))),
                ApiRoute.post("/dead-letter-retries")
                        .called("retryDeadLetter", GROUP, "Has it delivered again, with ten new tries")
                        .needs(Permission.OPERATIONS)
                        .body(
                                WhichLetter.class,
                                "{\"event\": \"" + IdKind.EVENT.example() + "\", \"subscriber\": \"erp\"}")
                        .answersNothing()
                        .by(call -> {
                            WhichLetter it = call.body(WhichLetter.class);
                            call.shop().events().requeue(letter(call, it.event(), it.subscriber()));
                            return ApiReply.done();
                        }),
                ApiRoute.post("/dead-letter-skips")
                        .called("skipDeadLetter", GROUP, "Lets what waits behind it pass; nobody hears of it")
                        .needs(Permission.OPERATIONS)
                        .body(
                                SkipLetter.class,
                                "{\"event\": \"" + IdKind.EVENT.example()
                                        + "\", \"subscriber\": \"erp\", \"reason\": \"Booked by hand\"}")
                        .answersNothing()
                        .by(call -> {
                            SkipLetter it = call.body(SkipLetter.class);
                            call.shop().events().skip(letter(call, it.event(), it.subscriber()), it.reason());
                            return ApiReply.done();
                        }),
                ApiRoute.get("/webhooks")
                        .called("listWebhooks", GROUP, "What providers sent, newest first")
                        .needs(Permission.OPERATIONS)
                        .query(Parameter.oneOf("state", "Only these", InboxState.class))
                        .query(Parameter.text("account", "Only those of this account", 30, ""))
                        .query(Parameter.text("cursor", "What the page before said comes next", 300, ""))
                        .answers(WebhookList.class)
                        .by(SystemRoutes::webhooks),
                ApiRoute.post("/webhook-replays")
                        .called("replayWebhook", GROUP, "Works through one of them again")
                        .needs(Permission.OPERATIONS)
                        .body(Replay.class, "{\"account\": \"card\", \"key\": \"the key of the list\"}")
                        .answersNothing()
                        .by(call -> {
                            Replay it = call.body(Replay.class);
                            call.commerce().webhooks().replay(it.account(), it.key());
                            return ApiReply.done();
                        }));
    }

    private static ApiReply webhooks(ApiCall call) {
        WebhookPage page = call.commerce()
                .webhooks()
                .page(
                        call.query("state").map(InboxState::valueOf),
                        call.query("account").filter(it -> !it.isEmpty()),
                        call.query("cursor").filter(it -> !it.isEmpty()));
        return ApiReply.of(new WebhookList(ApiCall.each(page.items(), Webhook::of), page.next()))
                .next(page.next());
    }

    private static ApiReply health(ApiCall call) {
        HealthReport it = call.commerce().health();
        return ApiReply.of(new Health(it.at(), it.level(), ApiCall.each(it.findings(), Finding::of)));
    }

    private static ApiReply check(ApiCall call) {
        Instant now = StoreClock.now();
        try (Connection connection = call.commerce().dataSource().getConnection()) {
            List<Violation> broken = call.commerce().invariants().check(connection, now);
            int rules = call.commerce().invariants().ids().size();
            return ApiReply.of(new Checked(now, rules, ApiCall.each(broken, Broken::of)));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    private static DeadLetter letter(ApiCall call, String event, String subscriber) {
        UUID id = ApiCall.id("/event", IdKind.EVENT, event);
        return call.shop().events().deadLetters().stream()
                .filter(it -> it.event().equals(id) && it.subscriber().equals(subscriber))
                .findFirst()
                .orElseThrow(() -> ApiFault.notFound("dead letter"));
    }
}
