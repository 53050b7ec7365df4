package io.tradewind.commerce.app.console;

import io.javalin.config.RoutesConfig;
import io.tradewind.commerce.app.web.Web;

/** All routes of the staff console. */
public final class ConsolePages {
    private final Desk desk;

    /** Pages on that web layer. */
    public ConsolePages(Web web) {
        this.desk = new Desk(web);
    }

    /** Adds the routes. */
    public void routes(RoutesConfig routes) {
        new TodayPages(desk).routes(routes);
        new OrderPages(desk).routes(routes);
        new PackPages(desk).routes(routes);
        new ParcelPages(desk).routes(routes);
        new ReturnPages(desk).routes(routes);
        new PaymentPages(desk).routes(routes);
        new ProductPages(desk).routes(routes);
        new ImportPages(desk).routes(routes);
        new CodePages(desk).routes(routes);
        new LaunchPages(desk).routes(routes);
        new SystemPages(desk).routes(routes);
    }
}
