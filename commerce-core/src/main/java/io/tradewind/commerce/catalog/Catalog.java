package io.tradewind.commerce.catalog;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Products and categories of one store, as the actor may see and change them. Safe for many threads. */
public final class Catalog {
    private final Scope scope;
    private final ProductStore products;
    private final Variants variants;
    private final Shelf shelf;
    private final Listing listing;
    private final Categories categories;
    private final FacetStore facets;
    private final FacetCache counted;
    private final World world;

    @Inject
    Catalog(
            @Assisted Scope scope,
            ProductStore products,
            Variants variants,
            Shelf shelf,
            Listing listing,
            Categories categories,
            FacetStore facets,
            FacetCache counted,
            World world) {
        this.counted = counted;
        this.scope = scope;
        this.products = products;
        this.variants = variants;
        this.shelf = shelf;
        this.listing = listing;
        this.categories = categories;
        this.facets = facets;
        this.world = world;
    }

    /** The product under that slug; shoppers find published ones only. */
    public Optional<Product> find(String slug) {
        Given.value("slug", slug);
        if (!ProductCheck.SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return visible(handle -> products.find(handle, scope, slug));
    }

    /** The product with that id; shoppers find published ones only. */
    public Optional<Product> find(ProductId id) {
        Given.value("id", id);
        return visible(handle -> products.find(handle, scope, id));
    }

    /** The product that has a variant with that number; shoppers find published ones only. */
    public Optional<Product> find(Sku sku) {
        Given.value("sku", sku);
        return visible(handle -> products.find(handle, scope, sku));
    }

    /** True if a product that was taken away for good had that slug, and none has it now. */
    public boolean wasTaken(String slug) {
        Given.value("slug", slug);
        return ProductCheck.SLUG.matcher(slug).matches()
                && scope.tx().read("catalog.taken", handle -> products.wasTaken(handle, scope, slug));
    }

    private Optional<Product> visible(Function<Handle, Optional<Product>> read) {
        return scope.tx()
                .read("catalog.find", read)
                .filter(it -> it.published() || scope.actor().isStaff());
    }

    /** A page of products; shoppers see published ones only. Fails with NOT_FOUND for an unknown category. */
    public Page<ProductCard> list(ProductQuery query) {
        if (query.drafts() && !scope.actor().isStaff()) {
            throw CommerceException.notFound("operation");
        }
        return scope.tx().read("catalog.list", handle -> listing.page(handle, scope, query));
    }

    /** The first page of what is found for some words, a variant's number first. Any text gives an answer. */
    public Page<ProductCard> search(String text) {
        Given.value("text", text);
        return list(ProductQuery.all().matching(text));
    }

    /**
     * How many products each further choice would show, for the query as it is narrowed now; the page of the query does
     * not matter. At most two statements, one for each option that something was chosen of, and one for the category; none
     * if it was asked a moment ago and this process has changed nothing since. What other processes change counts after
     * five seconds at most.
     *
     * @param bands ranges of prices to count
     */
    public Facets facets(ProductQuery query, List<PriceBand> bands) {
        if (query.drafts() && !scope.actor().isStaff()) {
            throw CommerceException.notFound("operation");
        }
        Supplier<Facets> count =
                () -> scope.tx().read("catalog.facets", handle -> listing.facets(handle, scope, query, bands));
        return query.drafts() || scope.tx().isJoined() ? count.get() : counted.of(scope, query, bands, count);
    }

    /** At most eight products for somebody who is typing; typing mistakes are mended where nothing is found. */
    public Suggestions suggest(String text) {
        Given.value("text", text);
        return scope.tx().read("catalog.suggest", handle -> listing.suggest(handle, scope, text));
    }

    /** The options of some products, such as the colours of all cards of a page, and how far they can be had; one statement. */
    public Map<ProductId, Glance> glances(Collection<ProductId> products) {
        Set<UUID> ids = products.stream().map(ProductId::value).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : scope.tx().read("catalog.glances", handle -> facets.glances(handle, scope, ids)).entrySet().stream()
                        .collect(Collectors.toMap(it -> new ProductId(it.getKey()), Map.Entry::getValue));
    }

    /**
     * What these articles are called, such as those of a list of stock, drafts and hidden ones too; one statement. Numbers
     * that no article of this store has or had are left out. Staff only; for everybody else it does not exist
     * ({@code TW-4001}).
     *
     * @param skus in any order, also more than once; null among them is refused
     * @return sorted by number; it cannot be changed
     */
    public Map<Sku, ArticleName> names(Collection<Sku> skus) {
        if (!scope.actor().isStaff()) {
            throw CommerceException.notFound("operation");
        }
        skus.forEach(it -> Given.value("sku", it));
        return skus.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(
                        scope.tx().read("catalog.names", handle -> variants.names(handle, scope, skus)));
    }

    /** All categories, neighbours in their order. */
    public List<Category> categories() {
        return scope.tx().read("catalog.categories", handle -> categories.all(handle, scope));
    }

    /** Makes a category on the top level, or renames the one under that slug. Staff only. */
    public Category category(String slug, String name) {
        Optional<Category> before =
                categories().stream().filter(it -> it.slug().equals(slug)).findFirst();
        return category(
                slug,
                name,
                before.flatMap(Category::parent),
                before.map(Category::position).orElse(0));
    }

    /** Makes a category, or changes the one under that slug. A circle of parents is refused. Staff only. */
    public Category category(String slug, String name, Optional<String> parent, int position) {
        scope.require(Permission.CATALOG);
        Category wanted = Categories.checked(new Category(world.id(), slug, name, parent, position));
        return again(() -> scope.tx().write("catalog.category", handle -> categories.save(handle, scope, wanted)));
    }

    /** Takes a category away; its products stay, the categories below it come to the top level. Staff only. */
    public void removeCategory(String slug) {
        Given.value("slug", slug);
        scope.require(Permission.CATALOG);
        scope.tx().write("catalog.removeCategory", handle -> categories.remove(handle, scope, slug));
    }

    /** Saves a product and shows it to shoppers; the one under the same slug is replaced. Staff only. */
    public Product publish(NewProduct product) {
        return put(product, true);
    }

    /** Saves a product; a new one is not shown to shoppers, one that is shown stays so. Staff only. */
    public Product save(NewProduct product) {
        return put(product, false);
    }

    private Product put(NewProduct product, boolean publish) {
        scope.require(Permission.CATALOG);
        String slug = ProductCheck.slugOf(product);
        ProductId id = new ProductId(world.id());
        Set<String> slugs = ProductCheck.SLUG.matcher(slug).matches() ? Set.of(slug) : Set.of();
        EditAnswer answer = again(() -> scope.tx().write("catalog.save", handle -> {
            Optional<Product> before =
                    products.lock(handle, scope, slugs).values().stream().findFirst();
            boolean published = publish || before.map(Product::published).orElse(false);
            return write(handle, new Proposal(id, product, before, published));
        }));
        if (answer instanceof EditAnswer.Refused refused) {
            throw new CommerceException(
                    ErrorCode.BAD_ARGUMENT,
                    refused.problems().stream()
                            .map(it -> it.field() + " is " + it.message())
                            .collect(Collectors.joining(" ", "The product cannot be saved: ", "")));
        }
        return answer.orThrow();
    }

    /** Changes the product if nobody else has since that version; its slug may change too. Staff only. */
    public EditAnswer edit(ProductId id, int version, NewProduct product) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        String slug = ProductCheck.slugOf(product);
        return again(() -> scope.tx().write("catalog.edit", handle -> {
            Product before = products.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("product"));
            if (before.version() != version) {
                return new EditAnswer.Stale(before);
            }
            if (!slug.equals(before.slug())
                    && ProductCheck.SLUG.matcher(slug).matches()
                    && !products.find(handle, scope, Set.of(slug)).isEmpty()) {
                Fault taken = new Fault("slug", -1, slug, "another product has this slug");
                return new EditAnswer.Refused(List.of(taken.refusal()));
            }
            return write(handle, new Proposal(id, product, Optional.of(before), before.published()));
        }));
    }

    private EditAnswer write(Handle handle, Proposal proposal) {
        Plan plan = shelf.plan(handle, scope, List.of(proposal)).get(0);
        if (!plan.isGood()) {
            return new EditAnswer.Refused(
                    plan.faults().stream().map(Fault::refusal).toList());
        }
        if (!plan.saving().changes()) {
            return new EditAnswer.Saved(proposal.before().orElseThrow());
        }
        shelf.write(handle, scope, List.of(plan));
        return new EditAnswer.Saved(plan.saving().product());
    }

    /** Shows it to shoppers; does nothing if it is shown already. Staff only. */
    public Product publish(ProductId id) {
        Given.value("id", id);
        return show(id, true);
    }

    /** Hides it from shoppers; does nothing if it is hidden already. Staff only. */
    public Product unpublish(ProductId id) {
        Given.value("id", id);
        return show(id, false);
    }

    private Product show(ProductId id, boolean published) {
        scope.require(Permission.CATALOG);
        return scope.tx().write("catalog.show", handle -> {
            products.show(handle, scope, id, published, world.now());
            return products.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("product"));
        });
    }

    /** Takes it away for good: its slug and numbers are free again, past orders keep its name. Staff only. */
    public void delete(ProductId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        scope.tx().write("catalog.delete", handle -> {
            Product product = products.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("product"));
            products.delete(handle, scope, product, world.now());
            return product;
        });
    }

    /** Somebody may take a slug or a number between our looking and our writing; then look again, once. */
    private <T> T again(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            boolean lost = SqlErrors.isDuplicate(e)
                    || (e instanceof CommerceException known && known.code() == ErrorCode.CONTENTION);
            if (!lost || scope.tx().isJoined()) {
                throw e;
            }
            return work.get();
        }
    }
}
