package io.tradewind.commerce.catalog;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What siblings may know about variants inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Variants {
    private static final String FOR_SALE = """
            select v.sku, v.option1, v.option2, v.option3, v.price, v.taxable, v.tax_category, v.grams,
                   v.requires_shipping, v.express, v.preorder_ships_on, v.picture,
                   p.id, p.slug, p.title, p.cover, p.engraving, p.gift_wrap, p.making_seconds
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
            where v.active = true and p.published = true and p.deleted_at is null
            """;
    private static final String KNOWN = """
            select v.sku
            from unnest(:skus) as w(sku)
            join commerce.variant v on v.store_id = :store and v.sku = w.sku
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
        handle.createQuery(FOR_SALE)
                .bind("store", scope.storeId())
                .bindArray("skus", String.class, numbers(skus))
                .map((row, context) -> item(row, scope))
                .forEach(it -> items.put(it.sku(), it));
        return items;
    }

    /** Those of the numbers that are or were a variant of this store, for sale or not; one statement. */
    public Set<Sku> known(Handle handle, Scope scope, Collection<Sku> skus) {
        if (skus.isEmpty()) {
            return Set.of();
        }
        return handle
                .createQuery(KNOWN)
                .bind("store", scope.storeId())
                .bindArray("skus", String.class, numbers(skus))
                .mapTo(String.class)
                .stream()
                .map(Sku::new)
                .collect(Collectors.toSet());
    }

    private static Set<String> numbers(Collection<Sku> skus) {
        return skus.stream().map(Sku::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private SaleItem item(ResultSet row, Scope scope) throws SQLException {
        String name = Stream.of(row.getString("option1"), row.getString("option2"), row.getString("option3"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" / "));
        Optional<Instant> shipsOn = Optional.ofNullable(row.getObject("preorder_ships_on", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        String picture = row.getString("picture");
        return new SaleItem(
                new Sku(row.getString("sku")),
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
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
                picture.isEmpty() ? row.getString("cover") : picture);
    }
}
