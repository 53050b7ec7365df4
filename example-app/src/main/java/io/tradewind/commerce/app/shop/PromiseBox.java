package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.delivery.PromiseAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/**
 * When one unit would arrive, by postcode.
 *
 * @param postcode as typed, or the store's example
 * @param place a name for it; empty if it is not known
 * @param error why the postcode cannot be used; empty if it can
 * @param lines the earliest first
 */
public record PromiseBox(String postcode, String place, String error, List<Line> lines) {
    static final String HOME = "04107";

    /**
     * A way it comes.
     *
     * @param icon name of the icon
     * @param head day, or what is not possible
     * @param reason in one clause
     * @param cost such as {@code €4.90}; empty if it cannot come like this
     * @param free true if it costs nothing
     */
    public record Line(String icon, String head, String reason, String cost, boolean free) {
        /** True if it can come like this. */
        public boolean possible() {
            return !cost.isEmpty();
        }
    }

    /** For what was typed now; where that is no postcode, the days of the last good one stay. */
    static PromiseBox of(Lang say, Shop shop, Variant variant, boolean engraved, String typed, String last) {
        String known = last.matches("\\d{5}") ? last : HOME;
        String postcode = typed.isBlank() ? known : typed.strip();
        if (!postcode.matches("\\d{5}")) {
            PromiseBox usual = of(say, shop, variant, engraved, known, known);
            return new PromiseBox(
                    postcode.length() > 12 ? postcode.substring(0, 12) : postcode,
                    "",
                    say.t("promise.postcode", HOME),
                    usual.lines());
        }
        List<Line> lines = new ArrayList<>();
        if (!variant.requiresShipping()) {
            lines.add(new Line("bolt", say.t("promise.nothing"), say.t("promise.message"), say.t("free"), true));
            return new PromiseBox(postcode, say.name(place(postcode)), "", lines);
        }
        String country = shop.store().country();
        lines.add(express(say, shop.delivery().expressFor(variant.sku(), postcode, engraved)));
        ordinary(say, shop.delivery().promiseFor(variant.sku(), country, postcode, engraved), variant, lines);
        return new PromiseBox(postcode, say.name(place(postcode)), "", lines);
    }

    static Line express(Lang say, PromiseAnswer answer) {
        if (answer instanceof PromiseAnswer.Promised promised) {
            Promise promise = promised.promise();
            Duration left = Duration.between(StoreClock.now(), promised.orderBy());
            return new Line(
                    "bolt",
                    say.arrival(promise),
                    say.t("promise.within", say.span(left)),
                    promised.price().map(say::cost).orElse(say.t("free")),
                    promised.price().map(Money::isZero).orElse(true));
        }
        return new Line(
                "bolt",
                say.t("promise.noexpress"),
                say.tied(say.core(((PromiseAnswer.NotOffered) answer).reason())),
                "",
                false);
    }

    /** The day is the carriers' last word; the price is for this one alone, not for what others had in their baskets. */
    private static void ordinary(Lang say, PromiseAnswer answer, Variant variant, List<Line> lines) {
        if (answer instanceof PromiseAnswer.Promised promised) {
            lines.add(new Line(
                    "truck",
                    say.arrival(promised.promise()),
                    say.tied(say.core(promised.promise().reason())),
                    say.cost(Postage.of(variant.price())),
                    Postage.of(variant.price()).isZero()));
        } else if (answer instanceof PromiseAnswer.NotOffered not
                && !not.refusal().code().equals("sold-out")) {
            lines.add(new Line("truck", say.t("promise.parcel"), say.tied(say.core(not.reason())), "", false));
        }
    }

    private static String place(String postcode) {
        return postcode.matches("04[0-3]\\d\\d") ? "Leipzig" : "";
    }
}
