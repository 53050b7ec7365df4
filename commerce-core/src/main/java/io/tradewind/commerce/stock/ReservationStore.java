package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Later;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * SQL of reservations. {@code wanted} marks the rows that stand for what a checkout wants now: a hold that was replaced
 * loses the mark, one that lapsed keeps it and can be taken again.
 */
@Singleton
final class ReservationStore {
    private static final String COLUMNS = """
            select store_id, id, checkout_id, line_id, sku, kind, location, quantity, state, expires_at, awaiting_since
            from commerce.reservation
            """;

    private static final String CURRENT = COLUMNS + """
            where store_id = :store and checkout_id = :checkout and wanted = true
            order by id
            for update
            """;

    private static final String STANDING = COLUMNS + """
            where store_id = :store and checkout_id = :checkout and state = any(:states)
            order by id
            for update
            """;

    private static final String LAPSED = COLUMNS + """
            where expires_at < :now and state = 'HELD'
            order by expires_at, id
            fetch first 100 rows only
            for update skip locked
            """;

    private static final String WAITING = COLUMNS + """
            where store_id = :store and sku = :sku and awaiting_since >= :ever and state = 'AWAITING'
            order by awaiting_since, id
            fetch first 100 rows only
            for update skip locked
            """;

    private static final String FILLABLE = """
            select distinct r.store_id, r.sku
            from commerce.reservation r
            join commerce.stock s on s.store_id = r.store_id and s.sku = r.sku
            join commerce.location l on l.store_id = s.store_id and l.code = s.location
            join commerce.promise k on k.store_id = r.store_id and k.sku = r.sku and k.kind = r.kind
            where r.awaiting_since <= :now and r.state = 'AWAITING'
              and l.sells = true and s.on_hand > s.reserved
              and (k.releases_at is null or k.releases_at <= :now)
            order by r.store_id, r.sku
            fetch first 100 rows only
            """;

    private static final String AT_STAKE = """
            select checkout_id, max(created_at) as latest
            from commerce.reservation
            where store_id = :store and sku = :sku and location = :location
              and (state = 'ALLOCATED' or state = 'HELD')
            group by checkout_id
            order by latest desc, checkout_id
            fetch first 100 rows only
            """;

    private static final String INSERT = """
            insert into commerce.reservation
              (store_id, id, checkout_id, line_id, sku, kind, location, quantity, state, expires_at, awaiting_since,
               wanted, version, created_at)
            values
              (:store, :id, :checkout, :line, :sku, :kind, :location, :quantity, :state, :expires, :since,
               true, 1, :now)
            """;

    private static final String MOVE = """
            update commerce.reservation
            set state = :to, location = :location, expires_at = null, awaiting_since = :since, version = version + 1
            where store_id = :store and id = :id and state = :from
            """;

    private static final String ALLOCATE_HELD = """
            update commerce.reservation
            set state = 'ALLOCATED', location = coalesce(location, :place), version = version + 1
            where store_id = :store and checkout_id = :checkout and state = 'HELD' and kind in ('ON_HAND', 'LAUNCH')
            """;

    private static final String HOLD_ALLOCATED = """
            update commerce.reservation
            set state = 'HELD', location = case when kind = 'LAUNCH' then null else location end, version = version - 1
            where store_id = :store and checkout_id = :checkout and state = 'ALLOCATED'
            """;

    private static final String RETIRE = """
            update commerce.reservation
            set state = :to, wanted = false, expires_at = null, version = version + 1
            where store_id = :store and id = :id and state = :from
            """;

    private static final String SHRINK = """
            update commerce.reservation
            set quantity = quantity - :units, version = version + 1
            where store_id = :store and id = :id and state = :from and quantity > :units
            """;

    private static final String PROLONG = """
            update commerce.reservation
            set expires_at = :until, version = version + 1
            where store_id = :store and checkout_id = :checkout and state = 'HELD' and expires_at < :until
            """;

    @Inject
    ReservationStore() {}

    /** What the checkout wants now, locked, whatever became of it. */
    List<Reservation> current(Handle handle, int store, UUID checkout) {
        return handle.createQuery(CURRENT)
                .bind("store", store)
                .bind("checkout", checkout)
                .map(ReservationStore::row)
                .list();
    }

    /** The checkout's rows in those states, locked. */
    List<Reservation> standing(Handle handle, int store, UUID checkout, String... states) {
        return handle.createQuery(STANDING)
                .bind("store", store)
                .bind("checkout", checkout)
                .bindArray("states", String.class, (Object[]) states)
                .map(ReservationStore::row)
                .list();
    }

    /** Holds of all stores whose time is over, locked, at most 100; those that others work on are left to them. */
    List<Reservation> lapsed(Handle handle, Instant now) {
        return handle.createQuery(LAPSED)
                .bind("now", now)
                .map(ReservationStore::row)
                .list();
    }

    /** Who waits for that article, longest first, locked, at most 100. */
    List<Reservation> waiting(Handle handle, int store, Sku sku) {
        return handle.createQuery(WAITING)
                .bind("store", store)
                .bind("ever", Instant.EPOCH)
                .bind("sku", sku.value())
                .map(ReservationStore::row)
                .list();
    }

    /** An article of a store. */
    record Article(int storeId, Sku sku) {}

    /** Articles of all stores that somebody waits for and that are there, at most 100. */
    List<Article> fillable(Handle handle, Instant now) {
        return handle.createQuery(FILLABLE)
                .bind("now", now)
                .map((rs, context) -> new Article(rs.getInt("store_id"), Sku.of(rs.getString("sku"))))
                .list();
    }

    /** Whose units lie there: checkouts and orders, newest first, at most 100. */
    List<UUID> atStake(Handle handle, StockKey level) {
        return handle.createQuery(AT_STAKE)
                .bind("store", level.storeId())
                .bind("sku", level.sku().value())
                .bind("location", level.location())
                .map((rs, context) -> rs.getObject("checkout_id", UUID.class))
                .list();
    }

    void insert(Handle handle, Collection<Reservation> rows, Instant now) {
        for (Reservation row : rows) {
            Later.run(handle.createUpdate(INSERT)
                    .bind("store", row.storeId())
                    .bind("id", row.id())
                    .bind("checkout", row.checkoutId())
                    .bind("line", row.lineId())
                    .bind("sku", row.sku().value())
                    .bind("kind", row.kind().name())
                    .bind("location", row.location())
                    .bind("quantity", row.quantity())
                    .bind("state", row.state().name())
                    .bindByType("expires", row.expiresAt(), Instant.class)
                    .bindByType("since", row.awaitingSince(), Instant.class)
                    .bind("now", now));
        }
    }

    /** What is held of goods in the building, or that a launch sells, is the order's there; says how many rows. */
    int allocateHeld(Handle handle, int store, UUID checkout, String place, int held) {
        return Later.rows(
                handle.createUpdate(ALLOCATE_HELD)
                        .bind("store", store)
                        .bind("checkout", checkout)
                        .bind("place", place),
                held);
    }

    /** Takes back what {@link #allocateHeld} has just done in this transaction. */
    void holdAllocated(Handle handle, int store, UUID checkout) {
        handle.createUpdate(HOLD_ALLOCATED)
                .bind("store", store)
                .bind("checkout", checkout)
                .execute();
    }

    /** Each of the rows, which are locked and in state {@code from}, becomes what it is given as. */
    void move(Handle handle, ReservationState from, Collection<Reservation> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(MOVE);
        for (Reservation row : rows) {
            batch.bind("store", row.storeId())
                    .bind("id", row.id())
                    .bind("from", from.name())
                    .bind("to", row.state().name())
                    .bind("location", row.location())
                    .bindByType("since", row.awaitingSince(), Instant.class)
                    .add();
        }
        allOf(batch);
    }

    /** The rows do not stand for what the checkout wants any more; those still held are released. */
    void retire(Handle handle, Collection<Reservation> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(RETIRE);
        for (Reservation row : rows) {
            ReservationState to = row.state() == ReservationState.HELD ? ReservationState.RELEASED : row.state();
            batch.bind("store", row.storeId())
                    .bind("id", row.id())
                    .bind("from", row.state().name())
                    .bind("to", to.name())
                    .add();
        }
        allOf(batch);
    }

    /** Takes the units of these parts off the rows of the same id, which are locked and hold more. */
    void shrink(Handle handle, Collection<Reservation> parts) {
        if (parts.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(SHRINK);
        for (Reservation part : parts) {
            batch.bind("store", part.storeId())
                    .bind("id", part.id())
                    .bind("from", part.state().name())
                    .bind("units", part.quantity())
                    .add();
        }
        allOf(batch);
    }

    void prolong(Handle handle, int store, UUID checkout, Instant until) {
        handle.createUpdate(PROLONG)
                .bind("store", store)
                .bind("checkout", checkout)
                .bind("until", until)
                .execute();
    }

    /** The rows were locked, so a miss means that somebody changed them without a lock. */
    private static void allOf(PreparedBatch batch) {
        for (int count : batch.execute()) {
            if (count != 1) {
                throw new CommerceException(ErrorCode.INVARIANT, "A locked reservation changed its state.");
            }
        }
    }

    private static Reservation row(ResultSet rs, StatementContext context) throws SQLException {
        return new Reservation(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                rs.getObject("checkout_id", UUID.class),
                rs.getObject("line_id", UUID.class),
                Sku.of(rs.getString("sku")),
                Kind.valueOf(rs.getString("kind")),
                rs.getString("location"),
                rs.getInt("quantity"),
                ReservationState.valueOf(rs.getString("state")),
                instant(rs, "expires_at"),
                instant(rs, "awaiting_since"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
