package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.db.Question;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** SQL of send limits. A place in the line of a key is taken once, so that counting is exact. */
@Singleton
final class SendLimitStore {
    private static final String REST = """
            update commerce.send_limit
            set rests_until = :until, used_at = :now
            where store_id = :store and limit_key = :key
            """;

    private static final String REST_FIRST = """
            insert into commerce.send_limit (store_id, limit_key, rests_until, used_at)
            values (:store, :key, :until, :now)
            """;

    /** Three keys in a row, not a list: PostgreSQL takes a list for long and plans the statement anew each time. */
    private static final String USED = """
            select w.limit_key, t.taken_at, t.place, cast(null as timestamp(6) with time zone) as rests_until, 0 as ripe,
              0 as fresh
            from (
              select cast(:first as varchar(100)) as limit_key
              union all select cast(:second as varchar(100))
              union all select cast(:third as varchar(100))) w
            join commerce.send_taken t on t.store_id = :store and t.limit_key = w.limit_key
              and (t.taken_at > :since or t.place is not null)
            union all
            select '', cast(null as timestamp(6) with time zone), 0, cast(null as timestamp(6) with time zone),
              count(case when t.taken_at <= :typing then 1 end), count(case when t.taken_at > :typing then 1 end)
            from commerce.send_taken t
            where t.store_id = :store and t.limit_key = :range and t.taken_at > :rangeSince
            union all
            select '', cast(null as timestamp(6) with time zone), 0, l.rests_until, 0, 0
            from commerce.send_limit l
            where l.store_id = :store and l.limit_key = :range
            """;

    /** A message has succeeded if its number was verified; of old ones it is not known. */
    private static final String SUCCEEDED = """
            select count(case when s.taken_at <= :typing then 1 end) as ripe,
              count(case when s.taken_at > :typing then 1 end) as fresh
            from (
              select t.taken_at
              from commerce.send_taken t
              left join commerce.verification v on v.store_id = t.store_id and v.id = t.verification_id
              where t.store_id = :store and t.limit_key = :range and t.taken_at > :rangeSince
                and (v.state is null or v.state = 'VERIFIED')
              fetch first :most rows only) s
            """;

    private static final String TAKE = """
            insert into commerce.send_taken (store_id, limit_key, send_id, verification_id, place, taken_at)
            values (:store, :key, :send, :verification, :place, :now)
            """;

    private static final String GIVE_BACK = """
            delete from commerce.send_taken
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

    /**
     * What was counted.
     *
     * @param last the last place that was taken in the line of a key
     * @param restsUntil of the range, which may be over
     * @param ripe messages to the range that had the time to lead somewhere
     * @param fresh messages to the range whose codes may still be typed
     */
    record Used(List<SendPolicy.Taken> taken, Map<String, Integer> last, Instant restsUntil, long ripe, long fresh) {}

    /** Of so many messages to a range, those whose number was verified. */
    record Succeeded(long ripe, long fresh) {}

    /**
     * What was counted since then under up to three keys, and the last places of their lines, however old; and how many
     * messages went to a range in the last hour.
     */
    Question<Used> used(Handle handle, int store, List<String> keys, Instant since, String range, Instant now) {
        Query query = inRange(handle.createQuery(USED), store, range, now)
                .bind("first", key(keys, 0))
                .bind("second", key(keys, 1))
                .bind("third", key(keys, 2))
                .bind("since", since);
        return new Question<>(query, rows -> used(rows, since));
    }

    /** What became of a range's messages of the last hour, until so many are found that succeeded. */
    Succeeded succeeded(Handle handle, int store, String range, Instant now, long most) {
        return inRange(handle.createQuery(SUCCEEDED), store, range, now)
                .bind("most", most)
                .map((row, context) -> new Succeeded(row.getLong("ripe"), row.getLong("fresh")))
                .one();
    }

    private static Query inRange(Query query, int store, String range, Instant now) {
        return query.bind("store", store)
                .bind("range", range)
                .bind("rangeSince", now.minus(SendPolicy.HOUR))
                .bind("typing", now.minus(SendPolicy.TYPING));
    }

    private static Used used(ResultSet row, Instant since) throws SQLException {
        List<SendPolicy.Taken> taken = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        Instant rests = Instant.EPOCH;
        long ripe = 0;
        long fresh = 0;
        while (row.next()) {
            String key = row.getString("limit_key");
            if (key.isEmpty()) {
                rests = instant(row, "rests_until").orElse(rests);
                ripe += row.getLong("ripe");
                fresh += row.getLong("fresh");
            } else {
                instant(row, "taken_at")
                        .filter(since::isBefore)
                        .ifPresent(at -> taken.add(new SendPolicy.Taken(key, at)));
                last.merge(key, row.getInt("place"), Math::max);
            }
        }
        return new Used(taken, last, rests, ripe, fresh);
    }

    private static String key(List<String> keys, int n) {
        return n < keys.size() ? keys.get(n) : "";
    }

    void rest(Handle handle, int store, String key, Instant now, Instant until) {
        for (String sql : List.of(REST, REST_FIRST)) {
            int rows = handle.createUpdate(sql)
                    .bind("store", store)
                    .bind("key", key)
                    .bind("now", now)
                    .bind("until", until)
                    .execute();
            if (rows == 1) {
                return;
            }
        }
    }

    /** Takes a place in the line of each key that has one; fails with a duplicate key if somebody else took it. */
    void take(
            Handle handle,
            int store,
            Collection<String> keys,
            Map<String, Integer> places,
            UUID send,
            UUID verification,
            Instant now) {
        for (String key : keys) {
            Later.run(handle.createUpdate(TAKE)
                    .bind("store", store)
                    .bind("key", key)
                    .bind("send", send)
                    .bind("verification", verification)
                    .bind("place", places.get(key))
                    .bind("now", now));
        }
    }

    void giveBack(Handle handle, int store, UUID send) {
        handle.createUpdate(GIVE_BACK).bind("store", store).bind("send", send).execute();
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
        return Later.rows(
                        handle.createUpdate(SPEND)
                                .bind("store", store)
                                .bind("on", on)
                                .bind("cost", cost)
                                .bind("most", most),
                        1)
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

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
