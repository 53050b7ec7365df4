package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Some products of a file in one transaction. */
@Singleton
final class ImportBatch {
    private final ProductStore products;
    private final CategoryStore categories;
    private final Shelf shelf;
    private final Variants variants;
    private final ImportedStock stock;
    private final World world;

    @Inject
    ImportBatch(
            ProductStore products,
            CategoryStore categories,
            Shelf shelf,
            Variants variants,
            ImportedStock stock,
            World world) {
        this.products = products;
        this.categories = categories;
        this.shelf = shelf;
        this.variants = variants;
        this.stock = stock;
        this.world = world;
    }

    /** What becomes of a product of the file. */
    record Outcome(FileProduct product, Plan plan) {}

    /** Says what each product comes to; with a lock on those that are there if they are to be written. */
    List<Outcome> plan(Handle handle, Scope scope, List<FileProduct> files, ImportOptions options, boolean lock) {
        return plan(handle, scope, files, options, lock, new TreeSet<>());
    }

    /** The same; the slugs of categories that were made for it go into {@code made}. */
    List<Outcome> plan(
            Handle handle,
            Scope scope,
            List<FileProduct> files,
            ImportOptions options,
            boolean lock,
            Set<String> made) {
        Set<String> slugs = files.stream().map(FileProduct::handle).collect(Collectors.toSet());
        Map<String, Product> before = lock ? products.lock(handle, scope, slugs) : products.find(handle, scope, slugs);
        Map<String, String> types = options.typesAsCategories() ? types(files) : Map.of();
        if (lock) {
            made.addAll(make(handle, scope, types));
        }
        List<Proposal> proposals = files.stream()
                .map(it -> proposal(it, Optional.ofNullable(before.get(it.handle())), options))
                .toList();
        List<Plan> plans = shelf.plan(handle, scope, proposals, types.keySet());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            outcomes.add(new Outcome(files.get(i), plans.get(i)));
        }
        return outcomes;
    }

    private Proposal proposal(FileProduct file, Optional<Product> before, ImportOptions options) {
        NewProduct wanted = file.proposal(before);
        if (options.typesAsCategories() && !CleanText.slug(file.type()).isEmpty()) {
            wanted.category(CleanText.slug(file.type()));
        }
        boolean was = before.map(Product::published).orElse(!options.drafts());
        boolean published = options.drafts() ? was : file.isPublished().orElse(was);
        return new Proposal(new ProductId(world.id()), wanted, before, published);
    }

    private static Map<String, String> types(List<FileProduct> files) {
        Map<String, String> types = new TreeMap<>();
        files.forEach(it -> types.putIfAbsent(CleanText.slug(it.type()), it.type()));
        types.remove("");
        return types;
    }

    private Set<String> make(Handle handle, Scope scope, Map<String, String> types) {
        Set<String> missing = new TreeSet<>(types.keySet());
        missing.removeAll(categories.ids(handle, scope, types.keySet()).keySet());
        missing.forEach(slug -> {
            Category category = new Category(world.id(), slug, types.getOrDefault(slug, slug), Optional.empty(), 0);
            categories.insert(handle, scope, Categories.checked(category), null);
        });
        return missing;
    }

    /**
     * Writes the good ones, and the stock of variants that were never there before.
     *
     * @return the units that were booked in, by product
     */
    Map<UUID, Map<Sku, Integer>> write(Handle handle, Scope scope, List<Outcome> outcomes) {
        List<Outcome> good = outcomes.stream().filter(it -> it.plan().isGood()).toList();
        Set<Sku> known = new HashSet<>(variants.known(
                handle,
                scope,
                good.stream()
                        .flatMap(it -> it.plan().saving().added().stream())
                        .map(Variant::sku)
                        .toList()));
        known.removeAll(stock.takenBack(handle, scope, known));
        shelf.write(handle, scope, good.stream().map(Outcome::plan).toList());
        Map<UUID, Map<Sku, Integer>> booked = new HashMap<>();
        for (Outcome it : good) {
            Saving saving = it.plan().saving();
            for (Variant variant : saving.added()) {
                int units = it.product().quantity(variant).orElse(0);
                if (units > 0 && !known.contains(variant.sku())) {
                    stock.set(handle, scope, variant.sku(), units);
                    booked.computeIfAbsent(saving.uuid(), id -> new HashMap<>()).put(variant.sku(), units);
                }
            }
        }
        return booked;
    }
}
