package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/** Products as their editors see them. */
final class ProductShapes {
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\.(\\w+))?(?:\\[(\\d+)])?");
    private static final Map<String, String> PLURALS = Map.of(
            "variant",
            "variants",
            "option",
            "options",
            "picture",
            "pictures",
            "tag",
            "tags",
            "category",
            "categories",
            "description",
            "descriptionHtml");

    private ProductShapes() {}

    record Card(
            @Field(id = IdKind.PRODUCT) String id,
            String slug,
            String title,
            boolean published,
            Money priceFrom,
            Money priceTo,
            int variants) {
        static Card of(ProductCard it) {
            return new Card(
                    IdKind.PRODUCT.of(it.id().value()),
                    it.slug(),
                    it.title(),
                    it.published(),
                    it.priceFrom(),
                    it.priceTo(),
                    it.variants());
        }
    }

    record Cards(List<Card> items, Optional<String> next) {}

    record Preorder(
            Instant shipsOn,

            @Field(value = "Units that may be sold ahead", min = 0, max = 1_000_000)
            int cap) {}

    record Variant(
            @Field(value = "The shop's number; absent to have one made", min = 1, max = 40)
            Optional<String> sku,

            @Field(value = "One value for each option", max = 3)
            Optional<List<String>> options,

            Money price,
            Optional<Money> compareAt,

            @Field(value = "Weight", min = 0, max = 1_000_000)
            Optional<Integer> grams,

            Optional<Boolean> taxable,

            @Field(value = "Absent for the standard one", max = 40)
            Optional<String> taxCategory,

            @Field("False for what is not sent") Optional<Boolean> requiresShipping,
            @Field("True if it may go by 24-hour delivery") Optional<Boolean> express,
            Optional<Preorder> preorder,
            @Field(max = 60) Optional<String> barcode,

            @Field(value = "Source of its picture", max = 500)
            Optional<String> picture) {
        static Variant of(io.tradewind.commerce.catalog.Variant it) {
            return new Variant(
                    Optional.of(it.sku().value()),
                    Optional.of(it.options()),
                    it.price(),
                    it.compareAt(),
                    Optional.of(it.grams()),
                    Optional.of(it.taxable()),
                    Optional.of(it.taxCategory()),
                    Optional.of(it.requiresShipping()),
                    Optional.of(it.express()),
                    it.preorder().map(preorder -> new Preorder(preorder.shipsOn(), preorder.cap())),
                    Shapes.filled(it.barcode()),
                    Shapes.filled(it.picture()));
        }

        NewVariant read() {
            return new NewVariant(
                    sku,
                    options.orElse(List.of()),
                    price,
                    compareAt,
                    grams.orElse(0),
                    taxable.orElse(true),
                    taxCategory.orElse(NewVariant.STANDARD_TAX),
                    requiresShipping.orElse(true),
                    express.orElse(false),
                    preorder.map(it -> new io.tradewind.commerce.catalog.Preorder(it.shipsOn(), it.cap())),
                    barcode.orElse(""),
                    picture.orElse(""));
        }
    }

    record Picture(
            @Field(value = "Path or https address", min = 1, max = 500)
            String source,

            @Field(value = "What it shows, in words", max = 500)
            String alt) {}

    record Engraving(
            @Field(min = 1, max = 200) int maxGraphemes,
            @Field(min = 1, max = 10) int lines,

            @Field(value = "Characters that can be made; absent for those of western Europe", max = 2000)
            Optional<String> allowedGlyphs,

            Money price,

            @Field(value = "Time it takes before the parcel can leave", min = 0, max = 8_760)
            int leadTimeHours,

            @Field("False if an engraved unit may only come back for a fault")
            boolean returnable) {
        EngravingSpec read() {
            return new EngravingSpec(
                    maxGraphemes,
                    lines,
                    allowedGlyphs.orElse(EngravingSpec.LATIN),
                    price,
                    Duration.ofHours(leadTimeHours),
                    returnable);
        }

        static Engraving of(EngravingSpec it) {
            return new Engraving(
                    it.maxGraphemes(),
                    it.lines(),
                    Optional.of(it.allowedGlyphs()),
                    it.price(),
                    (int) it.leadTime().toHours(),
                    it.returnable());
        }
    }

    record GiftWrap(Money price, @Field(min = 0, max = 2000) int messageMax) {}

    record Edit(
            @Field(value = "Its name in addresses; absent to have it made from the title", min = 1, max = 120)
            Optional<String> slug,

            @Field(min = 1, max = 200) String title,

            @Field(value = "Cleaned of everything but plain formatting", max = 50_000)
            Optional<String> descriptionHtml,

            @Field(max = 120) Optional<String> vendor,
            @Field(max = 120) Optional<String> type,
            @Field(max = 100) Optional<List<String>> tags,
            @Field(value = "Names of the options", max = 3) Optional<List<String>> options,
            @Field(min = 1, max = 500) List<Variant> variants,
            @Field(max = 100) Optional<List<Picture>> pictures,
            @Field(value = "Slugs", max = 50) Optional<List<String>> categories,
            Optional<Engraving> engraving,
            Optional<GiftWrap> giftWrap,

            @Field(value = "Hours until it is made", min = 0, max = 8_760)
            Optional<Integer> makingTimeHours) {
        NewProduct read() {
            NewProduct product = NewProduct.named(title)
                    .descriptionHtml(descriptionHtml.orElse(""))
                    .vendor(vendor.orElse(""))
                    .type(type.orElse(""))
                    .tags(tags.orElse(List.of()))
                    .options(options.orElse(List.of()).toArray(String[]::new))
                    .variants(ApiCall.each(variants, Variant::read))
                    .categories(categories.orElse(List.of()))
                    .makingTime(Duration.ofHours(makingTimeHours.orElse(0)));
            slug.ifPresent(product::slug);
            pictures.orElse(List.of()).forEach(it -> product.picture(it.source(), it.alt()));
            engraving.ifPresent(it -> product.engraving(it.read()));
            giftWrap.ifPresent(it -> product.giftWrap(new GiftWrapSpec(it.price(), it.messageMax())));
            return product;
        }
    }

    record Product(
            @Field(id = IdKind.PRODUCT) String id,
            int version,
            boolean published,
            String slug,
            String title,
            String descriptionHtml,
            String vendor,
            String type,
            List<String> tags,
            @Field("Names of the options") List<String> options,
            List<Variant> variants,
            List<Picture> pictures,
            List<String> categories,
            Optional<Engraving> engraving,
            Optional<GiftWrap> giftWrap,
            int makingTimeHours) {
        static Product of(io.tradewind.commerce.catalog.Product it) {
            return new Product(
                    IdKind.PRODUCT.of(it.id().value()),
                    it.version(),
                    it.published(),
                    it.slug(),
                    it.title(),
                    it.descriptionHtml(),
                    it.vendor(),
                    it.type(),
                    it.tags(),
                    ApiCall.each(it.options(), option -> option.name()),
                    ApiCall.each(it.variants(), Variant::of),
                    ApiCall.each(it.pictures(), picture -> new Picture(picture.source(), picture.alt())),
                    it.categories(),
                    it.engraving().map(Engraving::of),
                    it.giftWrap().map(wrap -> new GiftWrap(wrap.price(), wrap.messageMax())),
                    (int) it.makingTime().toHours());
        }
    }

    /** The faults of a product with pointers into what was sent. */
    static ApiFault faults(List<Refusal> refusals) {
        return ApiFault.invalid(refusals.stream()
                .map(it -> new ApiFault.Detail(pointer(it.field()), it.code(), it.message()))
                .toList());
    }

    /** {@code variant.price[0]} stands at {@code /variants/0/price}. */
    private static String pointer(String field) {
        Matcher parts = FIELD.matcher(field);
        if (!parts.matches()) {
            return "/" + field;
        }
        String head = PLURALS.getOrDefault(parts.group(1), parts.group(1));
        String index = parts.group(3) == null ? "" : "/" + parts.group(3);
        return "/" + head + index + (parts.group(2) == null ? "" : "/" + parts.group(2));
    }
}
