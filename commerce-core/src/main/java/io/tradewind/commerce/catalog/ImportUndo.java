package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Attempt;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Takes back what an import wrote, the last first, so that a number that went from one product to another finds its way
 * back. A product that somebody has touched since, or whose goods have moved, stays as it is and says why.
 */
@Singleton
final class ImportUndo {
    private static final int AT_ONCE = 50;

    private final ImportStore store;
    private final ImportItemStore items;
    private final ProductStore products;
    private final CategoryStore categories;
    private final Shelf shelf;
    private final ImportedStock stock;
    private final World world;

    @Inject
    ImportUndo(
            ImportStore store,
            ImportItemStore items,
            ProductStore products,
            CategoryStore categories,
            Shelf shelf,
            ImportedStock stock,
            World world) {
        this.store = store;
        this.items = items;
        this.products = products;
        this.categories = categories;
        this.shelf = shelf;
        this.stock = stock;
        this.world = world;
    }

    /** Works until there is nothing left; how many steps that took. */
    int run(Scope scope, ImportRow row) {
        int steps = 0;
        boolean more = true;
        while (more) {
            more = step(scope, row);
            world.crashPoint("import.back");
            steps++;
        }
        return steps;
    }

    private boolean step(Scope scope, ImportRow row) {
        try {
            return scope.tx().write("imports.back", handle -> some(handle, scope, row, AT_ONCE, false));
        } catch (RuntimeException e) {
            if (!Imports.lostRace(e)) {
                throw e;
            }
            return alone(scope, row);
        }
    }

    /** Somebody was faster with one of the products: the last has a transaction of its own, or stays as it is. */
    private boolean alone(Scope scope, ImportRow row) {
        try {
            return scope.tx().write("imports.back", handle -> some(handle, scope, row, 1, false));
        } catch (RuntimeException e) {
            if (!Imports.lostRace(e)) {
                throw e;
            }
            return scope.tx().write("imports.back", handle -> some(handle, scope, row, 1, true));
        }
    }

    private boolean some(Handle handle, Scope scope, ImportRow row, int most, boolean leave) {
        ImportRow now = store.find(handle, row.storeId(), row.what().id(), true).orElse(row);
        if (now.what().state() != ImportState.UNDOING) {
            return false;
        }
        List<ImportItem> last = items.last(handle, now, most);
        if (last.isEmpty()) {
            categories.deleteEmpty(handle, scope, now.categories());
            store.stepBack(handle, now, 0, 0, ImportState.UNDONE);
            return false;
        }
        Map<ImportItem, String> reasons =
                leave ? Map.of(last.get(0), "somebody works on it") : back(handle, scope, now, last);
        items.settle(handle, now, reasons);
        int kept = (int) reasons.values().stream().filter(it -> !it.isEmpty()).count();
        store.stepBack(handle, now, reasons.size() - kept, kept, ImportState.UNDOING);
        return true;
    }

    /** Why each of the items could not be taken back; empty for those that were. */
    private Map<ImportItem, String> back(Handle handle, Scope scope, ImportRow row, List<ImportItem> last) {
        Set<String> slugs = last.stream().map(ImportItem::slug).collect(Collectors.toSet());
        Map<String, Product> found = products.lock(handle, scope, slugs);
        Map<ImportItem, String> reasons = new LinkedHashMap<>();
        List<ImportItem> changed = new ArrayList<>();
        for (ImportItem it : last) {
            Optional<Product> now = Optional.ofNullable(found.get(it.slug()));
            String touched = touched(it, now);
            if (!touched.isEmpty()) {
                reasons.put(it, touched);
            } else if (it.before().isEmpty()) {
                String why = goods(handle, scope, row, it, now.orElseThrow().variants());
                reasons.put(it, why);
                if (why.isEmpty()) {
                    products.delete(handle, scope, now.orElseThrow(), world.now());
                }
            } else {
                changed.add(it);
            }
        }
        restore(handle, scope, row, changed, found, reasons);
        return reasons;
    }

    private static String touched(ImportItem item, Optional<Product> now) {
        if (now.isEmpty() || !now.orElseThrow().id().equals(item.product())) {
            return "it has been renamed or taken away since";
        }
        return now.orElseThrow().version() == item.version() ? "" : "somebody has changed it since";
    }

    /** Books the goods of variants out again, all or none. */
    private String goods(Handle handle, Scope scope, ImportRow row, ImportItem item, List<Variant> variants) {
        String[] why = {""};
        boolean unused = Attempt.of(handle, () -> {
            for (Variant it : variants) {
                int units = item.units().getOrDefault(it.sku().value(), 0);
                why[0] = stock.takeBack(
                        handle, scope, it.sku(), units, row.what().uploadedAt());
                if (!why[0].isEmpty()) {
                    return false;
                }
            }
            return true;
        });
        return why[0];
    }

    private void restore(
            Handle handle,
            Scope scope,
            ImportRow row,
            List<ImportItem> changed,
            Map<String, Product> found,
            Map<ImportItem, String> reasons) {
        List<Proposal> proposals = new ArrayList<>();
        for (ImportItem it : changed) {
            Product was = it.before().orElseThrow();
            Product now = Optional.ofNullable(found.get(it.slug())).orElseThrow();
            proposals.add(new Proposal(now.id(), was.toEdit(), Optional.of(now), was.published()));
        }
        List<Plan> plans = changed.isEmpty() ? List.of() : shelf.plan(handle, scope, proposals);
        List<Plan> good = new ArrayList<>();
        Map<Integer, String> why = new HashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            String problem = plan.isGood()
                    ? goods(handle, scope, row, changed.get(i), plan.saving().gone())
                    : "as it was it cannot be now: " + plan.faults().get(0).rule();
            why.put(i, problem);
            if (problem.isEmpty()) {
                good.add(plan);
            }
        }
        shelf.write(handle, scope, good);
        for (int i = 0; i < changed.size(); i++) {
            reasons.put(changed.get(i), why.getOrDefault(i, ""));
        }
    }
}
