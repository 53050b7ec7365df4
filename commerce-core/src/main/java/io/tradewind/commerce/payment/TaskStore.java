package io.tradewind.commerce.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of what waits for a decision of staff. */
@Singleton
final class TaskStore {
    private static final String INSERT = """
            insert into commerce.task
              (store_id, id, kind, subject_id, root_id, state, active_key, message, created_at, ended_by, resolution)
            values
              (:store, :id, :kind, :subject, :root, 'OPEN', :active, :message, :at, '', '')
            """;

    private static final String COLUMNS = """
            select id, kind, subject_id, root_id, state, message, created_at
            from commerce.task
            """;

    private static final String OPEN = COLUMNS + """
            where store_id = :store and state = 'OPEN'
            order by created_at, id
            fetch first 200 rows only
            """;

    private static final String ACTIVE = COLUMNS + """
            where store_id = :store and active_key = :active
            """;

    private static final String BY_ID = COLUMNS + """
            where store_id = :store and id = :id
            for update
            """;

    private static final String CLOSE = """
            update commerce.task
            set state = 'DONE', active_key = null, ended_at = :at, ended_by = :actor, resolution = :resolution
            where store_id = :store and state = 'OPEN' and subject_id = :subject and kind = any(:kinds)
            """;

    private static final String CLOSE_ONE = """
            update commerce.task
            set state = 'DONE', active_key = null, ended_at = :at, ended_by = :actor, resolution = :resolution
            where store_id = :store and state = 'OPEN' and id = :id
            """;

    @Inject
    TaskStore() {}

    /** A task with whether it is still open. */
    record Row(ReviewTask task, boolean open) {}

    void insert(Handle handle, int store, ReviewTask task, String activeKey) {
        handle.createUpdate(INSERT)
                .bind("store", store)
                .bind("id", task.id())
                .bind("kind", task.kind().name())
                .bind("subject", task.subject())
                .bind("root", task.orderId())
                .bind("active", activeKey)
                .bind("message", cut(task.message(), 1000))
                .bind("at", task.createdAt())
                .execute();
    }

    List<ReviewTask> open(Handle handle, int store) {
        return handle.createQuery(OPEN)
                .bind("store", store)
                .map((rs, context) -> row(rs).task())
                .list();
    }

    Optional<ReviewTask> active(Handle handle, int store, String activeKey) {
        return handle.createQuery(ACTIVE)
                .bind("store", store)
                .bind("active", activeKey)
                .map((rs, context) -> row(rs).task())
                .findOne();
    }

    Optional<Row> lock(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    int close(Handle handle, int store, UUID subject, List<TaskKind> kinds, Instant at, String actor, String how) {
        return handle.createUpdate(CLOSE)
                .bind("store", store)
                .bind("subject", subject)
                .bindArray("kinds", String.class, kinds.stream().map(Enum::name).toList())
                .bind("at", at)
                .bind("actor", actor)
                .bind("resolution", cut(how, 500))
                .execute();
    }

    boolean close(Handle handle, int store, UUID id, Instant at, String actor, String how) {
        return handle.createUpdate(CLOSE_ONE)
                        .bind("store", store)
                        .bind("id", id)
                        .bind("at", at)
                        .bind("actor", actor)
                        .bind("resolution", cut(how, 500))
                        .execute()
                == 1;
    }

    private static Row row(ResultSet rs) throws SQLException {
        ReviewTask task = new ReviewTask(
                rs.getObject("id", UUID.class),
                TaskKind.valueOf(rs.getString("kind")),
                rs.getObject("subject_id", UUID.class),
                rs.getObject("root_id", UUID.class),
                rs.getString("message"),
                PaymentStore.instant(rs, "created_at"));
        return new Row(task, rs.getString("state").equals("OPEN"));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
