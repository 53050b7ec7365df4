package io.tradewind.commerce.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A product as it is now. Immutable.
 *
 * @param slug its name in addresses, unique in the store
 * @param descriptionHtml safe HTML: whatever was given has been cleaned
 * @param type the shop's own kind of goods, such as {@code Outdoor}; empty if none was given
 * @param tags free words, in the order they were given
 * @param options what a shopper chooses between; at most three
 * @param variants in their order; at least one
 * @param pictures in their order; the first is the cover
 * @param categories slugs of the categories it is in, in alphabetical order
 * @param engraving what may be engraved, if anything
 * @param giftWrap if it can be wrapped
 * @param makingTime time it takes to make one before it can be packed; zero for goods on the shelf
 * @param published whether shoppers see it
 * @param version grows with each change
 */
public record Product(
        ProductId id,
        String slug,
        String title,
        String descriptionHtml,
        String vendor,
        String type,
        List<String> tags,
        List<ProductOption> options,
        List<Variant> variants,
        List<Picture> pictures,
        List<String> categories,
        Optional<EngravingSpec> engraving,
        Optional<GiftWrapSpec> giftWrap,
        Duration makingTime,
        boolean published,
        int version) {
    /** Copies the lists. */
    public Product {
        tags = List.copyOf(tags);
        options = List.copyOf(options);
        variants = List.copyOf(variants);
        pictures = List.copyOf(pictures);
        categories = List.copyOf(categories);
    }

    /** The variant with that number, if it is one of this product's. */
    public Optional<Variant> variant(Sku sku) {
        return variants.stream().filter(it -> it.sku().equals(sku)).findFirst();
    }

    /** Everything that can be edited, as a proposal to change and hand to {@code Catalog.edit}. */
    public NewProduct toEdit() {
        NewProduct copy = NewProduct.named(title)
                .slug(slug)
                .descriptionHtml(descriptionHtml)
                .vendor(vendor)
                .type(type)
                .tags(tags)
                .options(options.stream().map(ProductOption::name).toArray(String[]::new))
                .categories(categories)
                .makingTime(makingTime);
        variants.forEach(it -> copy.variant(NewVariant.copyOf(it)));
        pictures.forEach(it -> copy.picture(it.source(), it.alt()));
        engraving.ifPresent(copy::engraving);
        giftWrap.ifPresent(copy::giftWrap);
        return copy;
    }
}
