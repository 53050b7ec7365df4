package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.tradewind.commerce.app.web.Lang;

/** The shop's routes: each stands once for every language. */
final class ShopRoutes {
    private final RoutesConfig routes;

    ShopRoutes(RoutesConfig routes) {
        this.routes = routes;
    }

    void get(String path, Handler handler) {
        Lang.ALL.forEach(lang -> routes.get(lang.to(path), handler));
    }

    void post(String path, Handler handler) {
        Lang.ALL.forEach(lang -> routes.post(lang.to(path), handler));
    }

    /** A path that belongs to no language. */
    void only(String path, Handler handler) {
        routes.get(path, handler);
    }
}
