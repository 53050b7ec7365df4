package io.tradewind.commerce.spi.pricing;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.joda.money.Money;

/**
 * The tax of a basket.
 *
 * @param lines one or more entries for every line asked about
 */
public record TaxResult(List<LineTax> lines) {
    /**
     * One tax on one line.
     *
     * @param line the line's id
     * @param name what the tax is called on an invoice
     * @param percent the rate in percent, as 19 or 7.5
     * @param tax the amount
     */
    public record LineTax(String line, String name, BigDecimal percent, Money tax) {
        /** Refuses missing parts. */
        public LineTax {
            requireNonNull(line, "line");
            requireNonNull(name, "name");
            requireNonNull(percent, "percent");
            requireNonNull(tax, "tax");
        }
    }

    /** Copies the entries. */
    public TaxResult {
        lines = List.copyOf(lines);
    }
}
