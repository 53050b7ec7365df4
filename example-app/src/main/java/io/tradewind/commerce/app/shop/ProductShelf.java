package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.catalog.ProductCard;
import java.util.List;

/**
 * A list of products.
 *
 * @param path of the list without its parameters
 * @param filter the tag it is narrowed to; empty for none
 */
public record ProductShelf(
        String title,
        String lead,
        String path,
        String query,
        String filter,
        String sort,
        List<ProductCard> cards,
        String next,
        List<ShelfLink> filters,
        List<ShelfLink> sorts) {}
