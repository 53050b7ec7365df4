package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.PriceBand;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The ranges of prices that lists offer, and how they are said. */
public final class PriceRanges {
    static final List<PriceBand> EUROS = List.of(band(0, 20), band(20, 50), band(50, 0));

    private PriceRanges() {}

    private static PriceBand band(int from, int below) {
        return new PriceBand(euros(from), below == 0 ? Optional.empty() : Optional.of(euros(below)));
    }

    private static Money euros(int amount) {
        return Money.of(CurrencyUnit.EUR, amount);
    }

    /** Those of that currency; none where nobody has thought of round sums in it. */
    public static List<PriceBand> of(CurrencyUnit currency) {
        return currency.equals(CurrencyUnit.EUR) ? EUROS : List.of();
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
