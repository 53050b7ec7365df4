package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.TooMany;
import java.util.Map;

/** Finding an order again by its number: its link goes to the contact it was placed with. */
final class FindPages {
    private final Front front;
    private final OrderLinks links;

    FindPages(Front front, OrderLinks links) {
        this.front = front;
        this.links = links;
    }

    void routes(ShopRoutes routes) {
        routes.get("/find-order", context -> find(context, false));
        routes.post("/find-order", this::search);
    }

    private void find(Context context, boolean sent) {
        front.show(context, "find.jte", front.say(context).t("find.title"), Map.of("sent", sent));
    }

    /** The same words whether there is such an order or not, and not more than a few tries. */
    private void search(Context context) {
        if (!links.mayAsk(Network.of(context))) {
            throw TooMany.tries();
        }
        links.send(
                front.web().commerce(),
                front.shop(context).store().code(),
                Front.field(context, "number"),
                Front.field(context, "contact"));
        find(context, true);
    }
}
