package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Lists of products: one statement a page, put together from the constants below, whatever the number of products.
 * Everything a card shows stands in the product's own row. The order begins with the store, which is the same for all
 * rows, because H2 reads an index in order only if all of its columns are named.
 */
@Singleton
final class CardStore {
    private static final String CARDS = """
            select p.id, p.slug, p.title, p.vendor, p.kind, p.price_from, p.price_to, p.compare_at, p.cover, p.cover_alt,
                   p.variant_count, p.express, p.preorder, p.personal, p.published, p.created_at, p.title_key
            from commerce.product p
            where p.store_id = :store and p.deleted_at is null
            """;
    private static final String PUBLISHED = """
              and p.published = true
            """;
    private static final String IN_CATEGORY = """
              and p.id in (
                select m.product_id
                from commerce.category_product m
                where m.store_id = :store and m.category_id = :category)
            """;
    private static final String TAGGED = """
              and p.id in (
                select t.product_id
                from commerce.product_tag t
                where t.store_id = :store and t.tag_key = :tag)
            """;
    private static final List<String> ALL_WORDS = List.of("""
              and not (p.id = any(:hits))
              and p.id in (
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from0 and w.word < :to0)
            """, """
              and p.id in (
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from1 and w.word < :to1)
            """, """
              and p.id in (
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from2 and w.word < :to2)
            """, """
              and p.id in (
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from3 and w.word < :to3)
            """);
    private static final String ANY_WORD = """
              and not (p.id = any(:hits))
              and p.id in (
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from0 and w.word < :to0
                union all
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from1 and w.word < :to1
                union all
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from2 and w.word < :to2
                union all
                select w.product_id from commerce.product_word w
                where w.store_id = :store and w.word >= :from3 and w.word < :to3)
            """;
    private static final String WITH_NUMBER = """
              and p.id in (
                select v.product_id
                from commerce.variant v
                where v.store_id = :store and v.sku_key = :sku and v.active = true)
            order by p.id
            fetch first 5 rows only
            """;
    private static final String BY_AGE = """
            order by p.store_id desc, p.created_at desc, p.id desc
            fetch first :size rows only
            """;
    private static final String AFTER_AGE = """
              and p.created_at <= :value and (p.created_at, p.id) < (:value, :id)
            """;
    private static final String BY_PRICE = """
            order by p.store_id, p.price_from, p.id
            fetch first :size rows only
            """;
    private static final String AFTER_PRICE = """
              and p.price_from >= :value and (p.price_from, p.id) > (:value, :id)
            """;
    private static final String BY_NAME = """
            order by p.store_id, p.title_key, p.id
            fetch first :size rows only
            """;
    private static final String AFTER_NAME = """
              and p.title_key >= :value and (p.title_key, p.id) > (:value, :id)
            """;

    @Inject
    CardStore() {}

    /** A card and where it stands in the order. */
    record Row(ProductCard card, PageToken token) {}

    /** Products with that number, in any case; at most five. */
    List<Row> withNumber(Handle handle, Scope scope, ProductQuery query, Optional<UUID> category, String sku) {
        String sql = CARDS + filters(query, category) + WITH_NUMBER;
        return bound(handle, scope, sql, query, category)
                .bind("sku", VariantStore.key(sku))
                .map((row, context) -> row(row, scope, query.sort(), false))
                .list();
    }

    /** A page; one row more than asked for says that there is another page. */
    List<Row> list(
            Handle handle,
            Scope scope,
            ProductQuery query,
            Optional<UUID> category,
            Optional<Words> words,
            List<UUID> hits,
            Optional<PageToken> after,
            int size) {
        boolean relaxed = words.map(Words::relaxed).orElse(false);
        String sql = CARDS
                + filters(query, category)
                + words.map(CardStore::found).orElse("")
                + (after.isEmpty() ? "" : after(query.sort()))
                + order(query.sort());
        Query bound = bound(handle, scope, sql, query, category)
                .bind("size", size)
                .bindArray("hits", UUID.class, hits.toArray());
        bindWords(bound, words);
        after.ifPresent(it -> bound.bind("value", it.bound()).bind("id", it.id()));
        Question<List<Row>> cards = new Question<>(bound, rows -> rows(rows, scope, query.sort(), relaxed));
        return words.isEmpty() ? cards.ask() : cards.askPlanned(handle);
    }

    private static String filters(ProductQuery query, Optional<UUID> category) {
        return (query.drafts() ? "" : PUBLISHED)
                + (category.isEmpty() ? "" : IN_CATEGORY)
                + (query.tag().isEmpty() ? "" : TAGGED)
                + FacetStore.narrowed(query.narrowing());
    }

    /** What the query asks for apart from how it is narrowed, for counting. */
    FacetStore.Base base(Scope scope, ProductQuery query, Optional<UUID> category, Optional<Words> words) {
        ProductQuery open = query.narrowedTo(Narrowing.NONE);
        String sql = filters(open, category) + words.map(CardStore::found).orElse("");
        return new FacetStore.Base() {
            @Override
            public String conditions() {
                return sql;
            }

            @Override
            public void bind(Query bound) {
                bindFilters(bound, scope, open, category);
                if (words.isPresent()) {
                    bound.bindArray("hits", UUID.class, new Object[0]);
                    bindWords(bound, words);
                }
            }
        };
    }

    private static Query bound(Handle handle, Scope scope, String sql, ProductQuery query, Optional<UUID> category) {
        Query bound = handle.createQuery(sql).bind("store", scope.storeId());
        bindFilters(bound, scope, query, category);
        return bound;
    }

    private static void bindFilters(Query bound, Scope scope, ProductQuery query, Optional<UUID> category) {
        category.ifPresent(id -> bound.bind("category", id));
        query.tag().ifPresent(tag -> bound.bind("tag", ProductPartStore.tagKey(tag.strip())));
        FacetStore.bind(bound, scope, query.narrowing());
    }

    private static void bindWords(Query bound, Optional<Words> words) {
        words.ifPresent(it -> {
            for (int slot = 0; slot < Words.SLOTS; slot++) {
                bound.bind("from" + slot, it.from(slot)).bind("to" + slot, it.to(slot));
            }
        });
    }

    private static String found(Words words) {
        return words.relaxed()
                ? ANY_WORD
                : String.join("", ALL_WORDS.subList(0, words.words().size()));
    }

    private static String order(ProductQuery.Sort sort) {
        return switch (sort) {
            case NEWEST -> BY_AGE;
            case PRICE -> BY_PRICE;
            case NAME -> BY_NAME;
        };
    }

    private static String after(ProductQuery.Sort sort) {
        return switch (sort) {
            case NEWEST -> AFTER_AGE;
            case PRICE -> AFTER_PRICE;
            case NAME -> AFTER_NAME;
        };
    }

    private static List<Row> rows(ResultSet rows, Scope scope, ProductQuery.Sort sort, boolean relaxed)
            throws SQLException {
        List<Row> all = new ArrayList<>();
        while (rows.next()) {
            all.add(row(rows, scope, sort, relaxed));
        }
        return all;
    }

    private static Row row(ResultSet row, Scope scope, ProductQuery.Sort sort, boolean relaxed) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        long price = row.getLong("price_from");
        long compareAt = row.getLong("compare_at"); // 0 for null, which is no higher price either
        String cover = row.getString("cover");
        ProductCard card = new ProductCard(
                new ProductId(id),
                row.getString("slug"),
                row.getString("title"),
                row.getString("vendor"),
                row.getString("kind"),
                scope.money(price),
                scope.money(row.getLong("price_to")),
                compareAt > price ? Optional.of(scope.money(compareAt)) : Optional.empty(),
                cover.isEmpty() ? Optional.empty() : Optional.of(new Picture(cover, row.getString("cover_alt"))),
                row.getInt("variant_count"),
                row.getBoolean("express"),
                row.getBoolean("preorder"),
                row.getBoolean("personal"),
                row.getBoolean("published"));
        Object value = switch (sort) {
            case NEWEST -> row.getObject("created_at", OffsetDateTime.class).toInstant();
            case PRICE -> price;
            case NAME -> row.getString("title_key");
        };
        return new Row(card, new PageToken(sort, relaxed, value.toString(), id));
    }
}
