package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.customer.CustomerQuery;
import io.tradewind.commerce.order.OrderQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the command palette finds: pages, orders, products. Only what this person may open. */
public final class JumpPages {
    private static final int MOST = 6;
    private static final int LONGEST = 80;

    private final Desk desk;

    JumpPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/jump", Access.staff(), this::find);
    }

    /** A place to go to. */
    public record Hit(String path, String word, String kind) {}

    private void find(Context context) {
        String words = Form.asked(context, "q");
        words = words.substring(0, Math.min(words.length(), LONGEST));
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        List<Hit> hits = new ArrayList<>();
        String small = words.toLowerCase(Locale.ROOT);
        Rail.of(shop, me, "").entries().stream()
                .filter(it -> it.word().toLowerCase(Locale.ROOT).contains(small))
                .forEach(it -> hits.add(new Hit(it.path(), it.word(), "Page")));
        if (words.length() >= 2 && me.may(Permission.ORDERS_READ)) {
            shop.orders()
                    .list(OrderQuery.newest().matching(words).size(MOST))
                    .orders()
                    .forEach(it -> hits.add(
                            new Hit("/admin/orders/" + it.id(), it.number() + " · " + it.recipient(), "Order")));
        }
        if (words.length() >= 2 && (me.may(Permission.CATALOG) || me.may(Permission.STOCK))) {
            shop.catalog().list(ProductQuery.all().withDrafts().matching(words)).items().stream()
                    .limit(MOST)
                    .forEach(it -> hits.add(new Hit("/admin/products/" + it.id(), it.title(), "Product")));
        }
        if (words.length() >= 2 && me.may(Permission.CUSTOMERS)) {
            shop.customers()
                    .list(CustomerQuery.newest().matching(words).size(MOST))
                    .customers()
                    .forEach(it -> hits.add(new Hit("/admin/customers/" + it.id(), Words.name(it), "Customer")));
        }
        desk.web().render(context, "console/jump.jte", desk.web().page(context, "Jump"), Map.of("hits", hits));
    }
}
