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
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.spi.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plugins, and how their accounts fare. */
final class PluginRoutes {
    private static final String GROUP = "Plugins";

    static final Parameter ACCOUNT =
            Parameter.text("account", "The shop's name for it", 30, "card").needed();

    private PluginRoutes() {}

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

    record Tested(
            Health.Status status,

            @Field("How long the answer took") long millis,

            @Field("Absent if it was not learned") Optional<Boolean> credentialsAccepted,
            @Field("What staff should know") List<String> notes) {
        static Tested of(Health it) {
            return new Tested(it.status(), it.latency().toMillis(), it.credentialsAccepted(), it.notes());
        }
    }

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/plugins")
                        .called("listPlugins", GROUP, "Plugins, and how their accounts fare")
                        .needs(Permission.OPERATIONS)
                        .answers(Plugins.class)
                        .by(PluginRoutes::plugins),
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
                ApiRoute.post("/plugins/{account}/tests")
                        .called(
                                "testPlugin",
                                GROUP,
                                "Asks an account's provider whether it works, credentials included")
                        .needs(Permission.OPERATIONS)
                        .tight()
                        .with(ACCOUNT)
                        .answers(Tested.class)
                        .by(call ->
                                ApiReply.of(Tested.of(call.commerce().plugins().health(account(call))))));
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

    static String account(ApiCall call) {
        String name = call.path("account");
        if (call.commerce().plugins().report().accounts().stream()
                .noneMatch(it -> it.account().equals(name))) {
            throw ApiFault.notFound("account");
        }
        return name;
    }
}
