package io.tradewind.commerce.pricing;

import java.util.UUID;
import org.joda.money.Money;

/**
 * What one line costs.
 *
 * @param gross quantity × (price + extras), as shown in the shop
 * @param discount the line's share of the code's discount; never more than its articles cost
 * @param tax in or on top of what is paid, as the store's prices are
 * @param total what the customer pays for the line, tax included
 */
public record QuotedLine(UUID lineId, Money gross, Money discount, Money tax, Money total) {
    /** What is paid for the line without the tax. */
    public Money net() {
        return total.minus(tax);
    }
}
