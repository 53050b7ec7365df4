package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Said;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.Art;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductOption;
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
            @Field("Address of the file; without https:// it lies below the root of this server")
            String source,

            @Said(Said.Kind.NAME) @Field("What it shows, in words")
            String alt,

            @Field("In points; absent for drawings that take any size, and where it is not known")
            Optional<Integer> width,

            @Field("Likewise") Optional<Integer> height) {
        static Picture of(io.tradewind.commerce.catalog.Picture it) {
            Optional<Media.Size> size = Media.size(it.source());
            return new Picture(it.source(), it.alt(), size.map(Media.Size::width), size.map(Media.Size::height));
        }
    }

    record Category(
            @Field("Its name in addresses") String slug,
            @Said(Said.Kind.NAME) String name,
            @Field("Slug of the category above it") Optional<String> parent) {
        static Category of(io.tradewind.commerce.catalog.Category it) {
            return new Category(it.slug(), it.name(), it.parent());
        }
    }

    record Categories(List<Category> items) {}

    record Card(
            @Field(id = IdKind.PRODUCT) String id,
            @Field("Its name in addresses") String slug,
            @Said(Said.Kind.NAME) String title,
            String vendor,
            @Said(Said.Kind.NAME) String type,
            @Field("Of the cheapest variant") Money priceFrom,
            @Field("Of the dearest variant") Money priceTo,
            @Field("A price it had before") Optional<Money> compareAt,
            Optional<Picture> cover,
            @Field("How many there are") int variants,

            @Field("At least one variant comes by 24-hour delivery")
            boolean express,

            @Field("At least one variant can be ordered before it is out")
            boolean preorder,

            @Field("It can be engraved or wrapped as a gift")
            boolean personalisable,

            @Field("If it was asked for") Optional<Glance> glance) {
        static Card of(ProductCard it) {
            return of(it, Optional.empty());
        }

        static Card of(ProductCard it, Optional<Glance> glance) {
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
                    it.personalisable(),
                    glance);
        }
    }

    record Glance(
            List<Option> options,
            @Field("Nothing of it can be ordered now") boolean soldOut,

            @Field("What can be had of it takes an invitation to a launch")
            boolean invited) {
        static Glance of(io.tradewind.commerce.catalog.Glance it) {
            return new Glance(ApiCall.each(it.options(), Option::of), it.soldOut(), it.invited());
        }
    }

    record Cards(
            List<Card> items,

            @Field("Cursor of the page that follows; absent on the last")
            Optional<String> next,

            @Field("If they were asked for") Optional<FacetShapes.Facets> facets) {}

    record Suggested(
            @Field("What was looked for: the words as typed, or corrected")
            String text,

            @Field("The words were changed, since nothing was found for them")
            boolean corrected,

            @Field("At most eight, the best first") List<Card> products,

            @Field("Those whose name begins so in the caller's language")
            List<Category> categories) {}

    record Option(
            @Said(Said.Kind.NAME) String name,
            @Said(Said.Kind.NAME) List<String> values,

            @Field("One for each value, as #5f7a52, if all of them are colours the shop knows")
            Optional<List<String>> colours) {
        static Option of(ProductOption it) {
            List<String> colours = it.values().stream()
                    .flatMap(value -> Art.colour(value).stream())
                    .toList();
            boolean all = colours.size() == it.values().size();
            return new Option(it.name(), it.values(), all ? Optional.of(colours) : Optional.empty());
        }
    }

    record Availability(
            StockLine.Status status,
            @Field("Units, if there are few") Optional<Integer> left,
            @Field("From when, if not now") Optional<Instant> from,
            @Field("It can be ordered now") boolean orderable) {
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

            @Said(Said.Kind.NAME) @Field("One value for each option")
            List<String> options,

            Money price,
            @Field("A price it had before") Optional<Money> compareAt,
            @Field("It may go by 24-hour delivery") boolean express,
            @Field("When it ships, if it is pre-ordered") Optional<Instant> shipsOn,

            @Field("Source of its picture among those of the product")
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
            @Field("For each unit") Money price,

            @Field("False if an engraved unit may only come back for a fault")
            boolean returnable) {
        static Engraving of(EngravingSpec it) {
            return new Engraving(it.maxGraphemes(), it.lines(), it.allowedGlyphs(), it.price(), it.returnable());
        }
    }

    record GiftWrap(
            @Field("For each unit") Money price,
            @Field("Most characters of the message") int messageMax) {
        static GiftWrap of(GiftWrapSpec it) {
            return new GiftWrap(it.price(), it.messageMax());
        }
    }

    record Product(
            @Field(id = IdKind.PRODUCT) String id,
            String slug,
            @Said(Said.Kind.NAME) String title,

            @Field("Cleaned of everything but plain formatting")
            String descriptionHtml,

            String vendor,
            @Said(Said.Kind.NAME) String type,
            List<String> tags,
            List<Option> options,
            List<BuyableVariant> variants,
            List<Picture> pictures,
            @Field("Their slugs") List<String> categories,
            Optional<Engraving> engraving,
            Optional<GiftWrap> giftWrap) {
        static Product of(io.tradewind.commerce.catalog.Product it, Map<Sku, StockLine> stock, Lang lang) {
            String about = "about." + it.slug();
            return new Product(
                    IdKind.PRODUCT.of(it.id().value()),
                    it.slug(),
                    it.title(),
                    lang == Lang.DEFAULT || !lang.keys().contains(about) ? it.descriptionHtml() : lang.t(about),
                    it.vendor(),
                    it.type(),
                    it.tags(),
                    ApiCall.each(it.options(), Option::of),
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
            @Field("Of the delivery") Optional<Money> price,
            @Field("An order until then still makes it") Optional<Instant> orderBy,
            @Field("Why it is not offered") Optional<Shapes.Reason> reason) {}
}
