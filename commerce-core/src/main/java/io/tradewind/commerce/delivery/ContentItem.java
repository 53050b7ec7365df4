package io.tradewind.commerce.delivery;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Goods in a subject.
 *
 * @param sku of the variant
 * @param title what a shopper reads
 * @param quantity units, at least 1
 * @param grams weight of one unit; 0 if not known
 * @param value of all units together
 * @param express true if the variant is marked for 24-hour delivery
 * @param preorderShipsOn release date if it is sold before it is out
 * @param makingTime making and engraving together; zero if it is taken from the shelf as it is
 * @param requiresShipping false for what is not sent, such as a voucher by mail
 */
@Internal
public record ContentItem(
        Sku sku,
        String title,
        int quantity,
        int grams,
        Money value,
        boolean express,
        Optional<Instant> preorderShipsOn,
        Duration makingTime,
        boolean requiresShipping) {
    /** The release date if it still lies ahead. */
    Optional<Instant> releasedAfter(Instant now) {
        return preorderShipsOn.filter(date -> date.isAfter(now));
    }
}
