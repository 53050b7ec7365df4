package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.TooMany;
import io.tradewind.commerce.app.web.Windows;

/** Lets pages that cost more than others be asked for so often and no more. Safe for many threads. */
final class Bursts {
    private final ShopLimits limits;
    private final Windows windows = new Windows();

    Bursts(ShopLimits limits) {
        this.limits = limits;
    }

    /** What answers at that path of the shop, within its limit if it has one. */
    Handler within(String path, Handler page) {
        if (path.equals("/search")) {
            return context -> counted("search", limits.searches(), context, page);
        } else if (path.equals("/suggest")) {
            return context -> counted("suggest", limits.suggestions(), context, page);
        } else if (path.equals("/checkout") || path.startsWith("/checkout/")) {
            return context -> counted("checkout", limits.checkouts(), context, page);
        } else if (path.equals("/p/{slug}")) {
            return context -> {
                if (context.queryParam("zip") == null) {
                    page.handle(context);
                } else {
                    counted("promise", limits.promises(), context, page);
                }
            };
        }
        return page;
    }

    private void counted(String what, int most, Context context, Handler page) throws Exception {
        Windows.Standing standing = windows.count(what + "|" + Network.of(context), most);
        if (!standing.allowed()) {
            throw new TooMany(standing.seconds());
        }
        page.handle(context);
    }
}
