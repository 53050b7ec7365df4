package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rows of products. What belongs to them is read in as many statements however many products there are. Lists of keys
 * are joined from an array, because H2 uses {@code any} for the first column of an index only.
 */
@Singleton
final class ProductStore {
    private static final String COLUMNS = """
            select p.id, p.slug, p.title, p.description, p.vendor, p.kind, p.option1 as name1, p.option2 as name2,
                   p.option3 as name3, p.published, p.engraving, p.gift_wrap, p.making_seconds, p.version
            """;
    private static final String HEADS = COLUMNS + """
            from commerce.product p
            where p.store_id = :store and p.deleted_at is null
            """;
    private static final String BY_SLUG = COLUMNS + """
            from unnest(:slugs) as w(slug)
            join commerce.product p on p.store_id = :store and p.active_slug = w.slug
            """;
    private static final String BY_SLUG_LOCKED = BY_SLUG + """
            order by p.id
            for update of p
            """;
    private static final String BY_ID = HEADS + """
              and p.id = :id
            """;
    /** With its variants, a row for each; the description, which may be long, stands in the first. */
    private static final String WHOLE = COLUMNS.replace(
                    "p.description",
                    "case when row_number() over (order by v.place) = 1 then p.description else '' end as description")
            + ", " + VariantStore.COLUMNS + """
            from commerce.product p
            left join commerce.variant v on v.store_id = p.store_id and v.product_id = p.id and v.active = true
            where p.store_id = :store and p.deleted_at is null
            """;

    private static final String WHOLE_BY_SLUG = WHOLE + """
              and p.active_slug = :slug
            order by v.place
            """;
    private static final String BY_ID_LOCKED = BY_ID + """
            for update
            """;
    private static final String BY_SKU = HEADS + """
              and p.id = (
                select v.product_id
                from commerce.variant v
                where v.store_id = :store and v.sku = :sku and v.active = true)
            """;
    private static final String INSERT = """
            insert into commerce.product
              (store_id, id, slug, active_slug, title, title_key, description, vendor, kind,
               option1, option2, option3, published, price_from, price_to, compare_at, cover, cover_alt,
               variant_count, express, preorder, personal, engraving, gift_wrap, making_seconds,
               created_at, changed_at, changed_by, version)
            values
              (:store, :id, :slug, :slug, :title, :titleKey, :description, :vendor, :kind,
               :option1, :option2, :option3, :published, :priceFrom, :priceTo, :compareAt, :cover, :coverAlt,
               :variants, :express, :preorder, :personal, :engraving, :giftWrap, :making,
               :now, :now, :actor, 1)
            """;
    private static final String UPDATE = """
            update commerce.product
            set slug = :slug, active_slug = :slug, title = :title, title_key = :titleKey, description = :description,
                vendor = :vendor, kind = :kind, option1 = :option1, option2 = :option2, option3 = :option3,
                published = :published, price_from = :priceFrom, price_to = :priceTo, compare_at = :compareAt,
                cover = :cover, cover_alt = :coverAlt, variant_count = :variants, express = :express,
                preorder = :preorder, personal = :personal, engraving = :engraving, gift_wrap = :giftWrap,
                making_seconds = :making, changed_at = :now, changed_by = :actor, version = version + 1
            where store_id = :store and id = :id and version = :before and deleted_at is null
            """;
    private static final String SHOW = """
            update commerce.product
            set published = :published, changed_at = :now, changed_by = :actor, version = version + 1
            where store_id = :store and id = :id and published <> :published and deleted_at is null
            """;
    private static final String DELETE = """
            update commerce.product
            set deleted_at = :now, active_slug = null, published = false, changed_at = :now, changed_by = :actor,
                version = version + 1
            where store_id = :store and id = :id and deleted_at is null
            """;
    private static final String TAKEN = """
            select count(*)
            from commerce.product p
            where p.store_id = :store and p.slug = :slug and p.deleted_at is not null
              and not exists (
                select 1
                from commerce.product other
                where other.store_id = :store and other.active_slug = :slug)
            """;

    private final VariantStore variants;
    private final ProductPartStore parts;
    private final FacetCache counted;
    private final Json json;

    @Inject
    ProductStore(VariantStore variants, ProductPartStore parts, FacetCache counted, Json json) {
        this.counted = counted;
        this.variants = variants;
        this.parts = parts;
        this.json = json;
    }

    Optional<Product> find(Handle handle, Scope scope, ProductId id) {
        return one(handle, scope, handle.createQuery(BY_ID).bind("id", id.value()));
    }

    Optional<Product> find(Handle handle, Scope scope, Sku sku) {
        return one(handle, scope, handle.createQuery(BY_SKU).bind("sku", sku.value()));
    }

    /** A product as shoppers look at it: two statements. */
    Optional<Product> find(Handle handle, Scope scope, String slug) {
        Query whole =
                handle.createQuery(WHOLE_BY_SLUG).bind("store", scope.storeId()).bind("slug", slug);
        return Question.both(
                handle,
                new Question<>(whole, rows -> whole(rows, scope)),
                parts.of(handle, scope, slug),
                (seen, has) -> seen.map(it -> product(it.head(), it.variants(), has)));
    }

    private record Whole(Head head, List<Variant> variants) {}

    private static Optional<Whole> whole(ResultSet rows, Scope scope) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        Whole seen = new Whole(head(rows), new ArrayList<>());
        do {
            if (rows.getString("sku") != null) {
                seen.variants().add(VariantStore.variant(rows, scope));
            }
        } while (rows.next());
        return Optional.of(seen);
    }

    Map<String, Product> find(Handle handle, Scope scope, Collection<String> slugs) {
        return bySlug(handle, scope, Keys.query(handle, BY_SLUG, "slugs", String.class, slugs));
    }

    boolean wasTaken(Handle handle, Scope scope, String slug) {
        return handle.createQuery(TAKEN)
                        .bind("store", scope.storeId())
                        .bind("slug", slug)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    Map<String, Product> lock(Handle handle, Scope scope, Collection<String> slugs) {
        return bySlug(handle, scope, Keys.query(handle, BY_SLUG_LOCKED, "slugs", String.class, slugs));
    }

    Optional<Product> lock(Handle handle, Scope scope, ProductId id) {
        return one(handle, scope, handle.createQuery(BY_ID_LOCKED).bind("id", id.value()));
    }

    private Optional<Product> one(Handle handle, Scope scope, Query query) {
        return bySlug(handle, scope, query).values().stream().findFirst();
    }

    private Map<String, Product> bySlug(Handle handle, Scope scope, Query query) {
        List<Head> heads = query.bind("store", scope.storeId())
                .map((row, context) -> head(row))
                .list();
        if (heads.isEmpty()) {
            return Map.of();
        }
        List<UUID> ids = heads.stream().map(Head::id).toList();
        Map<UUID, List<Variant>> variantsOf = variants.of(handle, scope, ids);
        Map<UUID, ProductPartStore.Parts> partsOf = parts.of(handle, scope, ids);
        Map<String, Product> products = new LinkedHashMap<>();
        for (Head it : heads) {
            products.put(it.slug(), product(it, variantsOf.getOrDefault(it.id(), List.of()), partsOf));
        }
        return products;
    }

    private Product product(Head it, List<Variant> variantsOf, Map<UUID, ProductPartStore.Parts> partsOf) {
        ProductPartStore.Parts has = partsOf.getOrDefault(it.id(), ProductPartStore.Parts.none());
        List<Variant> all = variantsOf.stream()
                .map(variant -> trimmed(variant, it.options().size()))
                .toList();
        return new Product(
                new ProductId(it.id()),
                it.slug(),
                it.title(),
                it.description(),
                it.vendor(),
                it.type(),
                has.tags(),
                Draft.namedOptions(it.options(), all),
                all,
                has.pictures(),
                has.categories(),
                Optional.ofNullable(it.engraving()).map(text -> json.read(text, EngravingSpec.class)),
                Optional.ofNullable(it.giftWrap()).map(text -> json.read(text, GiftWrapSpec.class)),
                Duration.ofSeconds(it.making()),
                it.published(),
                it.version());
    }

    /** Rows have room for three option values; a product with fewer options has as many. */
    private static Variant trimmed(Variant it, int options) {
        return new Variant(
                it.sku(),
                it.options().subList(0, options),
                it.price(),
                it.compareAt(),
                it.grams(),
                it.taxable(),
                it.taxCategory(),
                it.requiresShipping(),
                it.express(),
                it.preorder(),
                it.barcode(),
                it.picture());
    }

    /** Writes products that are locked or new; fails if somebody else was faster all the same. */
    void write(Handle handle, Scope scope, List<Saving> savings, Map<String, UUID> categories, Instant now) {
        counted.changed(handle);
        List<Saving> fresh = savings.stream().filter(Saving::isNew).toList();
        List<Saving> changed = savings.stream().filter(it -> !it.isNew()).toList();
        batch(handle, scope, INSERT, fresh, now);
        for (int count : batch(handle, scope, UPDATE, changed, now)) {
            if (count != 1) {
                throw new CommerceException(ErrorCode.CONTENTION, "A product was changed by somebody else.");
            }
        }
        variants.write(handle, scope, savings);
        parts.write(handle, scope, savings, categories);
    }

    private int[] batch(Handle handle, Scope scope, String sql, List<Saving> savings, Instant now) {
        if (savings.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Saving it : savings) {
            Draft draft = it.after();
            Variant cheapest = draft.variants().stream()
                    .min(Comparator.comparing(Variant::price))
                    .orElseThrow();
            Variant dearest = draft.variants().stream()
                    .max(Comparator.comparing(Variant::price))
                    .orElseThrow();
            Picture cover = draft.pictures().stream().findFirst().orElse(new Picture("", ""));
            batch.bind("store", scope.storeId())
                    .bind("id", it.uuid())
                    .bind("before", it.version() - 1)
                    .bind("slug", draft.slug())
                    .bind("title", draft.title())
                    .bind("titleKey", titleKey(draft.title()))
                    .bind("description", draft.descriptionHtml())
                    .bind("vendor", draft.vendor())
                    .bind("kind", draft.type())
                    .bind("option1", option(draft, 0))
                    .bind("option2", option(draft, 1))
                    .bind("option3", option(draft, 2))
                    .bind("published", it.published())
                    .bind("priceFrom", scope.minor(cheapest.price()))
                    .bind("priceTo", scope.minor(dearest.price()))
                    .bind("compareAt", cheapest.compareAt().map(scope::minor).orElse(null))
                    .bind("cover", cover.source())
                    .bind("coverAlt", cover.alt())
                    .bind("variants", draft.variants().size())
                    .bind("express", draft.variants().stream().anyMatch(Variant::express))
                    .bind(
                            "preorder",
                            draft.variants().stream().anyMatch(v -> v.preorder().isPresent()))
                    .bind(
                            "personal",
                            draft.engraving().isPresent() || draft.giftWrap().isPresent())
                    .bind("engraving", draft.engraving().map(json::write).orElse(null))
                    .bind("giftWrap", draft.giftWrap().map(json::write).orElse(null))
                    .bind("making", draft.makingTime().toSeconds())
                    .bind("now", now)
                    .bind("actor", scope.actor().label())
                    .add();
        }
        return batch.execute();
    }

    /** Shows or hides it; false if it is that way already. */
    boolean show(Handle handle, Scope scope, ProductId id, boolean published, Instant now) {
        counted.changed(handle);
        return handle.createUpdate(SHOW)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("published", published)
                        .bind("now", now)
                        .bind("actor", scope.actor().label())
                        .execute()
                == 1;
    }

    void delete(Handle handle, Scope scope, Product product, Instant now) {
        counted.changed(handle);
        handle.createUpdate(DELETE)
                .bind("store", scope.storeId())
                .bind("id", product.id().value())
                .bind("now", now)
                .bind("actor", scope.actor().label())
                .execute();
        variants.retire(handle, scope, Map.of(product.id().value(), product.variants()));
        parts.forget(handle, scope, product.id().value());
    }

    private static String titleKey(String title) {
        String key = CleanText.folded(title);
        if (key.length() <= 300) {
            return key;
        }
        return key.substring(0, Character.isHighSurrogate(key.charAt(299)) ? 299 : 300);
    }

    private static String option(Draft draft, int index) {
        return index < draft.options().size() ? draft.options().get(index) : "";
    }

    private static Head head(ResultSet row) throws SQLException {
        List<String> options = Stream.of(row.getString("name1"), row.getString("name2"), row.getString("name3"))
                .filter(it -> !it.isEmpty())
                .toList();
        return new Head(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getString("description"),
                row.getString("vendor"),
                row.getString("kind"),
                options,
                row.getBoolean("published"),
                row.getString("engraving"),
                row.getString("gift_wrap"),
                row.getLong("making_seconds"),
                row.getInt("version"));
    }

    private record Head(
            UUID id,
            String slug,
            String title,
            String description,
            String vendor,
            String type,
            List<String> options,
            boolean published,
            @Nullable String engraving,
            @Nullable String giftWrap,
            long making,
            int version) {}
}
