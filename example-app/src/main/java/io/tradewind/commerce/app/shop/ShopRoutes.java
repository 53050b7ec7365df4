package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.Web;
import java.util.HashSet;
import java.util.Set;

/** The shop's routes: each stands once for every language. */
final class ShopRoutes {
    private final RoutesConfig routes;
    private final Bursts bursts;
    private final Set<String> pages = new HashSet<>();
    private final Set<String> forms = new HashSet<>();

    ShopRoutes(RoutesConfig routes, Bursts bursts) {
        this.routes = routes;
        this.bursts = bursts;
    }

    void get(String path, Handler handler) {
        pages.add(path);
        Handler page = bursts.within(path, handler);
        Lang.ALL.forEach(lang -> routes.get(lang.to(path), page));
    }

    void post(String path, Handler handler) {
        forms.add(path);
        Handler form = bursts.within(path, handler);
        Lang.ALL.forEach(lang -> routes.post(lang.to(path), form));
    }

    /** Who opens the address that a form is sent to, as by its bookmark, is led to the page that it stands on. */
    void formsLeadBack(Web web) {
        for (String form : Set.copyOf(forms)) {
            if (!pages.contains(form)) {
                int up = 1;
                while (!pages.contains(cut(form, up))) {
                    up++;
                }
                int steps = up;
                get(form, context -> web.redirect(context, cut(Lang.bare(context.path()), steps), ""));
            }
        }
    }

    /** A path without its last parts; the home page if none is left. */
    private static String cut(String path, int parts) {
        String left = path;
        for (int i = 0; i < parts; i++) {
            left = left.substring(0, Math.max(0, left.lastIndexOf('/')));
        }
        return left.isEmpty() ? "/" : left;
    }

    /** A path that belongs to no language. */
    void only(String path, Handler handler) {
        routes.get(path, handler);
    }
}
