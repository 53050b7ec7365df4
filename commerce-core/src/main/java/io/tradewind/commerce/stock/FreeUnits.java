package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Internal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is free of articles from a statement of somebody else that joins {@link #JOINS} to its variants. An
 * article may stand in many rows. Used by one thread.
 */
@Internal
public final class FreeUnits {
    /** What {@link #add} reads. */
    public static final String COLUMNS = """
            s.on_hand - s.reserved as on_hand_free, m.kind as promise_kind, m.cap - m.promised as promise_free
            """;

    /** Behind a variant {@code v}; {@code :location} is the store's place that sells. */
    public static final String JOINS = """
            left join commerce.stock s on s.store_id = v.store_id and s.sku = v.sku and s.location = :location
            left join commerce.promise m on m.store_id = v.store_id and m.sku = v.sku
            """;

    private final Map<Sku, Map<Kind, Integer>> free = new HashMap<>();

    /** Takes in a row of that article. */
    public void add(Sku sku, ResultSet row) throws SQLException {
        Map<Kind, Integer> units = free.computeIfAbsent(sku, it -> new EnumMap<>(Kind.class));
        units.put(Kind.ON_HAND, row.getInt("on_hand_free")); // 0 for null: never received
        @Nullable String promise = row.getString("promise_kind");
        if (promise != null) {
            units.put(Kind.valueOf(promise), row.getInt("promise_free"));
        }
    }

    /** What is free of each article. */
    public Map<Sku, Availability> all() {
        Map<Sku, Availability> all = new HashMap<>();
        free.forEach((sku, units) -> {
            Availability sum = Availability.NONE;
            for (Map.Entry<Kind, Integer> it : units.entrySet()) {
                sum = sum.plus(it.getKey(), it.getValue());
            }
            all.put(sku, sum);
        });
        return all;
    }
}
