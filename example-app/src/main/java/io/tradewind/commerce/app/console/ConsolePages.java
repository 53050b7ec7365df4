package io.tradewind.commerce.app.console;

import io.javalin.config.RoutesConfig;
import io.tradewind.commerce.app.web.Web;

/** All routes of the staff console. */
public final class ConsolePages {
    private final Web web;

    /** Pages on that web layer. */
    public ConsolePages(Web web) {
        this.web = web;
    }

    /** Adds the routes. */
    public void routes(RoutesConfig routes) {
        routes.get("/admin", context -> {
            web.console(context);
            context.result("console");
        });
    }
}
