package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.app.web.Web;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.returns.ReturnState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What all pages of the console do: find who asks, put the rail beside, act and say what came of it. */
final class Desk {
    private static final String TROUBLE = "tw_trouble";
    private static final int LONGEST = 900;
    private static final Set<ErrorCode> FOR_PEOPLE = EnumSet.of(
            ErrorCode.BAD_ARGUMENT,
            ErrorCode.CANNOT_MOVE,
            ErrorCode.STALE,
            ErrorCode.ANSWER_REFUSED,
            ErrorCode.FORBIDDEN,
            ErrorCode.KEY_REUSED,
            ErrorCode.CURRENCY_DIFFERS);

    private final Web web;

    Desk(Web web) {
        this.web = web;
    }

    Web web() {
        return web;
    }

    Shop shop(Context context) {
        return web.console(context);
    }

    ZoneId zone(Shop shop) {
        return shop.store().zone();
    }

    /** Where an action leads, and what is said there. */
    record Went(String path, String notice) {}

    /** Shows a page. */
    void show(Context context, String template, String here, String title, Map<String, Object> model) {
        Shop shop = shop(context);
        Page page = web.page(context, title);
        String trouble = web.remembered(context, TROUBLE);
        if (!trouble.isEmpty()) {
            context.removeCookie(TROUBLE, "/");
            page = page.failing(trouble);
        }
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("rail", rail(shop, here));
        all.put("zone", zone(shop));
        web.render(context, "console/" + template + ".jte", page, all);
    }

    /** Does something and goes back to a page that says what was done, or why it was not. */
    void act(Context context, String back, Function<Shop, String> work) {
        go(context, back, shop -> new Went(back, work.apply(shop)));
    }

    /** The same where success leads to another page. */
    void go(Context context, String back, Function<Shop, Went> work) {
        Shop shop = shop(context);
        try {
            Went went = work.apply(shop);
            web.redirect(context, went.path(), cut(went.notice()));
        } catch (Declined e) {
            trouble(context, back, String.valueOf(e.getMessage()));
        } catch (CommerceException e) {
            if (e.retryable()) {
                trouble(context, back, "Somebody else was working on the same thing. Nothing was changed; try again.");
            } else if (FOR_PEOPLE.contains(e.code())) {
                trouble(context, back, Words.sentence(e));
            } else {
                throw e;
            }
        }
    }

    private void trouble(Context context, String back, String words) {
        web.remember(context, TROUBLE, cut(words), 60);
        web.redirect(context, back, "");
    }

    private static String cut(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private static Rail rail(Shop shop, String here) {
        int pack = sum(shop.fulfillment().count(List.of(WorkState.RELEASED, WorkState.PICKING)));
        int returns = sum(shop.returns().count(List.of(ReturnState.REQUESTED, ReturnState.RECEIVING)));
        List<ReviewTask> review = shop.payments().reviewQueue();
        List<Rail.Entry> entries = new ArrayList<>();
        entries.add(new Rail.Entry("", "today", "/admin", "home", "Today", 0, false));
        entries.add(new Rail.Entry("", "orders", "/admin/orders", "bag", "Orders", 0, false));
        entries.add(new Rail.Entry("", "pack", "/admin/pack", "box", "Pick & pack", pack, false));
        entries.add(new Rail.Entry("", "parcels", "/admin/parcels", "truck", "Parcels", 0, false));
        entries.add(new Rail.Entry("", "returns", "/admin/returns", "back", "Returns", returns, false));
        entries.add(new Rail.Entry("", "payments", "/admin/payments", "card", "Payments", review.size(), true));
        entries.add(new Rail.Entry("Shop", "products", "/admin/products", "tag", "Products", 0, false));
        entries.add(new Rail.Entry("", "import", "/admin/import", "down-line", "Import", 0, false));
        entries.add(new Rail.Entry("", "stock", "/admin/stock", "chart", "Stock", 0, false));
        entries.add(new Rail.Entry("", "codes", "/admin/codes", "gift", "Codes", 0, false));
        entries.add(new Rail.Entry("", "launches", "/admin/launches", "calendar", "Launches", 0, false));
        entries.add(new Rail.Entry("System", "plugins", "/admin/plugins", "plug", "Plugins", 0, false));
        entries.add(new Rail.Entry("", "system", "/admin/system", "pulse", "Health", 0, false));
        return new Rail(here, shop.actor().name(), entries);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
