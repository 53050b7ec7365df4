package io.tradewind.commerce.order;

import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One line of an order, frozen when it was placed; only the counts move. Quantities are units.
 *
 * @param picture path of the product's picture; empty if it had none
 * @param cancelled units that will not be sent
 * @param handedOver units that have left the building
 * @param delivered units that arrived
 * @param returned units accepted back
 * @param undelivered units whose delivery was given up
 * @param unitPrice catalog price of one unit as it was shown
 * @param unitExtras engraving, gift wrap and the like for one unit
 * @param discount what was taken off the whole line; positive
 * @param paid what the customer pays for the whole line, tax included
 * @param tax the tax in {@code paid}
 * @param grams weight of one unit
 * @param returnable false if it can only come back for a fault, as engraved goods
 * @param preorderShipsOn when a pre-ordered line ships; empty for goods in stock
 */
public record OrderLine(
        UUID id,
        Sku sku,
        String slug,
        String title,
        String variantName,
        String picture,
        int quantity,
        int cancelled,
        int handedOver,
        int delivered,
        int returned,
        int undelivered,
        Money unitPrice,
        Money unitExtras,
        Money discount,
        Money paid,
        Money tax,
        int grams,
        boolean returnable,
        Optional<Instant> preorderShipsOn,
        Personalisation personalisation) {

    /** Units that were ordered and not cancelled. */
    public int wanted() {
        return quantity - cancelled;
    }
}
