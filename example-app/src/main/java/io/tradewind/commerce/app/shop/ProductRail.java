package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import java.util.List;
import java.util.Map;

/**
 * A row of products.
 *
 * @param href leads to more of them; empty if there are no more
 * @param looks of the cards, by their slugs
 */
public record ProductRail(String title, String href, List<ProductCard> cards, Map<String, CardLook> looks) {
    static final ProductRail NONE = new ProductRail("", "", List.of(), Map.of());
    static final int SHOWN = 4;

    static ProductRail of(Catalog catalog, String title, String href, List<ProductCard> cards) {
        return new ProductRail(title, href, cards, CardLook.of(catalog, cards));
    }

    /** What is there within a day: where a page would else be empty. */
    static ProductRail express(Lang say, Catalog catalog) {
        return of(
                catalog,
                say.t("rail.express"),
                "",
                catalog.list(ProductQuery.all().tagged("24 h").first(SHOWN)).items());
    }
}
