package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.PriceBand;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The ranges of prices that lists offer, and how they are said. */
public final class PriceRanges {
    private PriceRanges() {}

    /**
     * Those of that currency, the cheapest first: up to 20, to 50, and above. Where the currency has no decimals, its unit
     * is about what a hundredth is elsewhere, and the sums are a hundred times as much.
     */
    public static List<PriceBand> of(CurrencyUnit currency) {
        int scale = currency.getDecimalPlaces() > 0 ? 1 : 100;
        Money none = Money.zero(currency);
        Money some = Money.ofMajor(currency, 20L * scale);
        Money more = Money.ofMajor(currency, 50L * scale);
        return List.of(
                new PriceBand(none, Optional.of(some)),
                new PriceBand(some, Optional.of(more)),
                new PriceBand(more, Optional.empty()));
    }

    /** Such as {@code €20 to €50}. */
    public static String words(Lang say, PriceBand band) {
        if (band.below().isEmpty()) {
            return say.t("price.over", say.whole(band.from()));
        }
        return band.from().isZero()
                ? say.t("price.under", say.whole(band.below().get()))
                : say.t(
                        "price.between",
                        say.whole(band.from()),
                        say.whole(band.below().get()));
    }
}
