package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of movements. Rows are only ever added. */
@Singleton
final class MovementStore {
    private static final String INSERT = """
            insert into commerce.stock_movement
              (store_id, id, sku, location, kind, quantity, cause_id, reason, actor, moved_at)
            values
              (:store, :id, :sku, :location, :kind, :quantity, :cause, :reason, :actor, :at)
            """;

    private static final String PAGE = """
            select id, sku, location, kind, quantity, cause_id, reason, actor, moved_at
            from commerce.stock_movement
            where store_id = :store and sku = :sku and id < :before
            order by store_id desc, sku desc, id desc
            fetch first :size rows only
            """;

    private final World world;

    @Inject
    MovementStore(World world) {
        this.world = world;
    }

    /** Notes movements of one cause; {@code units} are negative for what left. */
    void insert(
            Handle handle,
            Scope scope,
            MovementKind kind,
            SortedMap<StockKey, Integer> units,
            UUID cause,
            String reason) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        units.forEach((key, quantity) -> batch.bind("store", key.storeId())
                .bind("id", world.id())
                .bind("sku", key.sku().value())
                .bind("location", key.location())
                .bind("kind", kind.name())
                .bind("quantity", quantity)
                .bind("cause", cause)
                .bind("reason", reason)
                .bind("actor", scope.actor().label())
                .bind("at", world.now())
                .add());
        batch.execute();
    }

    /** Notes a movement; false if that cause has moved that article there in this way before. */
    boolean insertOnce(
            Handle handle, Scope scope, MovementKind kind, StockKey key, int quantity, UUID cause, String reason) {
        SortedMap<StockKey, Integer> one = new TreeMap<>();
        one.put(key, quantity);
        return FirstRow.insert(handle, () -> insert(handle, scope, kind, one, cause, reason));
    }

    /** Movements of an article, newest first, older than that one. */
    List<Movement> page(Handle handle, int store, Sku sku, UUID before, int size) {
        return handle.createQuery(PAGE)
                .bind("store", store)
                .bind("sku", sku.value())
                .bind("before", before)
                .bind("size", size)
                .map((rs, context) -> new Movement(
                        rs.getObject("id", UUID.class),
                        Sku.of(rs.getString("sku")),
                        rs.getString("location"),
                        MovementKind.valueOf(rs.getString("kind")),
                        rs.getInt("quantity"),
                        rs.getObject("cause_id", UUID.class),
                        rs.getString("reason"),
                        rs.getString("actor"),
                        rs.getObject("moved_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
