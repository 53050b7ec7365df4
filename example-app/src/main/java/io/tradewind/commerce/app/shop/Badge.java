package io.tradewind.commerce.app.shop;

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
    public static Optional<Badge> of(ProductCard card) {
        if (card.compareAt().isPresent()) {
            return Optional.of(new Badge(
                    "Save " + percent(card.priceFrom(), card.compareAt().get()) + " %", "bad"));
        } else if (card.preorder()) {
            return Optional.of(new Badge("Pre-order", "info"));
        } else if (card.express()) {
            return Optional.of(new Badge("Here in 24 h", "ok"));
        } else if (card.personalisable()) {
            return Optional.of(new Badge("Gift-ready", "brand"));
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
