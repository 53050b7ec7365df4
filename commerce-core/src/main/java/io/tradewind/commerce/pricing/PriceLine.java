package io.tradewind.commerce.pricing;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A line to be priced.
 *
 * @param lineId unique in the basket; decides who gets an odd cent, so it should stay the same from cart to order
 * @param quantity units, at least 1
 * @param unitPrice of the article
 * @param unitExtras of engraving, gift wrap and the like, for one unit; never discounted
 * @param taxCategory such as {@code standard}; empty if not taxable
 * @param discountable false for what codes do not touch, such as pre-orders
 */
public record PriceLine(
        UUID lineId,
        Sku sku,
        int quantity,
        Money unitPrice,
        Money unitExtras,
        String taxCategory,
        boolean discountable) {
    /** Checks the bounds. */
    public PriceLine {
        if (quantity < 1) {
            throw CommerceException.badArgument("quantity", quantity, "at least 1");
        }
        if (unitPrice.isNegative()) {
            throw CommerceException.badArgument("unit price", unitPrice, "not negative");
        }
        if (unitExtras.isNegative()) {
            throw CommerceException.badArgument("unit extras", unitExtras, "not negative");
        }
    }

    /** A line that codes may touch. */
    public PriceLine(UUID lineId, Sku sku, int quantity, Money unitPrice, Money unitExtras, String taxCategory) {
        this(lineId, sku, quantity, unitPrice, unitExtras, taxCategory, true);
    }
}
