package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Web;

/**
 * The field for a code beside a step of the checkout.
 *
 * @param step where the shopper is, and comes back to
 * @param typed the code that was refused; empty if none was
 * @param why it was refused
 */
public record CodeBox(String step, String typed, String why) {
    private static final String REFUSED = "tw_code";
    private static final int KEPT = 60;
    private static final String BETWEEN = "\n";

    /** What the last try left for the next page; told once. */
    static CodeBox read(Web web, Context context, String step) {
        String[] kept = web.remembered(context, REFUSED).split(BETWEEN, 2);
        if (kept.length < 2) {
            return new CodeBox(step, "", "");
        }
        context.removeCookie(REFUSED, "/");
        return new CodeBox(step, kept[0], kept[1]);
    }

    /** Keeps what was typed, and why it was refused, for the next page. */
    static void refused(Web web, Context context, String typed, String why) {
        web.remember(context, REFUSED, typed + BETWEEN + why, KEPT);
    }
}
