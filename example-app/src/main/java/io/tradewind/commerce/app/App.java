package io.tradewind.commerce.app;

import io.javalin.Javalin;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.api.ApiServer;
import io.tradewind.commerce.app.api.admin.AdminApi;
import io.tradewind.commerce.app.api.admin.Backroom;
import io.tradewind.commerce.app.api.shop.ShopApi;
import io.tradewind.commerce.app.console.ConsolePages;
import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.settings.SettingsFile;
import io.tradewind.commerce.app.shop.OrderLinks;
import io.tradewind.commerce.app.shop.ShopLimits;
import io.tradewind.commerce.app.shop.ShopPages;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.app.web.Patience;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.app.web.Web;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running store: an embedded {@code Commerce} and a web server in front of it. */
public final class App implements AutoCloseable {
    private final Commerce commerce;
    private final Javalin server;
    private final StaffRoom staff;
    private final List<Route> consoleRoutes;
    private final ApiServer api;
    private final List<LiveNews> live;
    private final Optional<Backups> backups;

    private App(
            Commerce commerce,
            Javalin server,
            StaffRoom staff,
            List<Route> console,
            ApiServer api,
            List<LiveNews> live,
            Optional<Backups> backups) {
        this.live = List.copyOf(live);
        this.backups = backups;
        this.consoleRoutes = List.copyOf(console);
        this.commerce = commerce;
        this.server = server;
        this.staff = staff;
        this.api = api;
    }

    /** Opens the database, fills an empty one with the sample store, and listens. */
    static App start(AppConfig config) {
        return start(config, ApiLimits.usual(), ShopLimits.usual());
    }

    /** The same with other limits for programs and for browsers. */
    static App start(AppConfig config, ApiLimits limits, ShopLimits shoppers) {
        SettingsFile settings = SettingsFile.in(config.data(), config.keyFile());
        Commerce commerce = JuniperAndJet.open(config, settings);
        LiveNews forStaff = new LiveNews();
        LiveNews forShoppers = new LiveNews(); // their number takes no place from staff
        List<LiveNews> live = List.of(forStaff, forShoppers);
        try {
            JuniperAndJet.fillIfEmpty(commerce);
            StaffRoom staff = new StaffRoom(commerce.dataSource(), StoreClock.CLOCK);
            Web web = new Web(commerce, JuniperAndJet.STORE, staff, config.publicUrl(), config.behindProxy());
            Optional<Backups> backups = config.backups().map(it -> new Backups(commerce, config, it));
            Media media = new Media(config.data().resolve("media"));
            List<Route> table = new ArrayList<>();
            PluginSettings plugins = new PluginSettings(commerce.plugins(), settings);
            Backroom backroom = new Backroom(staff, plugins, media);
            OrderLinks links = new OrderLinks();
            ApiServer api = new ApiServer(
                    commerce, limits, web::base, List.of(ShopApi.contract(links), AdminApi.contract(() -> backroom)));
            Javalin server = Javalin.create(javalin -> {
                web.configure(javalin);
                javalin.jetty.modifyServer(it -> it.setHandler(new Patience(shoppers.patience())));
                media.routes(javalin.routes);
                new ShopPages(web, shoppers, forShoppers, links).routes(javalin.routes);
                table.addAll(new ConsolePages(web, media, plugins, forStaff, api.keys()).routes(javalin.routes));
                api.routes(javalin.routes);
            });
            ConsolePages.requireAllGuarded(server, table);
            server.start("127.0.0.1", config.port());
            backups.ifPresent(Backups::start);
            return new App(commerce, server, staff, table, api, live, backups);
        } catch (RuntimeException e) {
            live.forEach(LiveNews::close);
            commerce.close();
            throw e;
        }
    }

    /** What buyers know it by. */
    String brand() {
        return commerce.shop(JuniperAndJet.STORE, Actor.system("start"))
                .store()
                .policy()
                .brand();
    }

    /** Where the shop is. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** Makes the account of one administrator, once; the last such link stops working. */
    URI staffLink() {
        return url().resolve("/admin/setup/" + staff.terminalLink());
    }

    /** The copies that are made; none unless the configuration says where. */
    Optional<Backups> backups() {
        return backups;
    }

    /** The accounts of those who work here. */
    StaffRoom staff() {
        return staff;
    }

    /** The routes of the console and what each takes. */
    List<Route> consoleRoutes() {
        return consoleRoutes;
    }

    /** All routes, as {@code GET /cart}. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(it -> it.endpoint.method + " " + it.endpoint.path)
                .filter(it -> it.matches("(GET|POST|PUT|PATCH|DELETE) .*"))
                .toList();
    }

    /** The keys of the interfaces for programs. */
    ApiKeys keys() {
        return api.keys();
    }

    /** The library behind the pages. */
    Commerce commerce() {
        return commerce;
    }

    @Override
    public void close() {
        api.close();
        live.forEach(LiveNews::close);
        backups.ifPresent(Backups::close);
        server.stop();
        commerce.close();
    }
}
