package io.tradewind.commerce.app.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes of the console. The only way to add one, so that none can be added without saying what it takes; the check
 * is made here, before the page is asked.
 */
final class Routes {
    private final RoutesConfig server;
    private final Desk desk;
    private final List<Route> table = new ArrayList<>();

    Routes(RoutesConfig server, Desk desk) {
        this.server = server;
        this.desk = desk;
    }

    void get(String path, Access access, Handler handler) {
        table.add(new Route("GET", path, access));
        server.get(path, guarded(access, handler));
    }

    void post(String path, Access access, Handler handler) {
        table.add(new Route("POST", path, access));
        server.post(path, guarded(access, handler));
    }

    private Handler guarded(Access access, Handler handler) {
        return context -> {
            desk.check(context, access);
            handler.handle(context);
        };
    }

    /** All that were added. */
    List<Route> table() {
        return List.copyOf(table);
    }
}
