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
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.health.HealthReport;
import io.tradewind.commerce.job.JobStatus;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.plugin.StoredWebhook;
import io.tradewind.commerce.plugin.WebhookPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the shop itself fares. */
final class SystemRoutes {
    private static final String GROUP = "System";

    private static final Parameter ACCOUNT =
            Parameter.text("account", "The shop's name for it", 30, "card").needed();

    private SystemRoutes() {}

    record Finding(String name, HealthReport.Level level, String message, Optional<String> cure) {
        static Finding of(HealthReport.Finding it) {
            return new Finding(it.name(), it.level(), it.message(), Shapes.filled(it.cure()));
        }
    }

    record Health(Instant at, HealthReport.Level level, List<Finding> findings) {}

    record Account(
            String account,
            String role,
            String code,
            String plugin,
            String version,
            boolean usable,
            @Field("CLOSED, OPEN or HALF_OPEN") String breaker,
            int stuckThreads,
            Optional<String> note) {
        static Account of(PluginReport.Account it) {
            return new Account(
                    it.account(),
                    it.role(),
                    it.code(),
                    it.plugin(),
                    it.version(),
                    it.usable(),
                    it.breaker(),
                    it.stuckThreads(),
                    Shapes.filled(it.note()));
        }
    }

    record Plugin(String id, String version, String vendor, String licence, List<String> codes) {
        static Plugin of(PluginReport.Found it) {
            return new Plugin(it.id(), it.version(), it.vendor(), it.licence(), it.codes());
        }
    }

    record Plugins(
            @Field("TEST or LIVE") String environment,
            @Field("Version of the plugin interface") String spi,
            List<Plugin> found,

            @Field("What should be a plugin and is not, and why")
            List<String> broken,

            List<Account> accounts) {}

    record Call(
            Instant at,
            String call,

            @Field(value = "What it was part of", id = IdKind.OPERATION)
            Optional<String> operation,

            int attempt,
            long millis,
            String outcome,
            Optional<String> diagnostic,

            @Field("What was asked, without secrets and personal data")
            Optional<String> request,

            @Field("What was answered, likewise") Optional<String> answer) {
        static Call of(PluginCall it) {
            return new Call(
                    it.startedAt(),
                    it.call(),
                    it.operation().map(IdKind.OPERATION::of),
                    it.attempt(),
                    it.duration().toMillis(),
                    it.outcome(),
                    Shapes.filled(it.diagnostic()),
                    Shapes.filled(it.request()),
                    Shapes.filled(it.answer()));
        }
    }

    record Calls(@Field("The last 50, newest first") List<Call> items) {}

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
                ApiRoute.get("/plugins")
                        .called("listPlugins", GROUP, "Plugins, and how their accounts fare")
                        .needs(Permission.OPERATIONS)
                        .answers(Plugins.class)
                        .by(SystemRoutes::plugins),
                ApiRoute.get("/plugins/{account}/calls")
                        .called("listPluginCalls", GROUP, "The last calls to an account; kept for 30 days")
                        .needs(Permission.OPERATIONS)
                        .with(ACCOUNT)
                        .answers(Calls.class)
                        .by(call -> ApiReply.of(
                                new Calls(ApiCall.each(call.commerce().plugins().calls(account(call)), Call::of)))),
                ApiRoute.post("/plugins/{account}/breaker-closings")
                        .called("closeBreaker", GROUP, "Lets calls through again that an account's breaker keeps back")
                        .needs(Permission.OPERATIONS)
                        .with(ACCOUNT)
                        .answersNothing()
                        .by(call -> {
                            call.commerce().plugins().closeBreaker(account(call));
                            return ApiReply.done();
                        }),
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

    private static ApiReply plugins(ApiCall call) {
        PluginReport it = call.commerce().plugins().report();
        return ApiReply.of(new Plugins(
                it.environment().name(),
                it.spi(),
                ApiCall.each(it.found(), Plugin::of),
                ApiCall.each(it.broken(), broken -> broken.source() + ": " + broken.reason()),
                ApiCall.each(it.accounts(), Account::of)));
    }

    private static String account(ApiCall call) {
        String name = call.path("account");
        if (call.commerce().plugins().report().accounts().stream()
                .noneMatch(it -> it.account().equals(name))) {
            throw ApiFault.notFound("account");
        }
        return name;
    }

    private static DeadLetter letter(ApiCall call, String event, String subscriber) {
        UUID id = ApiCall.id("/event", IdKind.EVENT, event);
        return call.shop().events().deadLetters().stream()
                .filter(it -> it.event().equals(id) && it.subscriber().equals(subscriber))
                .findFirst()
                .orElseThrow(() -> ApiFault.notFound("dead letter"));
    }
}
