package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of orders that have arrived and wait for their money to be settled. */
@Singleton
final class SettlingStore {
    private static final String FIND = """
            select tries
            from commerce.settling
            where store_id = :store and order_id = :order
            """;
    private static final String WAITING = """
            select 'SETTLING' as what
            from commerce.settling s
            where s.store_id = :store and s.order_id = :order
            union all
            select 'HOLD'
            from commerce.order_hold h
            where h.store_id = :store and h.order_id = :order and h.kind = 'PAYMENT' and h.lifted_at is null
            """;
    private static final String INSERT = """
            insert into commerce.settling (store_id, order_id, tries, look_at)
            values (:store, :order, 0, :at)
            """;
    private static final String SOONER = """
            update commerce.settling
            set look_at = :at
            where store_id = :store and order_id = :order
            """;
    private static final String LATER = """
            update commerce.settling
            set look_at = :at, tries = tries + 1
            where store_id = :store and order_id = :order
            """;
    private static final String DELETE = """
            delete from commerce.settling
            where store_id = :store and order_id = :order
            """;
    private static final String DUE = """
            select order_id, tries
            from commerce.settling
            where store_id = :store and look_at <= :now
            order by store_id, look_at
            fetch first 50 rows only
            """;

    @Inject
    SettlingStore() {}

    /** An order to look at, and how often that was done. */
    record Due(UUID orderId, int tries) {}

    /** What waits for money. */
    enum Waiting {
        SETTLING,
        HOLD
    }

    /** What waits for the money of that order; nothing does where it was taken when the order was placed. */
    List<Waiting> waiting(Handle handle, Scope scope, UUID orderId) {
        return handle.createQuery(WAITING)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((row, context) -> Waiting.valueOf(row.getString(1)))
                .list();
    }

    /** The caller has locked the order. */
    void add(Handle handle, Scope scope, UUID orderId, Instant at) {
        boolean known = handle.createQuery(FIND)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!known) {
            update(handle, scope, INSERT, orderId, at);
        }
    }

    /** False if nobody waits for that order. */
    boolean sooner(Handle handle, Scope scope, UUID orderId, Instant at) {
        return update(handle, scope, SOONER, orderId, at);
    }

    void later(Handle handle, Scope scope, UUID orderId, Instant at) {
        update(handle, scope, LATER, orderId, at);
    }

    void done(Handle handle, Scope scope, UUID orderId) {
        handle.createUpdate(DELETE)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .execute();
    }

    List<Due> due(Handle handle, Scope scope, Instant now) {
        return handle.createQuery(DUE)
                .bind("store", scope.storeId())
                .bind("now", now)
                .map((rs, context) -> new Due(rs.getObject("order_id", UUID.class), rs.getInt("tries")))
                .list();
    }

    private static boolean update(Handle handle, Scope scope, String sql, UUID orderId, Instant at) {
        return handle.createUpdate(sql)
                        .bind("store", scope.storeId())
                        .bind("order", orderId)
                        .bind("at", at)
                        .execute()
                == 1;
    }
}
