package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import org.joda.money.Money;

/**
 * One line of a customs declaration.
 *
 * @param description what it is
 * @param hsCode tariff number
 * @param originCountry ISO code of the country of origin
 * @param quantity how many
 * @param gramsEach weight of one in grams
 * @param valueEach value of one
 */
public record CustomsLine(
        String description, String hsCode, String originCountry, int quantity, int gramsEach, Money valueEach) {
    /** Refuses missing parts. */
    public CustomsLine {
        requireNonNull(description, "description");
        requireNonNull(hsCode, "hsCode");
        requireNonNull(originCountry, "originCountry");
        requireNonNull(valueEach, "valueEach");
    }
}
