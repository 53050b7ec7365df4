package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.pricing.PriceLine;
import io.tradewind.commerce.spi.Internal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A line about to be bought.
 *
 * @param item the article as it is sold now
 * @param unitExtras of engraving and gift wrap for one unit
 * @param personalJson the personalisation as {@link Personalisations} keeps it; empty for none
 */
@Internal
public record SnapshotLine(
        UUID lineId,
        SaleItem item,
        int quantity,
        Personalisation personalisation,
        Money unitExtras,
        String personalJson) {
    /** Making and engraving together. */
    public Duration makingTime() {
        return item.engraving()
                .filter(it -> personalisation.isEngraved())
                .map(it -> item.makingTime().plus(it.leadTime()))
                .orElse(item.makingTime());
    }

    /** The release date if it lies ahead: the line is then a pre-order. */
    public Optional<Instant> releasedAfter(Instant now) {
        return item.preorderShipsOn().filter(date -> date.isAfter(now));
    }

    /** False if an engraved unit may be sent back only for a fault. */
    public boolean returnable() {
        return !personalisation.isEngraved()
                || item.engraving().map(it -> it.returnable()).orElse(true);
    }

    /** The line as prices are worked out; codes leave pre-orders alone. */
    public PriceLine priced(Instant now) {
        return new PriceLine(
                lineId,
                item.sku(),
                quantity,
                item.price(),
                unitExtras,
                item.taxCategory(),
                releasedAfter(now).isEmpty());
    }
}
