package io.tradewind.commerce.pricing;

import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What a basket costs. All parts add up to the minor unit: {@code total} is the sum of the lines' totals plus delivery
 * minus its discount, plus the tax on delivery where taxes are added.
 *
 * @param lines in the order of the request
 * @param goods the lines as shown, before any discount
 * @param discount of the goods
 * @param delivery as shown; zero while none is chosen
 * @param deliveryDiscount taken off the delivery
 * @param tax all of it, included or added, with that on delivery
 * @param taxLines one for each rate, highest first
 * @param total what the customer pays
 * @param taxIncluded true if shown prices contain the tax
 * @param deliveryTax the part of {@code tax} that is in or on the delivery
 */
public record PriceQuote(
        List<QuotedLine> lines,
        Money goods,
        Money discount,
        Money delivery,
        Money deliveryDiscount,
        Money tax,
        List<TaxLine> taxLines,
        Money total,
        boolean taxIncluded,
        Money deliveryTax) {
    /** Copies the lists. */
    public PriceQuote {
        lines = List.copyOf(lines);
        taxLines = List.copyOf(taxLines);
    }

    /** The line of that id, which must be one of the request. */
    public QuotedLine line(UUID lineId) {
        return lines.stream()
                .filter(it -> it.lineId().equals(lineId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + lineId + " in this quote"));
    }

    /** What the customer pays for the delivery, tax included. */
    public Money deliveryTotal() {
        Money paid = delivery.minus(deliveryDiscount);
        return taxIncluded ? paid : paid.plus(deliveryTax);
    }
}
