package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** SQL of what outside warehouses were asked for, and of which of their facts were taken in. */
@Singleton
final class RequestStore {
    private static final String ROWS = """
            select store_id, work_id, account, order_id, cancel_id, ref, state
            from commerce.warehouse_request
            """;
    private static final String OF_WORK = ROWS + """
            where store_id = :store and work_id = :work
            order by account
            """;
    private static final String BY_REF = ROWS + """
            where account = :account and ref = :ref
            order by store_id, work_id
            """;
    private static final String INSERT = """
            insert into commerce.warehouse_request (store_id, work_id, account, order_id, cancel_id, ref, state)
            values (:store, :work, :account, :order, :cancel, :ref, 'OPEN')
            """;
    private static final String KNOWN = """
            update commerce.warehouse_request
            set ref = :ref
            where store_id = :store and work_id = :work and account = :account
            """;
    private static final String END = """
            update commerce.warehouse_request
            set state = :state
            where store_id = :store and work_id = :work and account = :account
            """;
    private static final String APPLIED = """
            insert into commerce.warehouse_fact (account, event_key, work_id, applied_at)
            values (:account, :key, :work, :now)
            """;

    @Inject
    RequestStore() {}

    /**
     * Work that an outside warehouse was asked to do.
     *
     * @param cancelId the operation under which it is called back
     * @param ref the warehouse's reference; empty until it has answered
     */
    record Request(int storeId, UUID workId, String account, UUID orderId, UUID cancelId, String ref, State state) {}

    enum State {
        OPEN,
        CANCELLED,
        TOO_LATE,
        REFUSED
    }

    List<Request> ofWork(Handle handle, Scope scope, UUID work) {
        return rows(handle.createQuery(OF_WORK).bind("store", scope.storeId()).bind("work", work));
    }

    /** Of any store. What was sent in parts is several pieces of work under one reference. */
    List<Request> byRef(Handle handle, String account, String ref) {
        return rows(handle.createQuery(BY_REF).bind("account", account).bind("ref", ref));
    }

    /** Does nothing if the warehouse was asked for that work before. */
    void asking(Handle handle, Scope scope, Request it) {
        FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", scope.storeId())
                        .bind("work", it.workId())
                        .bind("account", it.account())
                        .bind("order", it.orderId())
                        .bind("cancel", it.cancelId())
                        .bind("ref", it.ref())
                        .execute());
    }

    void known(Handle handle, Request it, String ref) {
        handle.createUpdate(KNOWN)
                .bind("store", it.storeId())
                .bind("work", it.workId())
                .bind("account", it.account())
                .bind("ref", ref)
                .execute();
    }

    void end(Handle handle, Request it, State state) {
        handle.createUpdate(END)
                .bind("store", it.storeId())
                .bind("work", it.workId())
                .bind("account", it.account())
                .bind("state", state.name())
                .execute();
    }

    /** False if that fact was taken in before. */
    boolean applied(Handle handle, String account, String key, UUID work, Instant now) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(APPLIED)
                        .bind("account", account)
                        .bind("key", key)
                        .bind("work", work)
                        .bind("now", now)
                        .execute());
    }

    private static List<Request> rows(Query query) {
        return query.map((row, context) -> new Request(
                        row.getInt("store_id"),
                        row.getObject("work_id", UUID.class),
                        row.getString("account"),
                        row.getObject("order_id", UUID.class),
                        row.getObject("cancel_id", UUID.class),
                        row.getString("ref"),
                        State.valueOf(row.getString("state"))))
                .list();
    }
}
