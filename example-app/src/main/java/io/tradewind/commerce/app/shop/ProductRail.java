package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.catalog.ProductCard;
import java.util.List;

/** A row of products on the home page. */
public record ProductRail(String title, String href, List<ProductCard> cards) {}
