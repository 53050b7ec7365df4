package io.tradewind.commerce.app.console;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.app.web.Web;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All routes of the staff console. */
public final class ConsolePages {
    private final Desk desk;
    private final Media media;
    private final PluginSettings settings;
    private final LiveNews live;
    private final ApiKeys keys;

    /**
     * Pages on that web layer; pictures go there, and changed settings of plugins; open pages hear their news there;
     * programs get their keys there.
     */
    public ConsolePages(Web web, Media media, PluginSettings settings, LiveNews live, ApiKeys keys) {
        this.keys = keys;
        this.desk = new Desk(web);
        this.media = media;
        this.settings = settings;
        this.live = live;
    }

    /** Adds the routes; what each of them takes. */
    public List<Route> routes(RoutesConfig server) {
        Routes routes = new Routes(server, desk);
        SignInPages door = new SignInPages(desk);
        server.exception(UnauthorizedResponse.class, (e, context) -> door.stranger(context));
        server.exception(LacksRight.class, (e, context) -> lacks(context, e.access()));
        server.exception(LacksFactor.class, (e, context) -> desk.web().redirect(context, "/admin/me", ""));
        desk.web().missingForStaff(this::missing);
        door.routes(routes);
        new TodayPages(desk, live).routes(routes);
        new OrderPages(desk, live).routes(routes);
        new ViewForms(desk).routes(routes);
        new MessagePages(desk).routes(routes);
        new PackPages(desk, live).routes(routes);
        new ParcelPages(desk).routes(routes);
        new ReturnPages(desk).routes(routes);
        new PaymentPages(desk).routes(routes);
        new ProductPages(desk, media).routes(routes);
        new ImportPages(desk, live).routes(routes);
        new CustomerPages(desk).routes(routes);
        new CodePages(desk).routes(routes);
        new LaunchPages(desk).routes(routes);
        new PluginPages(desk, settings).routes(routes);
        new WebhookPages(desk).routes(routes);
        new SystemPages(desk).routes(routes);
        new PaperPages(desk).routes(routes);
        new JumpPages(desk).routes(routes);
        new StaffPages(desk).routes(routes);
        new LogPages(desk).routes(routes);
        new SettingsPages(desk, keys).routes(routes);
        return routes.table();
    }

    /** Fails if the server has a route under the console that the table does not know: nobody said what it takes. */
    public static void requireAllGuarded(Javalin server, List<Route> table) {
        Set<String> known =
                table.stream().map(it -> it.method() + " " + it.path()).collect(Collectors.toSet());
        List<String> open = server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(it -> it.endpoint)
                .filter(it -> it.path.equals("/admin") || it.path.startsWith("/admin/"))
                .map(it -> it.method + " " + it.path)
                .filter(it -> !known.contains(it))
                .toList();
        if (!open.isEmpty()) {
            throw new IllegalStateException("These routes say nothing of who may use them: " + open
                    + ". Add them through Routes, with what they take.");
        }
    }

    /** Strangers are not told that they are at the console. */
    private boolean missing(Context context, boolean gone) {
        boolean staff = desk.web().staff().find(context).isPresent();
        if (staff) {
            desk.show(context, "missing", "", "There is no such page", Map.of());
        }
        return staff;
    }

    private void lacks(Context context, Access access) {
        context.status(403);
        desk.show(context, "lacks", "", "Not for you", Map.of("right", access.words(), "who", access.who()));
    }
}
