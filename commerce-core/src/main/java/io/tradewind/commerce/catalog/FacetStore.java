package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Narrows lists and counts what narrowing them further would show. Traits and prices stand in the product's own row and
 * are all counted in one statement, each without its own group; options are counted in one more, and in one for each
 * option that something was chosen of.
 */
@Singleton
final class FacetStore {
    private static final Map<Trait, String> HAS = Map.of(
            Trait.EXPRESS, "p.express = true",
            Trait.PREORDER, "p.preorder = true",
            Trait.ENGRAVING, "p.engraving is not null",
            Trait.GIFT_WRAP, "p.gift_wrap is not null",
            Trait.SALE, "p.compare_at > p.price_from");
    private static final String ANY = "1 = 1";
    private static final String HAS_CHOICE = """
              and p.id in (
                select c#.product_id
                from commerce.product_facet c#
                where c#.store_id = :store and c#.name = :name# and c#.choice = any(:choices#))
            """;
    private static final String COUNTED = """
            from commerce.product p
            where p.store_id = :store and p.deleted_at is null
            """;
    private static final String CHOICES = """
            select f.name, f.choice, count(*) as products, min(f.place) as place
            from commerce.product p
            join commerce.product_facet f on f.store_id = p.store_id and f.product_id = p.id
            where p.store_id = :store and p.deleted_at is null
            """;
    private static final String GROUPED = """
            group by f.name, f.choice
            order by products desc, f.name, place, f.choice
            """;
    /**
     * A row for each choice, and one without a name for each way to have a product: its place is 0, or 1 if that takes an
     * invitation. Whether there is any variant is all that is asked, in a condition, and what holds of the variant alone
     * hides in a case: else PostgreSQL may read the variants or the stock of all products instead.
     */
    private static final String GLANCES = """
            select f.product_id, f.name, f.choice, f.place
            from unnest(:products) as w(product)
            join commerce.product_facet f on f.store_id = :store and f.product_id = w.product
            union all
            select w.product, null, null, 0
            from unnest(:products) as w(product)
            where exists (
              select 1
              from commerce.variant v
              left join commerce.stock s on s.store_id = v.store_id and s.sku = v.sku and s.location = :location
              left join commerce.promise m on m.store_id = v.store_id and m.sku = v.sku
              where v.store_id = :store and v.product_id = w.product and v.active
                and case when v.launch_id is null then s.on_hand > s.reserved or m.cap > m.promised else false end)
            union all
            select w.product, null, null, 1
            from unnest(:products) as w(product)
            where exists (
              select 1
              from commerce.variant v
              where v.store_id = :store and v.product_id = w.product and v.active and v.launch_id is not null)
            order by 1, 4, 2
            """;

    private static final int BY_INVITATION = 1;
    private static final int NOT_AT_ALL = 2;

    @Inject
    FacetStore() {}

    /** Further conditions on {@code commerce.product p}. */
    static String narrowed(Narrowing narrowing) {
        String sql = options(narrowing);
        for (Trait.Group group : Trait.Group.values()) {
            String any = traits(narrowing, group);
            sql += any.equals(ANY) ? "" : "  and " + any + "\n";
        }
        return narrowing.prices().isEmpty() ? sql : sql + "  and " + prices(narrowing) + "\n";
    }

    private static String options(Narrowing narrowing) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < narrowing.options().size(); i++) {
            sql.append(HAS_CHOICE.replace("#", String.valueOf(i)));
        }
        return sql.toString();
    }

    private static String traits(Narrowing narrowing, Trait.Group group) {
        String any = Stream.of(Trait.values())
                .filter(it -> it.group() == group && narrowing.traits().contains(it))
                .map(it -> HAS.getOrDefault(it, ANY))
                .collect(Collectors.joining(" or "));
        return any.isEmpty() ? ANY : "(" + any + ")";
    }

    private static String prices(Narrowing narrowing) {
        List<String> any = new ArrayList<>();
        int i = 0;
        for (PriceBand band : narrowing.prices()) {
            any.add("p.price_from >= :low" + i + (band.below().isEmpty() ? "" : " and p.price_from < :high" + i));
            i++;
        }
        return any.isEmpty() ? ANY : "(" + String.join(" or ", any) + ")";
    }

    static void bind(Query query, Scope scope, Narrowing narrowing) {
        int i = 0;
        for (Map.Entry<String, Set<String>> it : narrowing.options().entrySet()) {
            query.bind("name" + i, it.getKey());
            query.bindArray("choices" + i, String.class, it.getValue());
            i++;
        }
        i = 0;
        for (PriceBand band : narrowing.prices()) {
            query.bind("low" + i, scope.minor(band.from()));
            int at = i;
            band.below().ifPresent(it -> query.bind("high" + at, scope.minor(it)));
            i++;
        }
    }

    /** What a list is made of, apart from how it is narrowed: conditions and the values they need. */
    interface Base {
        String conditions();

        void bind(Query query);
    }

    Facets count(Handle handle, Scope scope, Base base, Narrowing narrowing, List<PriceBand> bands) {
        Map<Trait, Long> traits = new LinkedHashMap<>();
        Map<PriceBand, Long> prices = new LinkedHashMap<>();
        long total = products(handle, scope, base, narrowing, bands, traits, prices);
        Map<String, Map<String, Long>> options = new LinkedHashMap<>();
        choices(handle, scope, base, narrowing, Optional.empty(), options);
        for (String name : narrowing.options().keySet()) {
            Optional.ofNullable(options.get(name)).ifPresent(Map::clear); // it keeps its place
            choices(handle, scope, base, narrowing.withoutOption(name), Optional.of(name), options);
            Map<String, Long> values = options.computeIfAbsent(name, it -> new LinkedHashMap<>());
            narrowing.options().getOrDefault(name, Set.of()).forEach(it -> values.putIfAbsent(it, 0L));
        }
        return new Facets(
                total,
                traits,
                prices,
                options.entrySet().stream()
                        .map(it -> new Facets.Choices(it.getKey(), it.getValue()))
                        .toList());
    }

    private static long products(
            Handle handle,
            Scope scope,
            Base base,
            Narrowing narrowing,
            List<PriceBand> bands,
            Map<Trait, Long> traits,
            Map<PriceBand, Long> prices) {
        StringBuilder sql =
                new StringBuilder("select ").append(sum(all(narrowing))).append(" as total");
        for (Trait it : Trait.values()) {
            String others = all(narrowing.without(it.group()));
            sql.append(",\n  ")
                    .append(sum(others + " and " + HAS.getOrDefault(it, ANY)))
                    .append(" as ")
                    .append(it.name().toLowerCase(Locale.ROOT));
        }
        String withoutPrices = all(narrowing.withoutPrices());
        for (int i = 0; i < bands.size(); i++) {
            String within = " and p.price_from >= :bandfrom" + i
                    + (bands.get(i).below().isEmpty() ? "" : " and p.price_from < :bandbelow" + i);
            sql.append(",\n  ")
                    .append(sum(withoutPrices + within))
                    .append(" as band")
                    .append(i);
        }
        sql.append('\n').append(COUNTED).append(base.conditions()).append(options(narrowing));
        Query query = handle.createQuery(sql.toString()).bind("store", scope.storeId());
        base.bind(query);
        bind(query, scope, narrowing);
        for (int i = 0; i < bands.size(); i++) {
            query.bind("bandfrom" + i, scope.minor(bands.get(i).from()));
            int at = i;
            bands.get(i).below().ifPresent(it -> query.bind("bandbelow" + at, scope.minor(it)));
        }
        Question<Long> counted = new Question<>(query, row -> {
            row.next();
            for (Trait it : Trait.values()) {
                traits.put(it, row.getLong(it.name().toLowerCase(Locale.ROOT)));
            }
            for (int i = 0; i < bands.size(); i++) {
                prices.put(bands.get(i), row.getLong("band" + i));
            }
            return row.getLong("total");
        });
        return counted.askPlanned(handle);
    }

    /** Traits and prices; options are a condition of their own. */
    private static String all(Narrowing narrowing) {
        return Stream.concat(
                        Stream.of(Trait.Group.values()).map(it -> traits(narrowing, it)), Stream.of(prices(narrowing)))
                .filter(it -> !it.equals(ANY))
                .collect(Collectors.collectingAndThen(Collectors.joining(" and "), it -> it.isEmpty() ? ANY : it));
    }

    private static String sum(String condition) {
        return "sum(case when " + condition + " then 1 else 0 end)";
    }

    private static void choices(
            Handle handle,
            Scope scope,
            Base base,
            Narrowing narrowing,
            Optional<String> name,
            Map<String, Map<String, Long>> options) {
        String sql = CHOICES
                + (name.isPresent() ? "  and f.name = :only\n" : "")
                + base.conditions()
                + narrowed(narrowing)
                + GROUPED;
        Query query = handle.createQuery(sql).bind("store", scope.storeId());
        name.ifPresent(it -> query.bind("only", it));
        base.bind(query);
        bind(query, scope, narrowing);
        Question<Map<String, Map<String, Long>>> counted = new Question<>(query, row -> {
            while (row.next()) {
                options.computeIfAbsent(row.getString("name"), it -> new LinkedHashMap<>())
                        .put(row.getString("choice"), row.getLong("products"));
            }
            return options;
        });
        counted.askPlanned(handle);
    }

    /** The options of some products and whether they are sold out, in one statement. */
    Map<UUID, Glance> glances(Handle handle, Scope scope, Collection<UUID> products) {
        Map<UUID, Map<String, List<String>>> found = new HashMap<>();
        Map<UUID, Integer> had = new HashMap<>();
        Keys.query(handle, GLANCES, "products", UUID.class, products)
                .bind("store", scope.storeId())
                .bind("location", scope.store().policy().location())
                .map((row, context) -> {
                    UUID product = row.getObject("product_id", UUID.class);
                    @Nullable String name = row.getString("name");
                    return name == null
                            ? had.merge(product, row.getInt("place"), Math::min)
                            : found.computeIfAbsent(product, it -> new LinkedHashMap<>())
                                    .computeIfAbsent(name, it -> new ArrayList<>())
                                    .add(row.getString("choice"));
                })
                .list();
        Map<UUID, Glance> glances = new HashMap<>();
        for (UUID product : products) {
            List<ProductOption> options = found.getOrDefault(product, Map.of()).entrySet().stream()
                    .map(it -> new ProductOption(it.getKey(), it.getValue()))
                    .toList();
            int how = had.getOrDefault(product, NOT_AT_ALL);
            glances.put(product, new Glance(options, how == NOT_AT_ALL, how == BY_INVITATION));
        }
        return glances;
    }
}
