package io.tradewind.commerce.spi.pricing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.joda.money.CurrencyUnit;

/**
 * Asks for the price of one unit.
 *
 * @param sku the shop's article number
 * @param quantity how many are bought
 * @param group the customer's price group, empty for none
 * @param currency currency of the answer
 * @param at the moment whose price counts
 */
public record PriceQuestion(String sku, int quantity, String group, CurrencyUnit currency, Instant at) {
    /** Refuses missing parts. */
    public PriceQuestion {
        requireNonNull(sku, "sku");
        requireNonNull(group, "group");
        requireNonNull(currency, "currency");
        requireNonNull(at, "at");
    }
}
