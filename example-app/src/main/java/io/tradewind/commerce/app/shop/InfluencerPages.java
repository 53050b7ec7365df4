package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.pricing.Benefit;
import io.tradewind.commerce.promotion.Code;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links of influencers: {@code /with/lena} greets, and its code waits for the first thing in the basket. */
final class InfluencerPages {
    private static final String WITH = "tw_with";
    private static final int MONTH = 30 * 24 * 3600;

    private final Front front;
    private final CatalogPages catalog;

    InfluencerPages(Front front, CatalogPages catalog) {
        this.front = front;
        this.catalog = catalog;
    }

    void routes(ShopRoutes routes) {
        routes.get("/with/{code}", this::arrive);
    }

    private void arrive(Context context) {
        front.requireFewGuesses(context);
        Optional<Code> code = find(context, context.pathParam("code"));
        if (code.isEmpty()) {
            front.guessed(context);
        }
        boolean welcome = code.isPresent() && usable(code.get());
        String greeting;
        if (welcome) {
            front.web().remember(context, WITH, code.get().terms().code(), MONTH);
            greeting = greeting(context, code.get());
        } else {
            context.status(404);
            greeting = front.say(context).t("with.ended");
        }
        List<ProductRail> rails = catalog.rails(context);
        front.show(
                context,
                "home.jte",
                front.say(context).t("with.title"),
                Map.of("rails", rails, "teasers", catalog.teasers(context), "greeting", greeting, "welcome", welcome));
    }

    private Optional<Code> find(Context context, String text) {
        return text.matches("[A-Za-z0-9_-]{3,40}") ? desk(context).promotions().find(text) : Optional.empty();
    }

    /** Codes are not for shoppers to read; the link may. */
    private Shop desk(Context context) {
        Store store = front.shop(context).store();
        return front.web().commerce().shop(store.code(), Actor.system("influencer-link"));
    }

    private static boolean usable(Code code) {
        Instant now = StoreClock.now();
        return code.active()
                && code.terms().influencer().isPresent()
                && code.terms().from().map(it -> !it.isAfter(now)).orElse(true)
                && code.terms().until().map(it -> it.isAfter(now)).orElse(true);
    }

    private String greeting(Context context, Code code) {
        String handle = code.terms().influencer().orElse("");
        String name = desk(context).promotions().influencers().stream()
                .filter(it -> it.handle().equals(handle))
                .map(Influencer::name)
                .findFirst()
                .orElse(handle);
        Lang say = front.say(context);
        Benefit benefit = code.terms().benefit();
        String what = benefit instanceof Benefit.Percent percent
                ? say.t("with.percent", percent.percent().stripTrailingZeros().toPlainString())
                : say.t("with.amount", say.money(((Benefit.Fixed) benefit).amount()));
        String terms = code.terms()
                .until()
                .map(it -> say.t(
                        "with.until",
                        what,
                        say.day(it, front.shop(context).store().zone())))
                .orElse(what);
        return say.t("with.greeting", name, terms, code.terms().code());
    }

    /** Puts the code of the link that was followed onto a basket that has none. What cannot be used now is left alone. */
    Cart applyRemembered(Context context, Cart cart) {
        String code = front.web().remembered(context, WITH);
        if (code.isEmpty() || cart.code().isPresent()) {
            return cart;
        }
        CartChange change = front.code(context, cart.id(), code);
        if (change instanceof CartChange.Changed changed) {
            front.web().remember(context, WITH, "", 0);
            return changed.cart();
        }
        return cart;
    }
}
