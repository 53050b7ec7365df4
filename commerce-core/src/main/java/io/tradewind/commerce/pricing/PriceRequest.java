package io.tradewind.commerce.pricing;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A basket to be priced.
 *
 * @param delivery the price of the chosen delivery as it is shown; empty while none is chosen
 * @param destinationCountry ISO 3166 two-letter code; taxes are those of that country
 */
public record PriceRequest(
        List<PriceLine> lines, Optional<CodeRule> code, Optional<Money> delivery, String destinationCountry) {
    /** Copies the list. */
    public PriceRequest {
        lines = List.copyOf(lines);
    }
}
