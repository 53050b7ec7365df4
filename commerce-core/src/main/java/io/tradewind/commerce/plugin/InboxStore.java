package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.db.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of the inbox. Accounts serve all stores of a database; store 0 stands for that. */
@Singleton
final class InboxStore {
    private static final String KNOWN = """
            select i.event_key
            from unnest(:keys) as w(event_key)
            join commerce.inbox i on i.store_id = 0 and i.account = :account and i.event_key = w.event_key
            """;

    private static final String INSERT = """
            insert into commerce.inbox
              (store_id, account, event_key, kind, state, version, tries, repeats, fact, body_hash, received_at,
               due_at, note)
            values (0, :account, :key, :kind, 'RECEIVED', 1, 0, 0, :fact, :hash, :now, :now, '')
            """;

    private static final String REPEAT = """
            update commerce.inbox
            set repeats = repeats + 1
            where store_id = 0 and account = :account and event_key = :key
            """;

    private static final String BODY_KNOWN = """
            select count(*)
            from commerce.inbox_body
            where store_id = 0 and account = :account and body_hash = :hash
            """;

    private static final String INSERT_BODY = """
            insert into commerce.inbox_body
              (store_id, account, body_hash, received_at, method, path, query, headers, body)
            values (0, :account, :hash, :now, :method, :path, :query, :headers, :body)
            """;

    private static final String DUE = """
            select account, event_key, fact, version, tries, state
            from commerce.inbox
            where store_id = 0 and state in ('RECEIVED', 'UNMATCHED') and due_at <= :now
              and not account = any(:but)
            order by due_at, event_key
            fetch first 50 rows only
            for update skip locked
            """;

    private static final String CLAIM = """
            update commerce.inbox
            set due_at = :lease, tries = tries + 1, version = version + 1
            where store_id = 0 and account = :account and event_key = :key and version = :version
            """;

    private static final String MOVE = """
            update commerce.inbox
            set state = :to, due_at = :due, note = :note, version = version + 1
            where store_id = 0 and account = :account and event_key = :key and version = :version
              and state = any(:from)
            """;

    private static final String REPLAY = """
            update commerce.inbox
            set state = 'RECEIVED', tries = 0, due_at = :now, version = version + 1
            where store_id = 0 and account = :account and event_key = :key
            """;

    private static final String IN_STATE = """
            select account, event_key, kind, state, tries, repeats, received_at, note
            from commerce.inbox
            where store_id = 0 and state = :state
            order by received_at desc, event_key
            fetch first 200 rows only
            """;

    private static final String PAGE = """
            select account, event_key, kind, state, tries, repeats, received_at, note
            from commerce.inbox
            where store_id = 0
              and (cast(:state as varchar) is null or state = :state)
              and (cast(:account as varchar) is null or account = :account)
              and received_at <= :at
              and (received_at < :at
                or received_at = :at and (account > :afterAccount
                  or account = :afterAccount and event_key > :afterKey))
            order by received_at desc, account, event_key
            fetch first :most rows only
            """;

    private static final String WAITING = """
            select i.state, count(*) as items
            from unnest(:states) as w(state)
            join commerce.inbox i on i.store_id = 0 and i.state = w.state
            group by i.state
            """;

    private static final String PRUNE_BODIES = """
            delete from commerce.inbox_body
            where store_id = 0 and received_at < :before
            """;

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    /** One item to store. */
    record NewItem(String key, String kind, String fact) {}

    /** The request an item came with. */
    record Body(String hash, String method, String path, String query, String headers, byte[] bytes) {}

    /** An item under a lease; {@code version} is the claim. */
    record Due(String account, String key, String fact, int version, int tries, InboxState state) {}

    @Inject
    InboxStore() {}

    Set<String> known(Handle handle, String account, Collection<String> keys) {
        return new HashSet<>(Keys.query(handle, KNOWN, "keys", String.class, keys)
                .bind("account", account)
                .mapTo(String.class)
                .list());
    }

    void insert(Handle handle, String account, List<NewItem> items, String hash, Instant now) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (NewItem item : items) {
            batch.bind("account", account)
                    .bind("key", item.key())
                    .bind("kind", item.kind())
                    .bind("fact", item.fact())
                    .bind("hash", hash)
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    void repeat(Handle handle, String account, Collection<String> keys) {
        PreparedBatch batch = handle.prepareBatch(REPEAT);
        keys.stream()
                .sorted()
                .forEach(key -> batch.bind("account", account).bind("key", key).add());
        batch.execute();
    }

    void body(Handle handle, String account, Body body, Instant now) {
        int known = handle.createQuery(BODY_KNOWN)
                .bind("account", account)
                .bind("hash", body.hash())
                .mapTo(Integer.class)
                .one();
        if (known == 0) {
            handle.createUpdate(INSERT_BODY)
                    .bind("account", account)
                    .bind("hash", body.hash())
                    .bind("now", now)
                    .bind("method", body.method())
                    .bind("path", body.path())
                    .bind("query", body.query())
                    .bind("headers", body.headers())
                    .bind("body", body.bytes())
                    .execute();
        }
    }

    /** Takes what is due of any account but those until the lease runs out. */
    List<Due> claim(Handle handle, Instant now, Instant lease, Set<String> but) {
        List<Due> due = handle.createQuery(DUE)
                .bind("now", now)
                .bindArray("but", String.class, but)
                .map((row, context) -> new Due(
                        row.getString("account"),
                        row.getString("event_key"),
                        row.getString("fact"),
                        row.getInt("version") + 1,
                        row.getInt("tries") + 1,
                        InboxState.valueOf(row.getString("state"))))
                .list();
        if (due.isEmpty()) {
            return due;
        }
        PreparedBatch batch = handle.prepareBatch(CLAIM);
        for (Due each : due) {
            batch.bind("account", each.account())
                    .bind("key", each.key())
                    .bind("version", each.version() - 1)
                    .bind("lease", lease)
                    .add();
        }
        batch.execute();
        return due;
    }

    /** Moves an item that is still under this claim. */
    void move(Handle handle, Due item, InboxMove move, InboxState to, Instant due, String note) {
        handle.createUpdate(MOVE)
                .bind("account", item.account())
                .bind("key", item.key())
                .bind("version", item.version())
                .bindArray("from", String.class, (Object[]) InboxFlow.TABLE.from(move))
                .bind("to", to)
                .bind("due", due)
                .bind("note", note.length() > 500 ? note.substring(0, 500) : note)
                .execute();
    }

    int replay(Handle handle, String account, Collection<String> keys, Instant now) {
        PreparedBatch batch = handle.prepareBatch(REPLAY);
        keys.stream()
                .sorted()
                .forEach(key -> batch.bind("account", account)
                        .bind("key", key)
                        .bind("now", now)
                        .add());
        return IntStream.of(batch.execute()).sum();
    }

    List<StoredWebhook> inState(Handle handle, InboxState state) {
        return handle.createQuery(IN_STATE)
                .bind("state", state)
                .map((row, context) -> webhook(row))
                .list();
    }

    List<StoredWebhook> page(
            Handle handle,
            Optional<InboxState> state,
            Optional<String> account,
            Optional<InboxCursor> after,
            int most) {
        return handle.createQuery(PAGE)
                .bindByType("state", state.map(Enum::name).orElse(null), String.class)
                .bindByType("account", account.orElse(null), String.class)
                .bind("at", after.map(InboxCursor::at).orElse(END_OF_TIME))
                .bind("afterAccount", after.map(InboxCursor::account).orElse(""))
                .bind("afterKey", after.map(InboxCursor::key).orElse(""))
                .bind("most", most)
                .map((row, context) -> webhook(row))
                .list();
    }

    Map<InboxState, Integer> waiting(Handle handle) {
        return handle.createQuery(WAITING)
                .bindArray("states", String.class, "RECEIVED", "UNMATCHED", "DEAD")
                .reduceRows(new EnumMap<>(InboxState.class), (counts, row) -> {
                    counts.put(
                            InboxState.valueOf(row.getColumn("state", String.class)),
                            row.getColumn("items", Integer.class));
                    return counts;
                });
    }

    private static StoredWebhook webhook(ResultSet row) throws SQLException {
        return new StoredWebhook(
                row.getString("account"),
                row.getString("event_key"),
                row.getString("kind"),
                InboxState.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getInt("repeats"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("note"));
    }

    int pruneBodies(Handle handle, Instant before) {
        return handle.createUpdate(PRUNE_BODIES).bind("before", before).execute();
    }
}
