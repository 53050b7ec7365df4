package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Checks proposed products against each other and the database, and writes those that pass. Many at once or one. */
@Singleton
final class Shelf {
    private final ProductStore products;
    private final VariantStore variants;
    private final CategoryStore categories;
    private final PreorderCap preorders;
    private final World world;

    @Inject
    Shelf(ProductStore products, VariantStore variants, CategoryStore categories, PreorderCap preorders, World world) {
        this.products = products;
        this.variants = variants;
        this.categories = categories;
        this.preorders = preorders;
        this.world = world;
    }

    /** Says of each proposal what it comes to; writes nothing. */
    List<Plan> plan(Handle handle, Scope scope, List<Proposal> proposals) {
        return plan(handle, scope, proposals, Set.of());
    }

    /** The same while these categories are about to be made. */
    List<Plan> plan(Handle handle, Scope scope, List<Proposal> proposals, Set<String> coming) {
        List<Saving> savings = new ArrayList<>();
        Map<UUID, List<Fault>> faults = new HashMap<>();
        for (Proposal it : proposals) {
            ProductCheck.Checked checked =
                    ProductCheck.check(it.product(), it.before(), scope.store().currency());
            ProductId id = it.before().map(Product::id).orElse(it.id());
            savings.add(new Saving(id, it.before(), checked.draft(), it.published()));
            faults.put(id.value(), new ArrayList<>(checked.faults()));
        }
        unknownCategories(handle, scope, savings, coming, faults);
        takenNumbers(handle, scope, savings, faults);
        takenBarcodes(handle, scope, savings, faults);
        List<Plan> plans = savings.stream()
                .map(it -> new Plan(it, faults.getOrDefault(it.uuid(), List.of())))
                .toList();
        failIfOneAppeared(handle, scope, plans);
        return plans;
    }

    private void unknownCategories(
            Handle handle, Scope scope, List<Saving> savings, Set<String> coming, Map<UUID, List<Fault>> faults) {
        Set<String> known = new TreeSet<>(coming);
        known.addAll(categories.ids(handle, scope, slugs(savings)).keySet());
        for (Saving it : savings) {
            it.after().categories().stream()
                    .filter(slug -> !known.contains(slug))
                    .forEach(slug -> add(faults, it, new Fault("category", -1, slug, "no such category")));
        }
    }

    /** A number belongs to one product at a time; within one go, one may give it up and another take it. */
    private void takenNumbers(Handle handle, Scope scope, List<Saving> savings, Map<UUID, List<Fault>> faults) {
        Set<String> wanted = savings.stream()
                .flatMap(it -> it.added().stream())
                .map(it -> it.sku().value())
                .collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, VariantStore.Owner> owners = variants.owners(handle, scope, wanted);
        Map<String, Saving> first = new HashMap<>();
        for (Saving it : savings) {
            for (int i = 0; i < it.after().variants().size(); i++) {
                String sku = it.after().variants().get(i).sku().value();
                VariantStore.Owner owner = owners.get(sku);
                Saving earlier = first.putIfAbsent(sku, it);
                if (earlier != null && !earlier.uuid().equals(it.uuid())) {
                    add(faults, it, taken(i, sku, earlier.after().slug()));
                } else if (owner != null
                        && owner.active()
                        && !owner.product().equals(it.uuid())
                        && !givesUp(savings, owner.product(), sku)) {
                    add(faults, it, taken(i, sku, owner.slug()));
                }
            }
        }
    }

    /**
     * A barcode stands for one article, or a scanner could not tell which was packed. Only variants that get a new one are
     * looked at, so that what was there before can still be edited.
     */
    private void takenBarcodes(Handle handle, Scope scope, List<Saving> savings, Map<UUID, List<Fault>> faults) {
        Set<String> spellings = new TreeSet<>();
        savings.forEach(it -> it.after().variants().stream()
                .filter(variant -> isNewlyLabelled(it, variant))
                .forEach(variant -> spellings.addAll(Barcode.spellings(variant.barcode()))));
        if (spellings.isEmpty()) {
            return;
        }
        Map<String, List<VariantStore.Labelled>> before = variants.labelled(handle, scope, spellings).stream()
                .filter(it -> savings.stream().noneMatch(saving -> saving.uuid().equals(it.product())))
                .collect(Collectors.groupingBy(it -> Barcode.key(it.barcode())));
        Map<String, VariantStore.Labelled> here = new HashMap<>();
        for (Saving it : savings) {
            for (int i = 0; i < it.after().variants().size(); i++) {
                Variant variant = it.after().variants().get(i);
                if (variant.barcode().isEmpty()) {
                    continue;
                }
                String key = Barcode.key(variant.barcode());
                VariantStore.Labelled me = new VariantStore.Labelled(
                        variant.sku().value(),
                        it.uuid(),
                        variant.barcode(),
                        it.after().slug());
                VariantStore.Labelled other = here.putIfAbsent(key, me);
                if (other == null) {
                    other = before.getOrDefault(key, List.of()).stream()
                            .filter(labelled -> !labelled.sku().equals(me.sku()))
                            .findFirst()
                            .orElse(null);
                }
                if (other != null && isNewlyLabelled(it, variant)) {
                    add(faults, it, sameBarcode(i, me, other));
                }
            }
        }
    }

    private static boolean isNewlyLabelled(Saving saving, Variant variant) {
        return !variant.barcode().isEmpty()
                && saving.before()
                        .flatMap(product -> product.variant(variant.sku()))
                        .filter(before -> before.barcode().equals(variant.barcode()))
                        .isEmpty();
    }

    private static Fault sameBarcode(int index, VariantStore.Labelled me, VariantStore.Labelled other) {
        return new Fault(
                "variant.barcode",
                index,
                me.barcode(),
                "article " + me.sku() + " cannot have it: it is on " + other.sku() + " of product '" + other.slug()
                        + "', and a scanner could not tell them apart");
    }

    /** What looks like a taken number is the same product, if somebody created it after we looked for it. */
    private void failIfOneAppeared(Handle handle, Scope scope, List<Plan> plans) {
        Set<String> slugs = plans.stream()
                .filter(it -> !it.isGood() && it.saving().isNew())
                .map(it -> it.saving().after().slug())
                .filter(it -> ProductCheck.SLUG.matcher(it).matches())
                .collect(Collectors.toSet());
        if (!slugs.isEmpty() && !products.find(handle, scope, slugs).isEmpty()) {
            throw new CommerceException(ErrorCode.CONTENTION, "One of the products " + slugs + " appeared meanwhile.");
        }
    }

    private static boolean givesUp(List<Saving> savings, UUID product, String sku) {
        return savings.stream()
                .filter(it -> it.uuid().equals(product))
                .anyMatch(it -> it.after().variants().stream()
                        .noneMatch(variant -> variant.sku().value().equals(sku)));
    }

    private static Fault taken(int index, String sku, String slug) {
        return new Fault("variant.sku", index, sku, "product '" + slug + "' has this number");
    }

    private static void add(Map<UUID, List<Fault>> faults, Saving saving, Fault fault) {
        faults.computeIfAbsent(saving.uuid(), id -> new ArrayList<>()).add(fault);
    }

    /** Writes the good plans that change something. */
    void write(Handle handle, Scope scope, List<Plan> plans) {
        List<Saving> savings = plans.stream()
                .filter(Plan::isGood)
                .map(Plan::saving)
                .filter(Saving::changes)
                .toList();
        if (savings.isEmpty()) {
            return;
        }
        products.write(handle, scope, savings, categories.ids(handle, scope, slugs(savings)), world.now());
        savings.forEach(it -> preorders(handle, scope, it));
    }

    private void preorders(Handle handle, Scope scope, Saving saving) {
        for (Variant it : saving.after().variants()) {
            Optional<Preorder> before = saving.before()
                    .flatMap(product -> product.variant(it.sku()))
                    .flatMap(Variant::preorder);
            if (!before.equals(it.preorder())) {
                preorders.set(handle, scope, it.sku(), it.preorder());
            }
        }
        saving.gone().stream()
                .filter(it -> it.preorder().isPresent())
                .forEach(it -> preorders.set(handle, scope, it.sku(), Optional.empty()));
    }

    private static Set<String> slugs(List<Saving> savings) {
        return savings.stream()
                .flatMap(it -> it.after().categories().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
