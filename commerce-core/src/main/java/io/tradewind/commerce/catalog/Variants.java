package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What siblings may know about variants inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Variants {
    /** What {@link #item} reads of a variant {@code v} and its product {@code p}, in any statement. */
    public static final String ITEM = """
            v.sku as item_sku, v.option1, v.option2, v.option3, v.price, v.taxable, v.tax_category, v.grams,
              v.requires_shipping, v.express, v.preorder_ships_on, v.picture, v.launch_id,
              p.id as product_id, p.slug, p.title as item_title, p.cover, p.engraving, p.gift_wrap, p.making_seconds
            """;

    private static final String FOR_SALE = "select " + ITEM + """
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            where v.active = true and p.published = true and p.deleted_at is null
            """;
    private static final String LAUNCHED = """
            update commerce.variant
            set launch_id = cast(:launch as uuid)
            where store_id = :store and sku = :sku
            """;
    private static final String KNOWN = """
            select v.sku
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            """;

    private static final String LABELLED = """
            select v.sku, v.barcode
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            where v.barcode <> ''
            order by v.sku
            """;
    private static final String NAMES = """
            select v.sku, v.option1, v.option2, v.option3, p.title
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            """;
    private static final String BY_BARCODE = """
            select v.sku, v.option1, v.option2, v.option3, p.title
            from unnest(:codes) as w(code)
            join commerce.variant v on v.store_id = :store and v.barcode = w.code
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            where v.active = true
            order by v.sku
            """;
    private static final String BY_SKU = """
            select v.sku, v.option1, v.option2, v.option3, p.title
            from commerce.variant v
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            where v.store_id = :store and v.sku = :code
            """;

    private final Json json;

    @Inject
    Variants(Json json) {
        this.json = json;
    }

    /** Those of the numbers that are for sale now; one statement. Unknown and unpublished ones are left out. */
    public Map<Sku, SaleItem> forSale(Handle handle, Scope scope, Collection<Sku> skus) {
        Map<Sku, SaleItem> items = new HashMap<>();
        if (skus.isEmpty()) {
            return items;
        }
        Keys.query(handle, FOR_SALE, "skus", String.class, numbers(skus))
                .bind("store", scope.storeId())
                .map((row, context) -> item(row, scope))
                .forEach(it -> items.put(it.sku(), it));
        return items;
    }

    /** Those of the numbers that are or were a variant of this store, for sale or not; one statement. */
    public Set<Sku> known(Handle handle, Scope scope, Collection<Sku> skus) {
        if (skus.isEmpty()) {
            return Set.of();
        }
        return Keys.query(handle, KNOWN, "skus", String.class, numbers(skus))
                .bind("store", scope.storeId())
                .mapTo(String.class)
                .stream()
                .map(Sku::new)
                .collect(Collectors.toSet());
    }

    /** The barcodes of those of the numbers that have one, for sale or not; one statement. */
    public Map<Sku, String> barcodes(Handle handle, Scope scope, Collection<Sku> skus) {
        Map<Sku, String> barcodes = new TreeMap<>();
        Keys.query(handle, LABELLED, "skus", String.class, numbers(skus))
                .bind("store", scope.storeId())
                .map((row, context) -> Map.entry(new Sku(row.getString("sku")), row.getString("barcode")))
                .forEach(it -> barcodes.put(it.getKey(), it.getValue()));
        return barcodes;
    }

    /** What those of the numbers that are or were a variant of this store are called, for sale or not; one statement. */
    Map<Sku, ArticleName> names(Handle handle, Scope scope, Collection<Sku> skus) {
        Map<Sku, ArticleName> names = new TreeMap<>();
        Keys.query(handle, NAMES, "skus", String.class, numbers(skus))
                .bind("store", scope.storeId())
                .map((row, context) ->
                        Map.entry(new Sku(row.getString("sku")), new ArticleName(row.getString("title"), options(row))))
                .forEach(it -> names.put(it.getKey(), it.getValue()));
        return names;
    }

    /** What a scanned code is in words, for sale or not: articles with that number, else with that barcode. */
    public List<String> named(Handle handle, Scope scope, String code) {
        List<String> bySku = handle.createQuery(BY_SKU)
                .bind("store", scope.storeId())
                .bind("code", code)
                .map((row, context) -> words(row))
                .list();
        if (!bySku.isEmpty()) {
            return bySku;
        }
        return Keys.query(handle, BY_BARCODE, "codes", String.class, Barcode.spellings(code))
                .bind("store", scope.storeId())
                .map((row, context) -> words(row))
                .list();
    }

    private static String words(ResultSet row) throws SQLException {
        String options = options(row);
        return "'" + row.getString("title") + (options.isEmpty() ? "" : ", " + options) + "' (" + row.getString("sku")
                + ")";
    }

    private static String options(ResultSet row) throws SQLException {
        return Stream.of(row.getString("option1"), row.getString("option2"), row.getString("option3"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    /** From now on only those whom that launch invites may buy it; empty ends that. In the caller's transaction. */
    public void launched(Handle handle, Scope scope, Sku sku, Optional<UUID> launch) {
        handle.createUpdate(LAUNCHED)
                .bind("store", scope.storeId())
                .bind("sku", sku.value())
                .bindByType("launch", launch.orElse(null), UUID.class)
                .execute();
    }

    private static Set<String> numbers(Collection<Sku> skus) {
        return skus.stream().map(Sku::value).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The article of a row that carries {@link #ITEM}. */
    public SaleItem item(ResultSet row, Scope scope) throws SQLException {
        String name = options(row);
        Optional<Instant> shipsOn = Optional.ofNullable(row.getObject("preorder_ships_on", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        String picture = row.getString("picture");
        return new SaleItem(
                new Sku(row.getString("item_sku")),
                row.getObject("product_id", UUID.class),
                row.getString("slug"),
                row.getString("item_title"),
                name,
                scope.money(row.getLong("price")),
                row.getBoolean("taxable") ? row.getString("tax_category") : "",
                row.getInt("grams"),
                row.getBoolean("requires_shipping"),
                row.getBoolean("express"),
                shipsOn,
                Optional.ofNullable(row.getString("engraving")).map(it -> json.read(it, EngravingSpec.class)),
                Optional.ofNullable(row.getString("gift_wrap")).map(it -> json.read(it, GiftWrapSpec.class)),
                Duration.ofSeconds(row.getLong("making_seconds")),
                Optional.ofNullable(row.getObject("launch_id", UUID.class)),
                picture.isEmpty() ? row.getString("cover") : picture);
    }
}
