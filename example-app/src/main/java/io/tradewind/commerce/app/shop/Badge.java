package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.ProductCard;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The one thing a card says about a product: the most urgent.
 *
 * @param tone class of the pill
 */
public record Badge(String text, String tone) {
    /** What that card says; empty for nothing. */
    public static Optional<Badge> of(Lang say, ProductCard card, CardLook look) {
        if (look.soldOut()) {
            return Optional.of(new Badge(say.t("stock.out"), "idle"));
        } else if (look.invited()) {
            return Optional.of(new Badge(say.t("badge.invited"), "info"));
        } else if (card.compareAt().isPresent()) {
            long percent = percent(card.priceFrom(), card.compareAt().get());
            return Optional.of(new Badge(say.t("badge.save", percent), "bad"));
        } else if (card.preorder()) {
            return Optional.of(new Badge(say.t("badge.preorder"), "info"));
        } else if (card.express()) {
            return Optional.of(new Badge(say.t("badge.express"), "ok"));
        }
        return Optional.empty();
    }

    private static long percent(Money now, Money before) {
        return before.minus(now)
                .getAmount()
                .movePointRight(2)
                .divide(before.getAmount(), 0, RoundingMode.DOWN)
                .longValue();
    }
}
