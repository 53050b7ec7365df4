package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import org.joda.money.Money;

/**
 * One line of a checkout or order, as a provider may show it.
 *
 * @param sku the shop's article number
 * @param name what the buyer sees
 * @param quantity how many, at least 1
 * @param unitPrice price of one before discounts
 * @param total price of the line after discounts, as the buyer pays it
 * @param tax tax within {@code total}
 */
public record OrderLine(String sku, String name, int quantity, Money unitPrice, Money total, Money tax) {
    /** Refuses missing parts and a quantity below 1. */
    public OrderLine {
        requireNonNull(sku, "sku");
        requireNonNull(name, "name");
        requireNonNull(unitPrice, "unitPrice");
        requireNonNull(total, "total");
        requireNonNull(tax, "tax");
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity starts at 1, not " + quantity);
        }
    }
}
