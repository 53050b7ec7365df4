package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL of what must still happen to payments. */
@Singleton
final class ObligationStore {
    private static final String INSERT = """
            insert into commerce.obligation
              (store_id, id, kind, subject_id, checkout_id, state, version, keep, cause, reason, due_at, next_at,
               created_at, asked_by)
            values
              (:store, :id, :kind, :subject, :checkout, 'OPEN', 1, :keep, :cause, :reason, :due, :next, :at, :askedBy)
            """;

    private static final String COLUMNS = """
            select store_id, id, kind, subject_id, checkout_id, state, version, keep, cause, reason, due_at, task_id,
              next_at, tries, tried_at, asked_by
            from commerce.obligation
            """;

    private static final String OF = COLUMNS + """
            where store_id = :store and subject_id = :subject and state in ('OPEN', 'ESCALATED')
            order by id
            """;

    private static final String KEPT = """
            select b.subject_id, min(b.keep) as keep
            from unnest(:payments) as w(payment_id)
            join commerce.obligation b on b.store_id = :store and b.subject_id = w.payment_id
            where b.state in ('OPEN', 'ESCALATED')
            group by b.subject_id
            """;

    private static final String BY_ID = COLUMNS + """
            where store_id = :store and id = :id
            for update
            """;

    private static final String DUE = COLUMNS + """
            where next_at <= :now
            order by next_at
            fetch first 20 rows only
            for update skip locked
            """;

    private static final String NEXT = """
            update commerce.obligation
            set next_at = :next
            where store_id = :store and id = :id
            """;

    private static final String TRIED = """
            update commerce.obligation
            set next_at = :next, tries = tries + 1, tried_at = :now
            where store_id = :store and id = :id
            """;

    private static final String KEEP = """
            update commerce.obligation
            set keep = :keep, next_at = :next, asked_by = coalesce(nullif(asked_by, ''), cast(:askedBy as varchar(80)))
            where store_id = :store and id = :id and state in ('OPEN', 'ESCALATED')
            """;

    private static final String GRANT = """
            update commerce.obligation
            set keep = keep + :more
            where store_id = :store and subject_id = :subject and state in ('OPEN', 'ESCALATED')
              and keep > 0 and keep + :more >= 0
            """;

    private static final String MOVE = """
            update commerce.obligation
            set state = :to, version = version + 1, next_at = :next
            where store_id = :store and id = :id and version = :version
            """;

    private static final String TASK = """
            update commerce.obligation
            set task_id = :task
            where store_id = :store and id = :id
            """;

    private static final String WAKE = """
            update commerce.obligation
            set next_at = :now
            where store_id = :store and subject_id = :subject and state in ('OPEN', 'ESCALATED')
            """;

    @Inject
    ObligationStore() {}

    void insert(Handle handle, ObligationRow row, Instant at) {
        handle.createUpdate(INSERT)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("kind", row.kind().name())
                .bind("subject", row.subject())
                .bind("checkout", row.checkoutId())
                .bind("keep", row.keep())
                .bind("cause", row.cause())
                .bind("reason", row.reason())
                .bind("due", row.dueAt())
                .bindByType("next", row.nextAt(), Instant.class)
                .bind("at", at)
                .bind("askedBy", row.askedBy())
                .execute();
    }

    /** What stands about a payment. */
    List<ObligationRow> standing(Handle handle, int store, UUID payment) {
        return handle.createQuery(OF)
                .bind("store", store)
                .bind("subject", payment)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** How much may be kept of those payments of which something must go back. */
    Map<UUID, Long> keep(Handle handle, int store, List<UUID> payments) {
        return Keys.query(handle, KEPT, "payments", UUID.class, payments)
                .bind("store", store)
                .reduceRows(new HashMap<>(), (keeps, row) -> {
                    keeps.put(row.getColumn("subject_id", UUID.class), row.getColumn("keep", Long.class));
                    return keeps;
                });
    }

    Optional<ObligationRow> lock(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** Takes a batch of due ones under a lease. */
    List<ObligationRow> claim(Handle handle, Instant now, Instant until) {
        List<ObligationRow> due = handle.createQuery(DUE)
                .bind("now", now)
                .map((rs, context) -> row(rs))
                .list();
        if (!due.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(NEXT);
            due.forEach(it -> batch.bind("store", it.storeId())
                    .bind("id", it.id())
                    .bind("next", until)
                    .add());
            batch.execute();
        }
        return due;
    }

    /** More, or less, may be kept of a payment of which something must go back; what must go back whole stays so. */
    void grant(Handle handle, int store, UUID payment, long more) {
        handle.createUpdate(GRANT)
                .bind("store", store)
                .bind("subject", payment)
                .bind("more", more)
                .execute();
    }

    /** When it is looked at again. */
    void next(Handle handle, ObligationRow row, Instant next) {
        handle.createUpdate(NEXT)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("next", next)
                .execute();
    }

    /** Something was undertaken. */
    void tried(Handle handle, ObligationRow row, Instant now, Instant next) {
        handle.createUpdate(TRIED)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("now", now)
                .bind("next", next)
                .execute();
    }

    /** Changes the sum that may be kept; what was nobody's doing is that asker's from now on. */
    void keep(Handle handle, ObligationRow row, long keep, Instant next, String asker) {
        handle.createUpdate(KEEP)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("keep", keep)
                .bind("next", next)
                .bind("askedBy", asker)
                .execute();
    }

    boolean move(Handle handle, ObligationRow row, ObligationState to, @Nullable Instant next) {
        return handle.createUpdate(MOVE)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bind("version", row.version())
                        .bind("to", to.name())
                        .bindByType("next", next, Instant.class)
                        .execute()
                == 1;
    }

    void task(Handle handle, ObligationRow row, UUID task) {
        handle.createUpdate(TASK)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("task", task)
                .execute();
    }

    /** Something changed about a payment: what stands about it is looked at again. */
    int wake(Handle handle, int store, UUID payment, Instant now) {
        return handle.createUpdate(WAKE)
                .bind("store", store)
                .bind("subject", payment)
                .bind("now", now)
                .execute();
    }

    private static ObligationRow row(ResultSet rs) throws SQLException {
        return new ObligationRow(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                ObligationRow.Kind.valueOf(rs.getString("kind")),
                rs.getObject("subject_id", UUID.class),
                rs.getObject("checkout_id", UUID.class),
                ObligationState.valueOf(rs.getString("state")),
                rs.getInt("version"),
                rs.getLong("keep"),
                rs.getString("cause"),
                rs.getString("reason"),
                PaymentStore.instant(rs, "due_at"),
                rs.getObject("task_id", UUID.class),
                PaymentStore.maybe(rs, "next_at"),
                rs.getInt("tries"),
                PaymentStore.maybe(rs, "tried_at"),
                rs.getString("asked_by"));
    }
}
