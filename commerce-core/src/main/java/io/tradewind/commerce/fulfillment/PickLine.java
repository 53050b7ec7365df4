package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Sku;
import java.util.UUID;

/**
 * What a packer takes from the shelf. Quantities are units.
 *
 * @param lineId the order line
 * @param picture path of the product's picture; empty if there is none
 * @param quantity how many
 * @param scanned how many lie in the box already
 * @param grams weight of one unit
 * @param personalisation what is to be engraved or wrapped
 */
public record PickLine(
        UUID lineId,
        Sku sku,
        String title,
        String variantName,
        String picture,
        int quantity,
        int scanned,
        int grams,
        Personalisation personalisation) {
    /** True if every unit lies in the box. */
    public boolean isComplete() {
        return scanned == quantity;
    }
}
