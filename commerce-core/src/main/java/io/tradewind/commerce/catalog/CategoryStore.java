package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of categories. A store has few, so they are read all at once. */
@Singleton
final class CategoryStore {
    private static final String ALL = """
            select c.id, c.slug, c.name, c.place, u.slug as parent
            from commerce.category c
            left join commerce.category u on u.store_id = c.store_id and u.id = c.parent_id
            where c.store_id = :store
            order by c.place, c.name, c.id
            """;
    private static final String LOCK = """
            select id
            from commerce.category
            where store_id = :store
            order by id
            for update
            """;
    private static final String IDS = """
            select c.slug, c.id
            from unnest(:slugs) as w(slug)
            join commerce.category c on c.store_id = :store and c.slug = w.slug
            """;
    private static final String INSERT = """
            insert into commerce.category (store_id, id, slug, name, parent_id, place)
            values (:store, :id, :slug, :name, :parent, :place)
            """;
    private static final String UPDATE = """
            update commerce.category
            set name = :name, parent_id = :parent, place = :place
            where store_id = :store and slug = :slug
            """;
    private static final String ORPHANS = """
            update commerce.category
            set parent_id = null
            where store_id = :store and parent_id = :id
            """;
    private static final String LEAVE = """
            delete from commerce.category_product
            where store_id = :store and category_id = :id
            """;
    private static final String DELETE = """
            delete from commerce.category
            where store_id = :store and id = :id
            """;

    private static final String EMPTY = """
            select c.id
            from unnest(:slugs) as w(slug)
            join commerce.category c on c.store_id = :store and c.slug = w.slug
            where not exists (
                select 1
                from commerce.category_product p
                where p.store_id = c.store_id and p.category_id = c.id)
              and not exists (
                select 1
                from commerce.category b
                where b.store_id = c.store_id and b.parent_id = c.id)
            """;

    private final FacetCache counted;

    @Inject
    CategoryStore(FacetCache counted) {
        this.counted = counted;
    }

    List<Category> all(Handle handle, Scope scope) {
        return handle.createQuery(ALL)
                .bind("store", scope.storeId())
                .map((row, context) -> new Category(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("parent")),
                        row.getInt("place")))
                .list();
    }

    /** Edits of the tree take turns, so that two moves cannot make a circle. */
    void lock(Handle handle, Scope scope) {
        handle.createQuery(LOCK)
                .bind("store", scope.storeId())
                .mapTo(UUID.class)
                .list();
    }

    Map<String, UUID> ids(Handle handle, Scope scope, Collection<String> slugs) {
        Map<String, UUID> ids = new HashMap<>();
        if (slugs.isEmpty()) {
            return ids;
        }
        Keys.query(handle, IDS, "slugs", String.class, slugs)
                .bind("store", scope.storeId())
                .map((row, context) -> Map.entry(row.getString("slug"), row.getObject("id", UUID.class)))
                .forEach(it -> ids.put(it.getKey(), it.getValue()));
        return ids;
    }

    void insert(Handle handle, Scope scope, Category category, @Nullable UUID parent) {
        counted.changed(handle);
        handle.createUpdate(INSERT)
                .bind("store", scope.storeId())
                .bind("id", category.id())
                .bind("slug", category.slug())
                .bind("name", category.name())
                .bind("parent", (Object) parent) // as an object, so that none is no text
                .bind("place", category.position())
                .execute();
    }

    void update(Handle handle, Scope scope, Category category, @Nullable UUID parent) {
        counted.changed(handle);
        handle.createUpdate(UPDATE)
                .bind("store", scope.storeId())
                .bind("slug", category.slug())
                .bind("name", category.name())
                .bind("parent", (Object) parent) // as an object, so that none is no text
                .bind("place", category.position())
                .execute();
    }

    /** Takes those of the categories away in which nothing is. */
    void deleteEmpty(Handle handle, Scope scope, Collection<String> slugs) {
        if (!slugs.isEmpty()) {
            Keys.query(handle, EMPTY, "slugs", String.class, slugs)
                    .bind("store", scope.storeId())
                    .mapTo(UUID.class)
                    .list()
                    .forEach(it -> delete(handle, scope, it));
        }
    }

    void delete(Handle handle, Scope scope, UUID id) {
        counted.changed(handle);
        for (String sql : List.of(ORPHANS, LEAVE, DELETE)) {
            handle.createUpdate(sql)
                    .bind("store", scope.storeId())
                    .bind("id", id)
                    .execute();
        }
    }
}
