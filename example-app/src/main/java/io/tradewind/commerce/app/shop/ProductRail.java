package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductId;
import io.tradewind.commerce.catalog.ProductOption;
import io.tradewind.commerce.catalog.ProductQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of products.
 *
 * @param href leads to more of them; empty if there are no more
 * @param swatches the colours of each card, by its slug
 */
public record ProductRail(String title, String href, List<ProductCard> cards, Map<String, List<String>> swatches) {
    static final ProductRail NONE = new ProductRail("", "", List.of(), Map.of());
    static final int SHOWN = 4;

    static ProductRail of(Catalog catalog, String title, String href, List<ProductCard> cards) {
        return new ProductRail(title, href, cards, swatches(catalog, cards));
    }

    /** What is there within a day: where a page would else be empty. */
    static ProductRail express(Lang say, Catalog catalog) {
        return of(
                catalog,
                say.t("rail.express"),
                "",
                catalog.list(ProductQuery.all().tagged("24 h").first(SHOWN)).items());
    }

    /** The colours of each card, by its slug; none where its options are no colours. */
    static Map<String, List<String>> swatches(Catalog catalog, List<ProductCard> cards) {
        Map<ProductId, List<ProductOption>> options =
                catalog.options(cards.stream().map(ProductCard::id).toList());
        Map<String, List<String>> colours = new HashMap<>();
        for (ProductCard card : cards) {
            colours.put(
                    card.slug(),
                    options.getOrDefault(card.id(), List.of()).stream()
                            .filter(it -> it.values().stream()
                                    .allMatch(value -> Art.colour(value).isPresent()))
                            .findFirst()
                            .map(ProductOption::values)
                            .orElse(List.of()));
        }
        return colours;
    }
}
