package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Units of one article that are made in the same way. Immutable.
 *
 * @param id stays the same while the line is in a cart
 * @param title of the product
 * @param variantName option values; empty if there are none
 * @param slug of the product's page
 * @param picture source; empty if there is none
 * @param quantity 1 to 999
 * @param unitPrice of one unit at this moment
 * @param unitExtras of engraving and gift wrap for one unit
 * @param total what the customer pays for the line, tax and discount included; zero if it is not for sale
 * @param available false if it is not for sale any more; it is then in no total
 * @param express true if the article is marked for the 24-hour delivery
 * @param shipsOn release date if it is sold before it is out
 */
public record CartLine(
        UUID id,
        Sku sku,
        String title,
        String variantName,
        String slug,
        String picture,
        int quantity,
        Money unitPrice,
        Money unitExtras,
        Personalisation personalisation,
        Money total,
        boolean available,
        boolean express,
        Optional<Instant> shipsOn) {}
