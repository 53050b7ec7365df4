package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Web;

/**
 * The field for a code beside a step of the checkout.
 *
 * @param step where the shopper is, and comes back to
 * @param typed the code that was refused; empty if none was
 * @param why it was refused
 * @param shown true right after a try, so that its outcome is not folded away
 */
public record CodeBox(String step, String typed, String why, boolean shown) {
    private static final String TRIED = "tw_code";
    private static final int KEPT = 60;
    private static final String BETWEEN = "\n";

    /** What the last try left for the next page; told once. */
    static CodeBox read(Web web, Context context, String step) {
        String[] kept = web.remembered(context, TRIED).split(BETWEEN, 2);
        if (kept.length < 2) {
            return new CodeBox(step, "", "", false);
        }
        context.removeCookie(TRIED, "/");
        return new CodeBox(step, kept[0], kept[1], true);
    }

    /** Keeps for the next page what was typed and why it was refused; both empty if it was taken. */
    static void tried(Web web, Context context, String typed, String why) {
        web.remember(context, TRIED, typed + BETWEEN + why, KEPT);
    }
}
