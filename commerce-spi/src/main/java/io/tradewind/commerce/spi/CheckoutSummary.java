package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What is being bought, frozen: lines, delivery, discount, tax and the total a payment is for.
 *
 * @param reference the shop's reference, shown to buyer and bank: the number of an order that is placed, else the id of the
 *     checkout, which the host replaces by the number in instructions of a payment whose receipt a person confirms
 * @param lines the lines, discounts included
 * @param delivery price of delivery after discounts
 * @param tax tax within the total
 * @param total what the buyer pays in all, of which a payment may cover only a part
 * @param shipTo where it goes, if it is shipped
 */
public record CheckoutSummary(
        String reference, List<OrderLine> lines, Money delivery, Money tax, Money total, Optional<Address> shipTo) {
    /** Copies the lines and refuses missing parts. */
    public CheckoutSummary {
        requireNonNull(reference, "reference");
        requireNonNull(delivery, "delivery");
        requireNonNull(tax, "tax");
        requireNonNull(total, "total");
        requireNonNull(shipTo, "shipTo");
        lines = List.copyOf(lines);
    }
}
