package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.app.web.Lang;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pages that only say something: terms, returns, who we are. */
final class TextPages {
    private static final int MOST = 9;
    static final List<String> NAMES =
            List.of("delivery", "returns", "privacy", "terms", "withdrawal", "accessibility", "imprint");

    private final Front front;

    TextPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/pages/{name}", this::show);
    }

    private void show(Context context) {
        String name = context.pathParam("name");
        if (!NAMES.contains(name)) {
            throw new NotFoundResponse();
        }
        Lang say = front.say(context);
        List<String> paragraphs = IntStream.rangeClosed(1, MOST)
                .mapToObj(i -> "page." + name + "." + i)
                .filter(say::knows)
                .map(key -> say.t(key, say.money(Postage.PARCEL), say.whole(Postage.FREE_FROM)))
                .toList();
        front.show(context, "page.jte", say.t("page." + name + ".title"), Map.of("paragraphs", paragraphs));
    }
}
