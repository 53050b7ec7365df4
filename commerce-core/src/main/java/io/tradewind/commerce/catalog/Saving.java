package io.tradewind.commerce.catalog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A product on its way into the database: as it was, and as it is to be. */
record Saving(ProductId id, Optional<Product> before, Draft after, boolean published) {
    UUID uuid() {
        return id.value();
    }

    boolean isNew() {
        return before.isEmpty();
    }

    /** True if something would differ afterwards. */
    boolean changes() {
        return before.map(it -> !Draft.of(it).equals(after) || it.published() != published)
                .orElse(true);
    }

    int version() {
        return before.map(it -> it.version() + 1).orElse(1);
    }

    Product product() {
        return after.toProduct(id, published, version());
    }

    /** Variants that were there and are not any more. */
    List<Variant> gone() {
        return before.map(product -> product.variants().stream()
                        .filter(was -> after.variants().stream()
                                .noneMatch(is -> is.sku().equals(was.sku())))
                        .toList())
                .orElse(List.of());
    }

    /** Variants that were not there before. */
    List<Variant> added() {
        return after.variants().stream()
                .filter(is -> before.flatMap(it -> it.variant(is.sku())).isEmpty())
                .toList();
    }
}
