package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.launch.Launch;
import java.util.Optional;

/**
 * A launch as the front page tells of it.
 *
 * @param picture address of what it looks like; empty if there is none
 */
public record Teaser(Launch launch, String picture) {
    static String picture(Optional<Product> product) {
        return product.flatMap(it -> it.pictures().stream().findFirst())
                .map(it -> Format.picture(it.source()))
                .orElse("");
    }
}
