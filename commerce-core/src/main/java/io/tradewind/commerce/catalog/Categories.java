package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tree of categories: small, read whole. */
@Singleton
final class Categories {
    private final CategoryStore store;

    @Inject
    Categories(CategoryStore store) {
        this.store = store;
    }

    List<Category> all(Handle handle, Scope scope) {
        return store.all(handle, scope);
    }

    static Category checked(Category given) {
        if (!ProductCheck.SLUG.matcher(Given.value("slug", given.slug())).matches()) {
            throw CommerceException.badArgument("category slug", given.slug(), ProductCheck.SLUG_RULE);
        }
        String name = Given.value("name", given.name()).strip();
        if (name.isEmpty() || name.length() > 120) {
            throw CommerceException.badArgument("category name", name, "1 to 120 characters");
        }
        CleanText.firstForbidden(name, "").ifPresent(it -> {
            throw CommerceException.badArgument("category name", name, "text without the control character " + it);
        });
        return new Category(given.id(), given.slug(), name, given.parent(), given.position());
    }

    Category save(Handle handle, Scope scope, Category wanted) {
        store.lock(handle, scope);
        Map<String, Category> all =
                store.all(handle, scope).stream().collect(Collectors.toMap(Category::slug, Function.identity()));
        UUID parent = parent(all, wanted).orElse(null);
        Category known = all.get(wanted.slug());
        if (known == null) {
            store.insert(handle, scope, wanted, parent);
            return wanted;
        }
        Category changed = new Category(known.id(), wanted.slug(), wanted.name(), wanted.parent(), wanted.position());
        store.update(handle, scope, changed, parent);
        return changed;
    }

    private static Optional<UUID> parent(Map<String, Category> all, Category wanted) {
        if (wanted.parent().isEmpty()) {
            return Optional.empty();
        }
        String slug = wanted.parent().orElseThrow();
        Category parent = all.get(slug);
        if (parent == null) {
            throw CommerceException.notFound("category above '" + wanted.slug() + "'");
        }
        Optional<Category> above = Optional.of(parent);
        while (above.isPresent()) {
            if (above.orElseThrow().slug().equals(wanted.slug())) {
                throw CommerceException.badArgument("parent", slug, "it is below '" + wanted.slug() + "'");
            }
            above = above.flatMap(Category::parent).map(all::get);
        }
        return Optional.of(parent.id());
    }

    Optional<Category> remove(Handle handle, Scope scope, String slug) {
        store.lock(handle, scope);
        Optional<Category> known = store.all(handle, scope).stream()
                .filter(it -> it.slug().equals(slug))
                .findFirst();
        known.ifPresent(it -> store.delete(handle, scope, it.id()));
        return known;
    }
}
