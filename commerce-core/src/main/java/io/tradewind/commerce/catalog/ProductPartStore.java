package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * What hangs on a product: pictures, tags, categories, and the words under which it is found. Words are kept as bytes,
 * so that "begins with" is a range of the index whatever collation the database has.
 */
@Singleton
final class ProductPartStore {
    private static final String WORDS = """
            select w.word, count(*) as products
            from commerce.product_word w
            where w.store_id = :store and w.word >= :from and w.word < :to
            group by w.word
            """;
    private static final String PARTS = partsOf("unnest(:products) as w(product)");
    private static final String PARTS_BY_SLUG = partsOf(
            "(select o.id as product from commerce.product o where o.store_id = :store and o.active_slug = :slug) w");
    private static final String NO_PICTURES = """
            delete from commerce.product_picture
            where store_id = :store and product_id = :product
            """;
    private static final String NO_TAGS = """
            delete from commerce.product_tag
            where store_id = :store and product_id = :product
            """;
    private static final String NO_CATEGORIES = """
            delete from commerce.category_product
            where store_id = :store and product_id = :product
            """;
    private static final String NO_WORDS = """
            delete from commerce.product_word
            where store_id = :store and product_id = :product
            """;
    private static final String PICTURE = """
            insert into commerce.product_picture (store_id, product_id, place, source, alt)
            values (:store, :product, :place, :source, :alt)
            """;
    private static final String TAG = """
            insert into commerce.product_tag (store_id, product_id, place, tag, tag_key)
            values (:store, :product, :place, :tag, :key)
            """;
    private static final String CATEGORY = """
            insert into commerce.category_product (store_id, category_id, product_id)
            values (:store, :category, :product)
            """;
    private static final String WORD = """
            insert into commerce.product_word (store_id, word, product_id)
            values (:store, :word, :product)
            """;

    private static final String NO_FACETS = """
            delete from commerce.product_facet
            where store_id = :store and product_id = :product
            """;
    private static final String FACET = """
            insert into commerce.product_facet (store_id, product_id, name, choice, place)
            values (:store, :product, :name, :choice, :place)
            """;

    @Inject
    ProductPartStore() {}

    private static String partsOf(String products) {
        return """
            select t.product_id, 'PICTURE' as part, t.place, t.source as text, t.alt
            from %1$s
            join commerce.product_picture t on t.store_id = :store and t.product_id = w.product
            union all
            select t.product_id, 'TAG', t.place, t.tag, ''
            from %1$s
            join commerce.product_tag t on t.store_id = :store and t.product_id = w.product
            union all
            select m.product_id, 'CATEGORY', 0, c.slug, ''
            from %1$s
            join commerce.category_product m on m.store_id = :store and m.product_id = w.product
            join commerce.category c on c.store_id = m.store_id and c.id = m.category_id
            order by product_id, part, place
            """.formatted(products);
    }

    /** What hangs on a product and is shown with it. */
    record Parts(List<Picture> pictures, List<String> tags, List<String> categories) {
        static Parts none() {
            return new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** The parts of those products, categories by their slugs; a product without any is left out. */
    Map<UUID, Parts> of(Handle handle, Scope scope, Collection<UUID> products) {
        Query query =
                Keys.query(handle, PARTS, "products", UUID.class, products).bind("store", scope.storeId());
        return new Question<>(query, ProductPartStore::parts).ask();
    }

    /** The same for the product under that slug. */
    Question<Map<UUID, Parts>> of(Handle handle, Scope scope, String slug) {
        Query query =
                handle.createQuery(PARTS_BY_SLUG).bind("store", scope.storeId()).bind("slug", slug);
        return new Question<>(query, ProductPartStore::parts);
    }

    private static Map<UUID, Parts> parts(ResultSet rows) throws SQLException {
        Map<UUID, Parts> found = new HashMap<>();
        while (rows.next()) {
            Parts parts = found.computeIfAbsent(rows.getObject("product_id", UUID.class), id -> Parts.none());
            String text = rows.getString("text");
            switch (rows.getString("part")) {
                case "PICTURE" -> parts.pictures().add(new Picture(text, rows.getString("alt")));
                case "TAG" -> parts.tags().add(text);
                default -> parts.categories().add(text);
            }
        }
        found.values().forEach(it -> it.categories().sort(null));
        return found;
    }

    void write(Handle handle, Scope scope, List<Saving> savings, Map<String, UUID> categories) {
        renew(handle, scope, savings, NO_PICTURES, PICTURE, Draft::pictures, (batch, draft) -> {
            for (int place = 0; place < draft.pictures().size(); place++) {
                Picture it = draft.pictures().get(place);
                batch.next()
                        .bind("place", place)
                        .bind("source", it.source())
                        .bind("alt", it.alt())
                        .add();
            }
        });
        renew(handle, scope, savings, NO_TAGS, TAG, Draft::tags, (batch, draft) -> {
            for (int place = 0; place < draft.tags().size(); place++) {
                String it = draft.tags().get(place);
                batch.next()
                        .bind("place", place)
                        .bind("tag", it)
                        .bind("key", tagKey(it))
                        .add();
            }
        });
        renew(
                handle,
                scope,
                savings,
                NO_CATEGORIES,
                CATEGORY,
                Draft::categories,
                (batch, draft) -> draft.categories().stream()
                        .map(categories::get)
                        .forEach(it -> batch.next().bind("category", it).add()));
        renew(handle, scope, savings, NO_FACETS, FACET, Draft::choices, ProductPartStore::facets);
        renew(
                handle,
                scope,
                savings,
                NO_WORDS,
                WORD,
                Draft::words,
                (batch, draft) -> draft.words()
                        .forEach(it -> batch.next().bind("word", bytes(it)).add()));
    }

    private static void facets(Row batch, Draft draft) {
        int place = 0;
        for (ProductOption option : draft.choices()) {
            for (String choice : option.values()) {
                batch.next()
                        .bind("name", option.name())
                        .bind("choice", choice)
                        .bind("place", place++)
                        .add();
            }
        }
    }

    /** Rows of a product are written anew where that part of it changed, in two statements for all products. */
    private static void renew(
            Handle handle,
            Scope scope,
            List<Saving> savings,
            String delete,
            String insert,
            Function<Draft, ?> part,
            Rows rows) {
        Set<UUID> stale = new HashSet<>();
        PreparedBatch batch = handle.prepareBatch(insert);
        for (Saving it : savings) {
            boolean same = it.before()
                    .map(Draft::of)
                    .filter(before -> part.apply(before).equals(part.apply(it.after())))
                    .isPresent();
            if (!same) {
                it.before().ifPresent(product -> stale.add(product.id().value()));
                rows.add(new Row(batch, scope, it.uuid()), it.after());
            }
        }
        if (!stale.isEmpty()) {
            forget(handle, scope, delete, stale);
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** A deleted product is in no category and found under no word. */
    void forget(Handle handle, Scope scope, UUID product) {
        forget(handle, scope, NO_CATEGORIES, Set.of(product));
        forget(handle, scope, NO_WORDS, Set.of(product));
        forget(handle, scope, NO_FACETS, Set.of(product));
    }

    private static void forget(Handle handle, Scope scope, String sql, Set<UUID> products) {
        PreparedBatch batch = handle.prepareBatch(sql);
        products.forEach(
                it -> batch.bind("store", scope.storeId()).bind("product", it).add());
        batch.execute();
    }

    /** How tags are looked up: case does not count. */
    static String tagKey(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    /** A word of the catalog, and in how many products it stands. */
    record Word(String word, long products) {}

    /** The words that begin with that letter. */
    List<Word> beginningWith(Handle handle, int store, String letter) {
        byte[] to = bytes(letter);
        to[to.length - 1]++;
        return handle.createQuery(WORDS)
                .bind("store", store)
                .bind("from", bytes(letter))
                .bind("to", to)
                .map((row, context) ->
                        new Word(new String(row.getBytes("word"), StandardCharsets.UTF_8), row.getLong("products")))
                .list();
    }

    static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    private interface Rows {
        void add(Row batch, Draft draft);
    }

    private record Row(PreparedBatch batch, Scope scope, UUID product) {
        PreparedBatch next() {
            return batch.bind("store", scope.storeId()).bind("product", product);
        }
    }
}
