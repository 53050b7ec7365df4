package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.catalog.Category;
import io.tradewind.commerce.delivery.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What stands around every page of the shop.
 *
 * @param shelves categories on the top level
 * @param current slug of the category the page belongs to; empty for none
 * @param promise until when to order for which day; empty if nothing can be said
 */
public record Frame(List<Category> shelves, String current, Optional<Bar> promise) {
    /**
     * The bar on top.
     *
     * @param left time until the cut-off
     * @param then when it arrives
     */
    public record Bar(Duration left, Promise then) {}

    /** For pages that must work when nothing else does. */
    public static Frame bare() {
        return new Frame(List.of(), "", Optional.empty());
    }

    Frame at(String slug) {
        return new Frame(shelves, slug, promise);
    }
}
