package io.tradewind.commerce.catalog;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One way a product is sold. Immutable.
 *
 * @param sku its number
 * @param options one value per option of the product, in their order; empty if the product has none
 * @param price of one unit in the store's currency
 * @param compareAt the higher price it is shown against
 * @param grams weight of one unit; 0 if unknown
 * @param taxable false if no tax applies at all
 * @param taxCategory which of the store's rates apply, such as {@code standard}
 * @param requiresShipping false for what is not sent
 * @param express whether it may go by the store's 24-hour delivery
 * @param preorder if it may be bought before it is there
 * @param barcode what a scanner reads; empty if there is none
 * @param picture source of the picture that shows this variant; empty if it is that of the product
 */
public record Variant(
        Sku sku,
        List<String> options,
        Money price,
        Optional<Money> compareAt,
        int grams,
        boolean taxable,
        String taxCategory,
        boolean requiresShipping,
        boolean express,
        Optional<Preorder> preorder,
        String barcode,
        String picture) {
    /** Copies the options. */
    public Variant {
        options = List.copyOf(options);
    }

    /** The option values as one name, such as {@code Large / Blue}; empty if there are none. */
    public String name() {
        return String.join(" / ", options);
    }
}
