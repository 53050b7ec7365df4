package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.tradewind.commerce.app.web.Web;

/** All routes of the shop. */
public final class ShopPages {
    private final Web web;

    /** Pages on that web layer. */
    public ShopPages(Web web) {
        this.web = web;
    }

    /** Adds the routes. */
    public void routes(RoutesConfig routes) {
        routes.get(
                "/",
                context -> web.render(
                        context,
                        "error.jte",
                        web.page(context, "Shop"),
                        java.util.Map.of("status", 404, "reference", "")));
    }
}
