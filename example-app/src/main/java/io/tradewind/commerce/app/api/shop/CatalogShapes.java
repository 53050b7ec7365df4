package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.stock.StockLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Products as shoppers see them. */
final class CatalogShapes {
    private CatalogShapes() {}

    record Picture(
            String source, @Field("What it shows, in words") String alt) {
        static Picture of(io.tradewind.commerce.catalog.Picture it) {
            return new Picture(it.source(), it.alt());
        }
    }

    record Category(String slug, String name, Optional<String> parent) {}

    record Categories(List<Category> items) {}

    record Card(
            @Field(id = IdKind.PRODUCT) String id,
            @Field("Its name in addresses") String slug,
            String title,
            String vendor,
            String type,
            Money priceFrom,
            Money priceTo,
            @Field("A price it had before") Optional<Money> compareAt,
            Optional<Picture> cover,
            int variants,

            @Field("At least one variant comes by 24-hour delivery")
            boolean express,

            boolean preorder,
            boolean personalisable) {
        static Card of(ProductCard it) {
            return new Card(
                    IdKind.PRODUCT.of(it.id().value()),
                    it.slug(),
                    it.title(),
                    it.vendor(),
                    it.type(),
                    it.priceFrom(),
                    it.priceTo(),
                    it.compareAt(),
                    it.cover().map(Picture::of),
                    it.variants(),
                    it.express(),
                    it.preorder(),
                    it.personalisable());
        }
    }

    record Cards(
            List<Card> items,

            @Field("Cursor of the page that follows; absent on the last")
            Optional<String> next) {}

    record Option(String name, List<String> values) {}

    record Availability(
            StockLine.Status status,
            @Field("Units, if there are few") Optional<Integer> left,
            @Field("From when") Optional<Instant> from,
            boolean orderable) {
        static Availability of(StockLine it) {
            return new Availability(
                    it.status(),
                    it.left().isPresent() ? Optional.of(it.left().getAsInt()) : Optional.empty(),
                    it.from(),
                    it.orderable());
        }
    }

    record BuyableVariant(
            @Field("The shop's number of it; what carts take")
            String sku,

            @Field("One value for each option") List<String> options,
            Money price,
            Optional<Money> compareAt,
            boolean express,
            @Field("When it ships, if it is pre-ordered") Optional<Instant> shipsOn,
            Optional<String> picture,
            Availability stock) {
        static BuyableVariant of(Variant it, Map<Sku, StockLine> stock) {
            StockLine line = stock.get(it.sku());
            return new BuyableVariant(
                    it.sku().value(),
                    it.options(),
                    it.price(),
                    it.compareAt(),
                    it.express(),
                    it.preorder().map(preorder -> preorder.shipsOn()),
                    Shapes.filled(it.picture()),
                    line == null
                            ? new Availability(StockLine.Status.SOLD_OUT, Optional.empty(), Optional.empty(), false)
                            : Availability.of(line));
        }
    }

    record Engraving(
            @Field("Most characters of a line, as people count them")
            int maxGraphemes,

            int lines,
            @Field("Characters that can be made") String allowedGlyphs,
            Money price,
            boolean returnable) {
        static Engraving of(EngravingSpec it) {
            return new Engraving(it.maxGraphemes(), it.lines(), it.allowedGlyphs(), it.price(), it.returnable());
        }
    }

    record GiftWrap(Money price, int messageMax) {
        static GiftWrap of(GiftWrapSpec it) {
            return new GiftWrap(it.price(), it.messageMax());
        }
    }

    record Product(
            @Field(id = IdKind.PRODUCT) String id,
            String slug,
            String title,

            @Field("Cleaned of everything but plain formatting")
            String descriptionHtml,

            String vendor,
            String type,
            List<String> tags,
            List<Option> options,
            List<BuyableVariant> variants,
            List<Picture> pictures,
            List<String> categories,
            Optional<Engraving> engraving,
            Optional<GiftWrap> giftWrap) {
        static Product of(io.tradewind.commerce.catalog.Product it, Map<Sku, StockLine> stock) {
            return new Product(
                    IdKind.PRODUCT.of(it.id().value()),
                    it.slug(),
                    it.title(),
                    it.descriptionHtml(),
                    it.vendor(),
                    it.type(),
                    it.tags(),
                    it.options().stream()
                            .map(option -> new Option(option.name(), option.values()))
                            .toList(),
                    it.variants().stream()
                            .map(variant -> BuyableVariant.of(variant, stock))
                            .toList(),
                    it.pictures().stream().map(Picture::of).toList(),
                    it.categories(),
                    it.engraving().map(Engraving::of),
                    it.giftWrap().map(GiftWrap::of));
        }
    }

    record Estimate(
            boolean offered,
            Optional<Shapes.Arrival> promise,
            Optional<Money> price,
            @Field("An order until then still makes it") Optional<Instant> orderBy,
            @Field("Why it is not offered") Optional<Shapes.Reason> reason) {}
}
