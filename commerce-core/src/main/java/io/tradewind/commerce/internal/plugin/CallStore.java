package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.db.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of recorded calls. Accounts serve all stores of a database; store 0 stands for that. */
final class CallStore {
    private static final String INSERT = """
            insert into commerce.plugin_call
              (store_id, id, account, kind, call_name, operation_id, attempt, started_at, millis, outcome, diagnostic,
               request, answer)
            values
              (0, :id, :account, :kind, :call, cast(:operation as uuid), :attempt, :startedAt, :millis, :outcome,
               :diagnostic, :request, :answer)
            """;

    private static final String COLUMNS = """
            select c.id, c.account, c.kind, c.call_name, c.operation_id, c.attempt, c.started_at, c.millis, c.outcome,
              c.diagnostic, c.request, c.answer
            """;

    private static final String OF_OPERATION = COLUMNS + """
            from commerce.plugin_call c
            where store_id = 0 and operation_id = :operation
            order by started_at, id
            """;

    private static final String OF_OPERATIONS = COLUMNS + """
            from unnest(:operations) as w(operation_id)
            join commerce.plugin_call c on c.store_id = 0 and c.operation_id = w.operation_id
            order by c.started_at, c.id
            """;

    private static final String LATEST = COLUMNS + """
            from commerce.plugin_call c
            where store_id = 0 and account = :account
            order by started_at desc, id desc
            fetch first 50 rows only
            """;

    private static final String PRUNE = """
            delete from commerce.plugin_call
            where store_id = 0 and started_at < :before
            """;

    void insert(Handle handle, List<RecordedCall> calls) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (RecordedCall call : calls) {
            batch.bind("id", call.id())
                    .bind("account", call.account())
                    .bind("kind", call.role())
                    .bind("call", call.call())
                    .bind("attempt", call.attempt())
                    .bind("startedAt", call.startedAt())
                    .bind("millis", call.duration().toMillis())
                    .bind("outcome", call.outcome())
                    .bind("diagnostic", call.diagnostic())
                    .bind("request", call.request())
                    .bind("answer", call.answer());
            batch.bind("operation", call.operation().map(UUID::toString).orElse(null)); // rows with and without mix
            batch.add();
        }
        batch.execute();
    }

    List<RecordedCall> ofOperation(Handle handle, UUID operation) {
        return handle.createQuery(OF_OPERATION)
                .bind("operation", operation)
                .map((row, context) -> call(row))
                .list();
    }

    List<RecordedCall> ofOperations(Handle handle, Collection<UUID> operations) {
        return Keys.query(handle, OF_OPERATIONS, "operations", UUID.class, operations)
                .map((row, context) -> call(row))
                .list();
    }

    List<RecordedCall> latest(Handle handle, String account) {
        return handle.createQuery(LATEST)
                .bind("account", account)
                .map((row, context) -> call(row))
                .list();
    }

    int prune(Handle handle, Instant before) {
        return handle.createUpdate(PRUNE).bind("before", before).execute();
    }

    private static RecordedCall call(ResultSet row) throws SQLException {
        return new RecordedCall(
                row.getObject("id", UUID.class),
                row.getString("account"),
                row.getString("kind"),
                row.getString("call_name"),
                Optional.ofNullable(row.getObject("operation_id", UUID.class)),
                row.getInt("attempt"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("millis")),
                row.getString("outcome"),
                row.getString("diagnostic"),
                row.getString("request"),
                row.getString("answer"));
    }
}
