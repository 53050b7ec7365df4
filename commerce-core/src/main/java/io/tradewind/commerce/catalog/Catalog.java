package io.tradewind.commerce.catalog;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Products and categories of one store, as the actor may see and change them. Safe for many threads. */
public final class Catalog {
    private final Scope scope;

    @Inject
    Catalog(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** The product under that slug; shoppers find published ones only. */
    public Optional<Product> find(String slug) {
        throw new UnsupportedOperationException("catalog");
    }

    /** The product with that id; shoppers find published ones only. */
    public Optional<Product> find(ProductId id) {
        throw new UnsupportedOperationException("catalog");
    }

    /** The product that has a variant with that number; shoppers find published ones only. */
    public Optional<Product> find(Sku sku) {
        throw new UnsupportedOperationException("catalog");
    }

    /** A page of products; shoppers see published ones only. */
    public Page<ProductCard> list(ProductQuery query) {
        throw new UnsupportedOperationException("catalog");
    }

    /** The first page of what is found for some words, a variant's number first. Any text gives an answer. */
    public Page<ProductCard> search(String text) {
        return list(ProductQuery.all().matching(text));
    }

    /** All categories, parents before their children, neighbours in their order. */
    public List<Category> categories() {
        throw new UnsupportedOperationException("catalog");
    }

    /** Makes a category or changes the one under that slug; staff only. */
    public Category category(String slug, String name) {
        throw new UnsupportedOperationException("catalog");
    }

    /** Saves a product and shows it to shoppers; the one under the same slug is replaced. Staff only. */
    public Product publish(NewProduct product) {
        throw new UnsupportedOperationException("catalog " + scope.storeId());
    }

    /** Saves a product; a new one is not shown to shoppers. Staff only. */
    public Product save(NewProduct product) {
        throw new UnsupportedOperationException("catalog");
    }

    /** Changes the product if nobody else has since that version. Staff only. */
    public EditAnswer edit(ProductId id, int version, NewProduct product) {
        throw new UnsupportedOperationException("catalog");
    }

    /** Shows it to shoppers; does nothing if it is shown already. Staff only. */
    public Product publish(ProductId id) {
        throw new UnsupportedOperationException("catalog");
    }

    /** Hides it from shoppers; does nothing if it is hidden already. Staff only. */
    public Product unpublish(ProductId id) {
        throw new UnsupportedOperationException("catalog");
    }

    /** Takes it away for good: its slug and numbers are free again, past orders keep its name. Staff only. */
    public void delete(ProductId id) {
        throw new UnsupportedOperationException("catalog");
    }
}
