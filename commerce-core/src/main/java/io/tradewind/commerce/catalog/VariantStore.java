package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The rows of variants. A number keeps its row for ever, because stock and orders know it: a variant that is gone is
 * only set inactive, and its number may be taken up again, also by another product.
 */
@Singleton
final class VariantStore {
    /** What {@link #variant} reads, of a variant {@code v}. */
    static final String COLUMNS = """
            v.product_id, v.sku, v.option1, v.option2, v.option3, v.price, v.compare_at, v.grams, v.taxable,
                   v.tax_category, v.requires_shipping, v.express, v.preorder_ships_on, v.preorder_cap, v.barcode,
                   v.picture
            """;

    private static final String OF_PRODUCTS = "select " + COLUMNS + """
            from unnest(:products) as w(product)
            join commerce.variant v on v.store_id = :store and v.product_id = w.product
            where v.active = true
            order by v.product_id, v.place
            """;
    private static final String OWNERS = """
            select v.sku, v.product_id, v.active, p.slug
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            """;
    private static final String BY_BARCODE = """
            select v.sku, v.product_id, v.barcode, p.slug
            from unnest(:codes) as w(code)
            join commerce.variant v on v.store_id = :store and v.barcode = w.code
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            where v.active = true
            order by v.sku
            """;
    private static final String INSERT = """
            insert into commerce.variant
              (store_id, sku, sku_key, product_id, place, option1, option2, option3, option_key, price, compare_at,
               grams, taxable, tax_category, requires_shipping, express, preorder_ships_on, preorder_cap, barcode,
               picture, active)
            values
              (:store, :sku, :skuKey, :product, :place, :option1, :option2, :option3, :optionKey, :price, :compareAt,
               :grams, :taxable, :taxCategory, :requiresShipping, :express, :shipsOn, :cap, :barcode,
               :picture, true)
            """;
    private static final String UPDATE = """
            update commerce.variant
            set product_id = :product, place = :place, option1 = :option1, option2 = :option2, option3 = :option3,
                option_key = :optionKey, price = :price, compare_at = :compareAt, grams = :grams, taxable = :taxable,
                tax_category = :taxCategory, requires_shipping = :requiresShipping, express = :express,
                preorder_ships_on = :shipsOn, preorder_cap = :cap, barcode = :barcode, picture = :picture,
                active = true
            where store_id = :store and sku = :sku and (active = false or product_id = :product)
            """;
    private static final String CLEAR = """
            update commerce.variant
            set option_key = null, active = false
            where store_id = :store and sku = :sku and product_id = :product
            """;

    @Inject
    VariantStore() {}

    /** Who has a number. */
    record Owner(UUID product, String slug, boolean active) {}

    /** Who has a barcode. */
    record Labelled(String sku, UUID product, String barcode, String slug) {}

    List<Labelled> labelled(Handle handle, Scope scope, Collection<String> barcodes) {
        return Keys.query(handle, BY_BARCODE, "codes", String.class, barcodes)
                .bind("store", scope.storeId())
                .map((row, context) -> new Labelled(
                        row.getString("sku"),
                        row.getObject("product_id", UUID.class),
                        row.getString("barcode"),
                        row.getString("slug")))
                .list();
    }

    Map<UUID, List<Variant>> of(Handle handle, Scope scope, Collection<UUID> products) {
        Map<UUID, List<Variant>> found = new HashMap<>();
        Keys.query(handle, OF_PRODUCTS, "products", UUID.class, products)
                .bind("store", scope.storeId())
                .map((row, context) -> Map.entry(row.getObject("product_id", UUID.class), variant(row, scope)))
                .forEach(it -> found.computeIfAbsent(it.getKey(), id -> new ArrayList<>())
                        .add(it.getValue()));
        return found;
    }

    Map<String, Owner> owners(Handle handle, Scope scope, Collection<String> skus) {
        Map<String, Owner> owners = new HashMap<>();
        Keys.query(handle, OWNERS, "skus", String.class, skus)
                .bind("store", scope.storeId())
                .map((row, context) -> Map.entry(
                        row.getString("sku"),
                        new Owner(
                                row.getObject("product_id", UUID.class),
                                row.getString("slug"),
                                row.getBoolean("active"))))
                .forEach(it -> owners.put(it.getKey(), it.getValue()));
        return owners;
    }

    /**
     * Writes the variants of products that are locked. First every row that changes gives up its options, so that two
     * variants can swap them.
     */
    void write(Handle handle, Scope scope, List<Saving> savings) {
        Map<UUID, List<Variant>> before = new LinkedHashMap<>();
        Map<UUID, List<Variant>> after = new LinkedHashMap<>();
        for (Saving it : savings) {
            List<Variant> was = it.before().map(Product::variants).orElse(List.of());
            if (!was.equals(it.after().variants())) {
                before.put(it.uuid(), was);
                after.put(it.uuid(), it.after().variants());
            }
        }
        if (after.isEmpty()) {
            return;
        }
        retire(handle, scope, before);
        Set<String> known = owners(handle, scope, numbers(after)).keySet();
        batch(handle, scope, UPDATE, after, it -> known.contains(it.sku().value()));
        batch(handle, scope, INSERT, after, it -> !known.contains(it.sku().value()));
    }

    private static List<String> numbers(Map<UUID, List<Variant>> variants) {
        return variants.values().stream()
                .flatMap(List::stream)
                .map(it -> it.sku().value())
                .toList();
    }

    private static void batch(
            Handle handle, Scope scope, String sql, Map<UUID, List<Variant>> variants, Predicate<Variant> which) {
        PreparedBatch batch = handle.prepareBatch(sql);
        variants.forEach((product, all) -> {
            for (int place = 0; place < all.size(); place++) {
                if (which.test(all.get(place))) {
                    bind(batch, scope, product, place, all.get(place));
                }
            }
        });
        if (batch.size() == 0) {
            return;
        }
        for (int count : batch.execute()) {
            boolean counted = count != Statement.SUCCESS_NO_INFO; // unknown of rows that were put into one insert
            if (counted && count != 1) {
                throw new CommerceException(ErrorCode.CONTENTION, "A variant's number was taken by another product.");
            }
        }
    }

    private static void bind(PreparedBatch batch, Scope scope, UUID product, int place, Variant it) {
        batch.bind("store", scope.storeId())
                .bind("sku", it.sku().value())
                .bind("skuKey", key(it.sku().value()))
                .bind("product", product)
                .bind("place", place)
                .bind("option1", option(it, 0))
                .bind("option2", option(it, 1))
                .bind("option3", option(it, 2))
                .bind("optionKey", ProductCheck.optionKey(it.options()))
                .bind("price", scope.minor(it.price()))
                .bind("compareAt", it.compareAt().map(scope::minor).orElse(null))
                .bind("grams", it.grams())
                .bind("taxable", it.taxable())
                .bind("taxCategory", it.taxCategory())
                .bind("requiresShipping", it.requiresShipping())
                .bind("express", it.express())
                .bind("shipsOn", it.preorder().map(Preorder::shipsOn).orElse(null))
                .bind("cap", it.preorder().map(Preorder::cap).orElse(null))
                .bind("barcode", it.barcode())
                .bind("picture", it.picture())
                .add();
    }

    /** Takes variants off sale; their numbers stay known. */
    void retire(Handle handle, Scope scope, Map<UUID, List<Variant>> variants) {
        PreparedBatch batch = handle.prepareBatch(CLEAR);
        variants.forEach((product, all) -> all.forEach(it -> batch.bind("store", scope.storeId())
                .bind("sku", it.sku().value())
                .bind("product", product)
                .add()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** How numbers are looked up: case does not count. */
    static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }

    private static String option(Variant variant, int index) {
        return index < variant.options().size() ? variant.options().get(index) : "";
    }

    static Variant variant(ResultSet row, Scope scope) throws SQLException {
        OffsetDateTime shipsOn = row.getObject("preorder_ships_on", OffsetDateTime.class);
        Optional<Preorder> preorder = shipsOn == null
                ? Optional.empty()
                : Optional.of(new Preorder(shipsOn.toInstant(), row.getInt("preorder_cap")));
        long compareAt = row.getLong("compare_at");
        boolean compared = !row.wasNull();
        return new Variant(
                new Sku(row.getString("sku")),
                List.of(row.getString("option1"), row.getString("option2"), row.getString("option3")),
                scope.money(row.getLong("price")),
                compared ? Optional.of(scope.money(compareAt)) : Optional.empty(),
                row.getInt("grams"),
                row.getBoolean("taxable"),
                row.getString("tax_category"),
                row.getBoolean("requires_shipping"),
                row.getBoolean("express"),
                preorder,
                row.getString("barcode"),
                row.getString("picture"));
    }
}
