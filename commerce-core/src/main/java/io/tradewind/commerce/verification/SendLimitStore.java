package io.tradewind.commerce.verification;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of send limits. A limit row is locked first, so that counting what was taken under it is exact. */
@Singleton
final class SendLimitStore {
    private static final String DECLARE = """
            insert into commerce.send_limit (store_id, limit_key, used_at)
            values (:store, :key, :now)
            """;

    private static final String LOCK = """
            select l.limit_key, l.rests_until
            from unnest(:keys) as w(limit_key)
            join commerce.send_limit l on l.store_id = :store and l.limit_key = w.limit_key
            order by l.limit_key
            for update of l
            """;

    private static final String REST = """
            update commerce.send_limit
            set rests_until = :until
            where store_id = :store and limit_key = :key
            """;

    private static final String TAKEN = """
            select t.limit_key, t.taken_at, t.succeeded
            from unnest(:keys) as w(limit_key)
            join commerce.send_taken t on t.store_id = :store and t.limit_key = w.limit_key and t.taken_at > :since
            """;

    private static final String TAKE = """
            insert into commerce.send_taken (store_id, limit_key, send_id, taken_at, succeeded)
            values (:store, :key, :send, :now, false)
            """;

    private static final String GIVE_BACK = """
            delete from commerce.send_taken
            where store_id = :store and send_id = :send
            """;

    private static final String SUCCEED = """
            update commerce.send_taken
            set succeeded = true
            where store_id = :store and send_id = :send
            """;

    private static final String SPEND_DECLARE = """
            insert into commerce.send_spend (store_id, spent_on, spent)
            values (:store, :on, :cost)
            """;

    private static final String SPEND = """
            update commerce.send_spend
            set spent = spent + :cost
            where store_id = :store and spent_on = :on and spent + :cost <= :most
            """;

    private static final String SPENT = """
            select spent
            from commerce.send_spend
            where store_id = :store and spent_on = :on
            """;

    private static final String UNSPEND = """
            update commerce.send_spend
            set spent = spent - :cost
            where store_id = :store and spent_on = :on and spent >= :cost
            """;

    private static final String PRUNE = """
            delete from commerce.send_taken
            where taken_at < :before
            """;

    @Inject
    SendLimitStore() {}

    void declare(Handle handle, int store, Collection<String> keys, Instant now) {
        PreparedBatch batch = handle.prepareBatch(DECLARE);
        keys.forEach(key ->
                batch.bind("store", store).bind("key", key).bind("now", now).add());
        batch.execute();
    }

    /** Locks the limits that there are in the order of their keys and says until when each rests, which may be over. */
    Map<String, Instant> lock(Handle handle, int store, Collection<String> keys) {
        Map<String, Instant> resting = new HashMap<>();
        handle.createQuery(LOCK)
                .bind("store", store)
                .bindArray("keys", String.class, keys)
                .map((row, context) -> {
                    OffsetDateTime until = row.getObject("rests_until", OffsetDateTime.class);
                    return resting.put(row.getString("limit_key"), until == null ? Instant.EPOCH : until.toInstant());
                })
                .list();
        return resting;
    }

    void rest(Handle handle, int store, String key, Instant until) {
        handle.createUpdate(REST)
                .bind("store", store)
                .bind("key", key)
                .bind("until", until)
                .execute();
    }

    List<SendPolicy.Taken> taken(Handle handle, int store, Collection<String> keys, Instant since) {
        return handle.createQuery(TAKEN)
                .bind("store", store)
                .bindArray("keys", String.class, keys)
                .bind("since", since)
                .map((row, context) -> new SendPolicy.Taken(
                        row.getString("limit_key"),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("succeeded")))
                .list();
    }

    void take(Handle handle, int store, Collection<String> keys, UUID send, Instant now) {
        PreparedBatch batch = handle.prepareBatch(TAKE);
        for (String key : keys) {
            batch.bind("store", store)
                    .bind("key", key)
                    .bind("send", send)
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    void giveBack(Handle handle, int store, UUID send) {
        handle.createUpdate(GIVE_BACK).bind("store", store).bind("send", send).execute();
    }

    void succeed(Handle handle, int store, Collection<UUID> sends) {
        PreparedBatch batch = handle.prepareBatch(SUCCEED);
        sends.forEach(send -> batch.bind("store", store).bind("send", send).add());
        batch.execute();
    }

    /** The first message of that day. */
    void spendFirst(Handle handle, int store, String on, long cost) {
        handle.createUpdate(SPEND_DECLARE)
                .bind("store", store)
                .bind("on", on)
                .bind("cost", cost)
                .execute();
    }

    /** False if that day has spent nothing yet, or would have spent more than that. */
    boolean spend(Handle handle, int store, String on, long cost, long most) {
        return handle.createUpdate(SPEND)
                        .bind("store", store)
                        .bind("on", on)
                        .bind("cost", cost)
                        .bind("most", most)
                        .execute()
                == 1;
    }

    /** Empty if that day has spent nothing yet. */
    Optional<Long> spent(Handle handle, int store, String on) {
        return handle.createQuery(SPENT)
                .bind("store", store)
                .bind("on", on)
                .mapTo(Long.class)
                .findOne();
    }

    void unspend(Handle handle, int store, String on, long cost) {
        handle.createUpdate(UNSPEND)
                .bind("store", store)
                .bind("on", on)
                .bind("cost", cost)
                .execute();
    }

    int prune(Handle handle, Instant before) {
        return handle.createUpdate(PRUNE).bind("before", before).execute();
    }
}
