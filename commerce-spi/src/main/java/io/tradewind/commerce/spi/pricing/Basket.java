package io.tradewind.commerce.spi.pricing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * An immutable basket.
 *
 * @param currency currency of all amounts
 * @param lines what is in it
 * @param delivery price of delivery
 * @param codes codes the buyer entered
 * @param group the customer's group, empty for none
 * @param at the moment that counts
 */
public record Basket(
        CurrencyUnit currency, List<Line> lines, Money delivery, Set<String> codes, String group, Instant at) {
    /**
     * One line.
     *
     * @param id the line, unique within the basket
     * @param sku the shop's article number
     * @param categories slugs of its categories, parents included
     * @param quantity how many
     * @param unitPrice price of one
     * @param total price of the line so far
     */
    public record Line(String id, String sku, Set<String> categories, int quantity, Money unitPrice, Money total) {
        /** Copies the categories. */
        public Line {
            requireNonNull(id, "id");
            requireNonNull(sku, "sku");
            requireNonNull(unitPrice, "unitPrice");
            requireNonNull(total, "total");
            categories = Set.copyOf(categories);
        }
    }

    /** Copies the collections. */
    public Basket {
        requireNonNull(currency, "currency");
        requireNonNull(delivery, "delivery");
        requireNonNull(group, "group");
        requireNonNull(at, "at");
        lines = List.copyOf(lines);
        codes = Set.copyOf(codes);
    }

    /** Returns the sum of the lines, delivery apart. */
    public Money subtotal() {
        return lines.stream().map(Line::total).reduce(Money.zero(currency), Money::plus);
    }
}
