package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL of levels and locations. */
@Singleton
final class LevelStore {
    private static final String RESERVE = """
            update commerce.stock
            set reserved = reserved + :units
            where store_id = :store and sku = :sku and location = :location
              and on_hand - reserved >= :units
            """;

    private static final String FREE = """
            update commerce.stock
            set reserved = reserved - :units
            where store_id = :store and sku = :sku and location = :location
              and reserved >= :units
            """;

    private static final String LEAVE = """
            update commerce.stock
            set on_hand = on_hand - :units, reserved = reserved - :units
            where store_id = :store and sku = :sku and location = :location
              and reserved >= :units
            """;

    private static final String CHANGE = """
            update commerce.stock
            set on_hand = on_hand + :units
            where store_id = :store and sku = :sku and location = :location
              and on_hand + :units >= reserved and on_hand <= 1000000000
            """;

    private static final String OPEN = """
            insert into commerce.stock
              (store_id, sku, location, on_hand, reserved)
            values
              (:store, :sku, :location, :units, 0)
            """;

    private static final String OPEN_LOCATION = """
            insert into commerce.location
              (store_id, code, sells)
            values
              (:store, :location, :sells)
            """;

    private static final String LEVEL = """
            select sku, location, on_hand, reserved
            from commerce.stock
            where store_id = :store and sku = :sku and location = :location
            """;

    private static final String LOCKED_LEVEL = LEVEL + "for update\n";

    private static final String LEVELS = """
            select s.sku, s.location, s.on_hand, s.reserved
            from unnest(:skus) as w(sku)
            join commerce.stock s on s.store_id = :store and s.sku = w.sku
            order by s.sku, s.location
            """;

    private static final String SCARCE = """
            select s.sku, s.location, s.on_hand, s.reserved
            from commerce.stock s
            join commerce.variant v on v.store_id = s.store_id and v.sku = s.sku and v.active
            where s.store_id = :store and s.location = :location and s.on_hand - s.reserved <= :free
            order by s.on_hand - s.reserved, s.sku
            limit :rows
            """;

    private static final String ARTICLE = """
            select sku
            from commerce.variant
            where store_id = :store and sku = :sku
            """;

    private static final String LOCATIONS = """
            select code, sells
            from commerce.location
            where store_id = :store
            order by code
            """;

    @Inject
    LevelStore() {}

    /** Reserves where enough is free; the keys of the levels that had enough. */
    SortedSet<StockKey> reserve(Handle handle, SortedMap<StockKey, Integer> wanted) {
        return changed(handle, RESERVE, wanted);
    }

    /** The same where there is mostly enough: nothing is sent yet if that can be found out later. */
    SortedSet<StockKey> take(Handle handle, SortedMap<StockKey, Integer> wanted) {
        if (!Later.isTrusting(handle)) {
            return reserve(handle, wanted);
        }
        wanted.forEach((key, units) -> Later.rows(bind(handle.createUpdate(RESERVE), key, units), 1));
        return new TreeSet<>(wanted.keySet());
    }

    /** Gives reserved units back; the keys of the levels that had them. */
    SortedSet<StockKey> free(Handle handle, SortedMap<StockKey, Integer> given) {
        return changed(handle, FREE, given);
    }

    /** Reserved units leave the building; the keys of the levels that had them. */
    SortedSet<StockKey> leave(Handle handle, SortedMap<StockKey, Integer> gone) {
        return changed(handle, LEAVE, gone);
    }

    private static SortedSet<StockKey> changed(Handle handle, String sql, SortedMap<StockKey, Integer> units) {
        SortedSet<StockKey> done = new TreeSet<>();
        if (units.isEmpty()) {
            return done;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        units.forEach((key, count) -> bind(batch, key, count).add());
        int[] rows = batch.execute();
        int i = 0;
        for (StockKey key : units.keySet()) {
            if (rows[i++] == 1) {
                done.add(key);
            }
        }
        return done;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, StockKey key, int units) {
        return statement
                .bind("store", key.storeId())
                .bind("sku", key.sku().value())
                .bind("location", key.location())
                .bind("units", units);
    }

    /** Changes what is on hand; false if less would be there than is reserved, or more than a level can hold. */
    boolean change(Handle handle, StockKey key, int units, boolean sells) {
        return update(handle, key, units) || (units >= 0 && open(handle, key, units, sells));
    }

    /** The same for somebody who may have mistyped the article: nothing is opened for one that is not in the catalog. */
    boolean changeKnown(Handle handle, StockKey key, int units) {
        if (update(handle, key, units)) {
            return true;
        }
        if (units < 0) {
            return false;
        }
        if (!isArticle(handle, key)) {
            throw CommerceException.badArgument(
                    "sku", key.sku(), "no article of this store has it; publish the product first, or mend the SKU");
        }
        return open(handle, key, units, true);
    }

    private static boolean isArticle(Handle handle, StockKey key) {
        return handle.createQuery(ARTICLE)
                .bind("store", key.storeId())
                .bind("sku", key.sku().value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static boolean open(Handle handle, StockKey key, int units, boolean sells) {
        FirstRow.insert(
                handle,
                () -> handle.createUpdate(OPEN_LOCATION)
                        .bind("store", key.storeId())
                        .bind("location", key.location())
                        .bind("sells", sells)
                        .execute());
        return FirstRow.insert(
                        handle,
                        () -> handle.createUpdate(OPEN)
                                .bind("store", key.storeId())
                                .bind("sku", key.sku().value())
                                .bind("location", key.location())
                                .bind("units", units)
                                .execute())
                || update(handle, key, units);
    }

    private static boolean update(Handle handle, StockKey key, int units) {
        return handle.createUpdate(CHANGE)
                        .bind("store", key.storeId())
                        .bind("sku", key.sku().value())
                        .bind("location", key.location())
                        .bind("units", units)
                        .execute()
                == 1;
    }

    Optional<StockLevel> find(Handle handle, StockKey key, boolean locked) {
        return handle.createQuery(locked ? LOCKED_LEVEL : LEVEL)
                .bind("store", key.storeId())
                .bind("sku", key.sku().value())
                .bind("location", key.location())
                .map((rs, context) -> new StockLevel(
                        Sku.of(rs.getString("sku")),
                        rs.getString("location"),
                        rs.getInt("on_hand"),
                        rs.getInt("reserved")))
                .findOne();
    }

    List<StockLevel> levels(Handle handle, int store, Collection<Sku> skus) {
        return Keys.query(
                        handle,
                        LEVELS,
                        "skus",
                        String.class,
                        skus.stream().map(Sku::value).distinct().toList())
                .bind("store", store)
                .map((rs, context) -> new StockLevel(
                        Sku.of(rs.getString("sku")),
                        rs.getString("location"),
                        rs.getInt("on_hand"),
                        rs.getInt("reserved")))
                .list();
    }

    List<StockLevel> scarce(Handle handle, int store, String location, int free, int rows) {
        return handle.createQuery(SCARCE)
                .bind("store", store)
                .bind("location", location)
                .bind("free", free)
                .bind("rows", rows)
                .map((rs, context) -> new StockLevel(
                        Sku.of(rs.getString("sku")),
                        rs.getString("location"),
                        rs.getInt("on_hand"),
                        rs.getInt("reserved")))
                .list();
    }

    List<Location> locations(Handle handle, int store) {
        return handle.createQuery(LOCATIONS)
                .bind("store", store)
                .map((rs, context) -> new Location(rs.getString("code"), rs.getBoolean("sells")))
                .list();
    }
}
