package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of wishes to hear of goods. An address has one live wish per article: the key is emptied when it ends. */
@Singleton
final class StockAlertStore {
    private static final String INSERT = """
            insert into commerce.stock_alert
              (store_id, id, sku, email, email_key, owner_key, state, version, asked_at)
            values (:store, :id, :sku, :email, :key, :owner, 'WAITING', 1, :now)
            """;
    private static final String OPEN_OF_OWNER = """
            select count(*)
            from commerce.stock_alert
            where store_id = :store and owner_key = :owner and state = 'WAITING'
            """;
    private static final String OPEN_OF_EMAIL = """
            select count(*)
            from commerce.stock_alert
            where store_id = :store and email_key = :key
            """;
    private static final String SERVED = """
            select a.store_id, a.id, a.sku
            from commerce.stock_alert a
            join commerce.stock s on s.store_id = a.store_id and s.sku = a.sku and s.on_hand > s.reserved
            join commerce.location l on l.store_id = s.store_id and l.code = s.location and l.sells = true
            join commerce.variant v on v.store_id = a.store_id and v.sku = a.sku and v.active = true
            join commerce.product p on p.store_id = v.store_id and p.id = v.product_id and p.published = true
            where a.state = 'WAITING'
            order by a.asked_at, a.id
            fetch first 100 rows only
            """;
    private static final String OLD = """
            select store_id, id, sku
            from commerce.stock_alert
            where state = 'WAITING' and asked_at < :before
            order by asked_at, id
            fetch first 100 rows only
            """;
    private static final String END = """
            update commerce.stock_alert
            set state = :to, version = version + 1, email_key = null, told_at = :now
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final String FORGET = """
            update commerce.stock_alert
            set email = ''
            where state in ('TOLD', 'LAPSED') and asked_at < :before and told_at < :before and email <> ''
            """;
    private static final String FIND = """
            select store_id, id, sku, email
            from commerce.stock_alert
            where store_id = :store and id = :id
            """;

    @Inject
    StockAlertStore() {}

    /** A wish of any store. */
    record Due(int store, UUID id, Sku sku) {}

    /** Whom to tell of what; the address is empty once it was forgotten. */
    record Told(Sku sku, String email) {
        @Override
        public String toString() {
            return "Told[" + sku + "]";
        }
    }

    /** False if this address waits for the article already. */
    boolean insert(Handle handle, Scope scope, UUID id, Sku sku, String email, String key, Instant now) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("sku", sku.value())
                        .bind("email", email)
                        .bind("key", key)
                        .bind("owner", scope.actor().ownerKey())
                        .bind("now", now)
                        .execute());
    }

    int openOfOwner(Handle handle, Scope scope) {
        return handle.createQuery(OPEN_OF_OWNER)
                .bind("store", scope.storeId())
                .bind("owner", scope.actor().ownerKey())
                .mapTo(Integer.class)
                .one();
    }

    int openOfEmail(Handle handle, Scope scope, String key) {
        return handle.createQuery(OPEN_OF_EMAIL)
                .bind("store", scope.storeId())
                .bind("key", key)
                .mapTo(Integer.class)
                .one();
    }

    /** Those whose goods are there now, whoever asked first at the head, at most 100. */
    List<Due> served(Handle handle) {
        return handle.createQuery(SERVED)
                .map((row, context) ->
                        new Due(row.getInt("store_id"), row.getObject("id", UUID.class), new Sku(row.getString("sku"))))
                .list();
    }

    List<Due> old(Handle handle, Instant before) {
        return handle.createQuery(OLD)
                .bind("before", before)
                .map((row, context) ->
                        new Due(row.getInt("store_id"), row.getObject("id", UUID.class), new Sku(row.getString("sku"))))
                .list();
    }

    /** False if somebody else was faster. */
    boolean end(Handle handle, Scope scope, UUID id, StockAlertMove move, Instant now) {
        return handle.createUpdate(END)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind(
                                "to",
                                StockAlertFlow.TABLE
                                        .to(StockAlertState.WAITING, move)
                                        .name())
                        .bindArray("from", String.class, (Object[]) StockAlertFlow.TABLE.from(move))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Empties addresses that ended before then; how many. */
    int forget(Handle handle, Instant before) {
        return handle.createUpdate(FORGET).bind("before", before).execute();
    }

    Optional<Told> find(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(FIND)
                .bind("store", scope.storeId())
                .bind("id", id)
                .map((row, context) -> new Told(new Sku(row.getString("sku")), row.getString("email")))
                .findOne();
    }
}
