package io.tradewind.commerce.catalog;

import java.util.Optional;
import org.joda.money.Money;

/**
 * What a list shows of a product. Immutable.
 *
 * @param priceFrom the lowest price of its variants
 * @param priceTo the highest price of its variants
 * @param compareAt the higher price that {@code priceFrom} is shown against
 * @param cover its first picture
 * @param variants how many there are
 * @param express whether a variant may go by the 24-hour delivery
 * @param preorder whether a variant may be bought before it is there
 * @param personalisable whether it can be engraved or wrapped
 * @param published whether shoppers see it; always true in lists of shoppers
 */
public record ProductCard(
        ProductId id,
        String slug,
        String title,
        String vendor,
        String type,
        Money priceFrom,
        Money priceTo,
        Optional<Money> compareAt,
        Optional<Picture> cover,
        int variants,
        boolean express,
        boolean preorder,
        boolean personalisable,
        boolean published) {}
