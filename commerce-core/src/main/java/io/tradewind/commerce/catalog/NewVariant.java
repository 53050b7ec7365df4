package io.tradewind.commerce.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A variant about to be saved. Immutable: each method returns a changed copy.
 *
 * @param sku empty for one made from the product's slug and the options
 */
public record NewVariant(
        Optional<String> sku,
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
    /** Tax category of variants that name none. */
    public static final String STANDARD_TAX = "standard";

    /** Copies the options. */
    public NewVariant {
        options = List.copyOf(options);
    }

    /** A variant under that number. */
    public static NewVariant of(Sku sku, Money price) {
        return numbered(Optional.of(sku.value()), price);
    }

    /** A variant whose number is made from the product's slug and its options, and then stays. */
    public static NewVariant unnumbered(Money price) {
        return numbered(Optional.empty(), price);
    }

    private static NewVariant numbered(Optional<String> sku, Money price) {
        return new NewVariant(
                sku, List.of(), price, Optional.empty(), 0, true, STANDARD_TAX, true, false, Optional.empty(), "", "");
    }

    /** A variant as it is now, to change and save again. */
    public static NewVariant copyOf(Variant it) {
        return new NewVariant(
                Optional.of(it.sku().value()),
                it.options(),
                it.price(),
                it.compareAt(),
                it.grams(),
                it.taxable(),
                it.taxCategory(),
                it.requiresShipping(),
                it.express(),
                it.preorder(),
                it.barcode(),
                it.picture());
    }

    /** Its option values, one for each option of the product, in their order. */
    public NewVariant choosing(String... values) {
        return with(sku, List.of(values), compareAt, grams, taxable, taxCategory, express, preorder);
    }

    /** The higher price it is shown against. */
    public NewVariant compareAt(Money higher) {
        return with(sku, options, Optional.of(higher), grams, taxable, taxCategory, express, preorder);
    }

    /** Weight of one unit. */
    public NewVariant grams(int weight) {
        return with(sku, options, compareAt, weight, taxable, taxCategory, express, preorder);
    }

    /** Which of the store's tax rates apply. */
    public NewVariant taxCategory(String category) {
        return with(sku, options, compareAt, grams, true, category, express, preorder);
    }

    /** No tax applies at all. */
    public NewVariant untaxed() {
        return with(sku, options, compareAt, grams, false, taxCategory, express, preorder);
    }

    /** It may go by the store's 24-hour delivery. */
    public NewVariant byExpress() {
        return with(sku, options, compareAt, grams, taxable, taxCategory, true, preorder);
    }

    /** It may be bought before it is there. */
    public NewVariant preorder(Instant shipsOn, int cap) {
        return with(
                sku, options, compareAt, grams, taxable, taxCategory, express, Optional.of(new Preorder(shipsOn, cap)));
    }

    /** It is not sent. */
    public NewVariant notShipped() {
        return new NewVariant(
                sku,
                options,
                price,
                compareAt,
                grams,
                taxable,
                taxCategory,
                false,
                express,
                preorder,
                barcode,
                picture);
    }

    /** What a scanner reads from it. */
    public NewVariant barcode(String code) {
        return new NewVariant(
                sku,
                options,
                price,
                compareAt,
                grams,
                taxable,
                taxCategory,
                requiresShipping,
                express,
                preorder,
                code,
                picture);
    }

    /** The source of the picture that shows it. */
    public NewVariant picture(String source) {
        return new NewVariant(
                sku,
                options,
                price,
                compareAt,
                grams,
                taxable,
                taxCategory,
                requiresShipping,
                express,
                preorder,
                barcode,
                source);
    }

    /** What one unit costs now. */
    public NewVariant price(Money amount) {
        return new NewVariant(
                sku,
                options,
                amount,
                compareAt,
                grams,
                taxable,
                taxCategory,
                requiresShipping,
                express,
                preorder,
                barcode,
                picture);
    }

    NewVariant numbered(String number) {
        return with(Optional.of(number), options, compareAt, grams, taxable, taxCategory, express, preorder);
    }

    /** What a file of products says nothing about stays as it is. */
    NewVariant keeping(Variant before) {
        return with(sku, options, compareAt, grams, taxable, before.taxCategory(), before.express(), before.preorder());
    }

    private NewVariant with(
            Optional<String> sku,
            List<String> options,
            Optional<Money> compareAt,
            int grams,
            boolean taxable,
            String taxCategory,
            boolean express,
            Optional<Preorder> preorder) {
        return new NewVariant(
                sku,
                options,
                price,
                compareAt,
                grams,
                taxable,
                taxCategory,
                requiresShipping,
                express,
                preorder,
                barcode,
                picture);
    }
}
