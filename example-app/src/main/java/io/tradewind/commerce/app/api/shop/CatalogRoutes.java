package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.BestMatch;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Facets;
import io.tradewind.commerce.catalog.Glance;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductId;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Suggestions;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.delivery.PromiseAnswer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.stock.StockLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Looking around. */
final class CatalogRoutes {
    private static final String GROUP = "Catalog";
    private static final String MATCH = "MATCH";
    private static final List<String> SORTS = Stream.concat(
                    Arrays.stream(ProductQuery.Sort.values()).map(Enum::name), Stream.of(MATCH))
            .toList();

    private CatalogRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/categories")
                        .called("listCategories", GROUP, "All categories, neighbours in their order")
                        .open(Access.SHOP)
                        .answers(CatalogShapes.Categories.class)
                        .by(CatalogRoutes::categories),
                ApiRoute.get("/products")
                        .called("listProducts", GROUP, "Products that are for sale, or those found for some words")
                        .note("A page has no total: facets=true adds it and counts what each further choice would show."
                                + " What is chosen in a group does not change the numbers of that group. They are the"
                                + " same for every page, so ask with the first; that costs the shop more than a page.")
                        .open(Access.SHOP)
                        .query(Parameter.text(
                                "q", "Words to look for; a variant's number is found first", 200, "bottle"))
                        .query(Parameter.text("category", "Slug of a category", 120, ""))
                        .query(Parameter.text("tag", "A tag", 120, ""))
                        .query(Filters.TRAITS)
                        .query(Filters.OPTIONS)
                        .query(Filters.PRICES)
                        .query(Parameter.among(
                                "sort", "Order of the list. MATCH puts first what has the words in its title", SORTS))
                        .query(Parameter.flag("glances", "Adds to each its options and whether it is sold out"))
                        .query(Parameter.flag("facets", "Counts what the list can be narrowed to"))
                        .pages()
                        .answers(CatalogShapes.Cards.class)
                        .by(CatalogRoutes::products),
                ApiRoute.get("/suggestions")
                        .called("suggest", GROUP, "What somebody who is typing may mean")
                        .note("Words without a find are corrected, as far as the catalog has words like them.")
                        .open(Access.SHOP)
                        .query(Parameter.text("q", "As typed so far", 200, "bottel")
                                .needed())
                        .answers(CatalogShapes.Suggested.class)
                        .by(CatalogRoutes::suggest),
                ApiRoute.get("/products/{slug}")
                        .called("getProduct", GROUP, "A product with its variants and what is in stock")
                        .open(Access.SHOP)
                        .with(Parameter.text("slug", "Its name in addresses", 120, "trail-bottle"))
                        .tagged()
                        .answers(CatalogShapes.Product.class)
                        .by(CatalogRoutes::product),
                ApiRoute.get("/promises")
                        .called("estimateDelivery", GROUP, "When one unit would arrive if it were ordered now")
                        .open(Access.SHOP)
                        .query(Parameter.text("sku", "Number of the variant", 40, "MUG-CLAY")
                                .needed())
                        .query(new Parameter("country", "ISO code", true, "^[A-Z]{2}$", false, List.of(), "DE"))
                        .query(Parameter.text("postcode", "If it is known", 20, "04109"))
                        .query(Parameter.flag("express", "The 24-hour delivery instead"))
                        .query(Parameter.flag("engraved", "The piece is engraved first, which takes its time"))
                        .answers(CatalogShapes.Estimate.class)
                        .by(CatalogRoutes::promise));
    }

    private static ApiReply categories(ApiCall call) {
        return ApiReply.of(new CatalogShapes.Categories(
                ApiCall.each(call.shop().catalog().categories(), CatalogShapes.Category::of)));
    }

    private static ApiReply suggest(ApiCall call) {
        String words = call.query("q").orElseThrow().strip();
        Suggestions found = call.shop().catalog().suggest(words);
        String begun = words.toLowerCase(Locale.ROOT);
        List<CatalogShapes.Category> categories = begun.length() < 2
                ? List.of()
                : call.shop().catalog().categories().stream()
                        .filter(it -> call.lang()
                                .name(it.name())
                                .toLowerCase(Locale.ROOT)
                                .startsWith(begun))
                        .map(CatalogShapes.Category::of)
                        .toList();
        return ApiReply.of(new CatalogShapes.Suggested(
                found.text(), found.corrected(), ApiCall.each(found.products(), CatalogShapes.Card::of), categories));
    }

    private static ApiReply products(ApiCall call) {
        ProductQuery query = ProductQuery.all().first(call.limit());
        Optional<String> sort = call.query("sort");
        query = sort.filter(it -> !it.equals(MATCH))
                .map(ProductQuery.Sort::valueOf)
                .map(query::sortedBy)
                .orElse(query);
        query = filled(call, "q").map(query::matching).orElse(query);
        Optional<String> category = filled(call, "category");
        query = category.map(query::inCategory).orElse(query);
        query = filled(call, "tag").map(query::tagged).orElse(query);
        query = query.narrowedTo(Filters.read(call));
        Page<ProductCard> page =
                page(call, query, category, sort.filter(MATCH::equals).isPresent());
        return ApiReply.of(new CatalogShapes.Cards(cards(call, page.items()), page.next(), facets(call, query)))
                .next(page.next());
    }

    private static List<CatalogShapes.Card> cards(ApiCall call, List<ProductCard> found) {
        Map<ProductId, Glance> glances =
                flag(call, "glances") ? call.shop().catalog().glances(ApiCall.each(found, ProductCard::id)) : Map.of();
        return ApiCall.each(
                found,
                it -> CatalogShapes.Card.of(
                        it, Optional.ofNullable(glances.get(it.id())).map(CatalogShapes.Glance::of)));
    }

    private static Optional<FacetShapes.Facets> facets(ApiCall call, ProductQuery query) {
        if (!flag(call, "facets")) {
            return Optional.empty();
        }
        Facets counted = call.shop()
                .catalog()
                .facets(query, FacetShapes.bands(call.shop().store().currency(), query.narrowing()));
        return Optional.of(FacetShapes.Facets.of(call.lang(), counted, query.narrowing()));
    }

    private static Page<ProductCard> page(ApiCall call, ProductQuery query, Optional<String> category, boolean match) {
        Catalog catalog = call.shop().catalog();
        BiFunction<ProductQuery, String, Page<ProductCard>> list =
                (it, cursor) -> catalog.list(cursor.isEmpty() ? it : it.after(cursor));
        String cursor = filled(call, "cursor").orElse("");
        try {
            return match && query.text().isPresent()
                    ? new BestMatch(call.lang(), query.text().get()).page(list, query, cursor)
                    : list.apply(query, cursor);
        } catch (CommerceException e) {
            if (e.code() == ErrorCode.NOT_FOUND && category.isPresent()) {
                throw ApiFault.invalid("category", "unknown", "is no category: use a slug of GET /categories");
            }
            throw e;
        }
    }

    private static boolean flag(ApiCall call, String name) {
        return call.query(name).filter("true"::equals).isPresent();
    }

    private static Optional<String> filled(ApiCall call, String name) {
        return call.query(name).filter(it -> !it.isBlank());
    }

    private static ApiReply product(ApiCall call) {
        Product product = call.shop().catalog().find(call.path("slug")).orElseThrow(() -> ApiFault.notFound("product"));
        Map<Sku, StockLine> stock = call.shop()
                .stock()
                .lines(product.variants().stream().map(Variant::sku).toList());
        return ApiReply.of(CatalogShapes.Product.of(product, stock, call.lang()))
                .version(product.version());
    }

    private static ApiReply promise(ApiCall call) {
        Sku sku = sku("sku", call.query("sku").orElseThrow());
        String postcode = call.query("postcode").orElse("");
        boolean express = flag(call, "express");
        boolean engraved = flag(call, "engraved");
        return estimate(
                express
                        ? call.shop().delivery().expressFor(sku, postcode, engraved)
                        : call.shop()
                                .delivery()
                                .promiseFor(sku, call.query("country").orElseThrow(), postcode, engraved));
    }

    static ApiReply estimate(PromiseAnswer answer) {
        if (answer instanceof PromiseAnswer.Promised it) {
            return ApiReply.of(new CatalogShapes.Estimate(
                    true,
                    Optional.of(Shapes.Arrival.of(it.promise())),
                    it.price(),
                    Optional.of(it.orderBy()),
                    Optional.empty()));
        }
        return ApiReply.of(new CatalogShapes.Estimate(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Shapes.Reason.of(((PromiseAnswer.NotOffered) answer).refusal()))));
    }

    static Sku sku(String pointer, String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > Sku.MAX) {
            throw ApiFault.invalid(pointer, "length", "a number has 1 to " + Sku.MAX + " characters");
        }
        return Sku.of(trimmed);
    }
}
