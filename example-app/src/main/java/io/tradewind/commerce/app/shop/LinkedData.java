package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.catalog.Picture;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.stock.StockLine;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What machines read about a product: schema.org as JSON-LD, with the price and stock that the page shows. */
final class LinkedData {
    private LinkedData() {}

    static String of(URI base, Product product, Map<Sku, StockLine> stock) {
        String url = base.resolve("/p/" + product.slug()).toString();
        String offers = product.variants().stream()
                .map(it -> offer(url, it, Optional.ofNullable(stock.get(it.sku()))))
                .collect(Collectors.joining(","));
        String pictures = product.pictures().stream()
                .map(Picture::source)
                .map(it -> text(base.resolve(Format.picture(it)).toString()))
                .collect(Collectors.joining(","));
        return "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Product\",\"name\":"
                + text(product.title()) + ",\"url\":" + text(url) + ",\"description\":"
                + text(product.descriptionHtml().replaceAll("<[^>]*>", " ").strip())
                + ",\"brand\":{\"@type\":\"Brand\",\"name\":" + text(product.vendor()) + "},\"image\":[" + pictures
                + "],\"offers\":[" + offers + "]}</script>";
    }

    private static String offer(String url, Variant variant, Optional<StockLine> stock) {
        return "{\"@type\":\"Offer\",\"sku\":" + text(variant.sku().value()) + ",\"price\":"
                + text(variant.price().getAmount().toPlainString()) + ",\"priceCurrency\":"
                + text(variant.price().getCurrencyUnit().getCode()) + ",\"url\":"
                + text(url + "?sku=" + CatalogPages.encode(variant.sku().value()))
                + ",\"availability\":\"https://schema.org/" + availability(stock) + "\"}";
    }

    private static String availability(Optional<StockLine> stock) {
        if (stock.isEmpty()) {
            return "OutOfStock";
        }
        return switch (stock.get().status()) {
            case IN_STOCK -> "InStock";
            case LOW -> "LimitedAvailability";
            case PREORDER -> "PreOrder";
            case BACKORDER -> "BackOrder";
            case SOLD_OUT -> "OutOfStock";
        };
    }

    /** A JSON string that cannot end the script it stands in. */
    private static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
