package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.delivery.PromiseAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
     */
    public record Line(String icon, String head, String reason, String cost) {
        /** True if it can come like this. */
        public boolean possible() {
            return !cost.isEmpty();
        }
    }

    static PromiseBox of(Shop shop, Variant variant, String typed) {
        String postcode = typed.isBlank() ? HOME : typed.strip();
        if (!postcode.matches("\\d{5}")) {
            PromiseBox usual = of(shop, variant, HOME);
            return new PromiseBox(
                    postcode.length() > 12 ? postcode.substring(0, 12) : postcode,
                    "",
                    "Five digits, like " + HOME,
                    usual.lines());
        }
        List<Line> lines = new ArrayList<>();
        if (!variant.requiresShipping()) {
            lines.add(new Line("bolt", "Nothing has to be sent", "It comes by message.", "Free"));
            return new PromiseBox(postcode, place(postcode), "", lines);
        }
        String country = shop.store().country();
        lines.add(express(shop.delivery().expressFor(variant.sku(), postcode)));
        ordinary(shop.delivery().promiseFor(variant.sku(), country, postcode), variant, lines);
        return new PromiseBox(postcode, place(postcode), "", lines);
    }

    private static Line express(PromiseAnswer answer) {
        if (answer instanceof PromiseAnswer.Promised promised) {
            Promise promise = promised.promise();
            Duration left = Duration.between(Instant.now(), promised.orderBy());
            return new Line(
                    "bolt",
                    Format.arrival(promise),
                    "24-hour delivery, order within " + Format.span(left),
                    promised.price().map(Format::cost).orElse("Free"));
        }
        return new Line("bolt", "Not by 24-hour delivery", ((PromiseAnswer.NotOffered) answer).reason(), "");
    }

    /** The day is the carriers' last word; the price is for this one alone, not for what others had in their baskets. */
    private static void ordinary(PromiseAnswer answer, Variant variant, List<Line> lines) {
        if (answer instanceof PromiseAnswer.Promised promised) {
            lines.add(new Line(
                    "truck",
                    Format.arrival(promised.promise()),
                    promised.promise().reason(),
                    Format.cost(Postage.of(variant.price()))));
        } else if (answer instanceof PromiseAnswer.NotOffered not
                && !not.refusal().code().equals("sold-out")) {
            lines.add(new Line("truck", "Parcel", not.reason(), ""));
        }
    }

    private static String place(String postcode) {
        return postcode.matches("04[0-3]\\d\\d") ? "Leipzig" : "";
    }
}
