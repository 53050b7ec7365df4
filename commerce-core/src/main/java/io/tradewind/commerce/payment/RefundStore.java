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
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** SQL of refunds, their parts per payment and their shares per purpose. */
@Singleton
final class RefundStore {
    private static final String INSERT = """
            insert into commerce.refund
              (store_id, id, order_id, state, version, amount, currency, reason, cause, proposed_by, approved_by,
               created_at)
            values
              (:store, :id, :order, :state, :version, :amount, :currency, :reason, :cause, :proposedBy, :approvedBy,
               :at)
            """;

    private static final String PART = """
            insert into commerce.refund_part (store_id, id, refund_id, payment_id, operation_id, state, amount)
            values (:store, :id, :refund, :payment, cast(:operation as uuid), :state, :amount)
            """;

    private static final String SHARE = """
            insert into commerce.refund_share (store_id, id, refund_id, order_id, line_id, kind, state, amount)
            values (:store, :id, :refund, :order, cast(:line as uuid), :kind, :state, :amount)
            """;

    private static final String COLUMNS = """
            select r.id, r.order_id, r.state, r.version, r.amount, r.currency, r.reason, r.cause, r.proposed_by,
              r.approved_by, r.created_at
            from commerce.refund r
            """;

    private static final String BY_ID = COLUMNS + """
            where r.store_id = :store and r.id = :id
            """;

    private static final String BY_CAUSE = COLUMNS + """
            where r.store_id = :store and r.cause = :cause
            """;

    private static final String OF_ORDER = COLUMNS + """
            where r.store_id = :store and r.order_id = :order
            order by r.created_at, r.id
            """;

    private static final String BY_OPERATION = COLUMNS + """
            where r.store_id = :store
              and r.id = (select t.refund_id from commerce.refund_part t
                where t.store_id = :store and t.operation_id = :operation)
            for update
            """;

    private static final String PARTS = """
            select id, refund_id, payment_id, operation_id, state, amount
            from commerce.refund_part
            where store_id = :store and refund_id = :refund
            order by id
            """;

    private static final String MOVE = """
            update commerce.refund
            set state = :to, version = :newVersion, proposed_by = :proposedBy, approved_by = :approvedBy,
              ended_at = :ended
            where store_id = :store and id = :id and version = :version
            """;

    private static final String SET_PART = """
            update commerce.refund_part
            set state = :state, operation_id = :operation
            where store_id = :store and id = :id
            """;

    private static final String SET_SHARES = """
            update commerce.refund_share
            set state = :state
            where store_id = :store and refund_id = :refund
            """;

    private static final String GRANTED = """
            select kind, line_id, sum(amount) as amount
            from commerce.refund_share
            where store_id = :store and order_id = :order and state <> 'FREED'
            group by kind, line_id
            """;

    private static final String ALONE = """
            select coalesce(sum(amount), 0)
            from commerce.refund
            where store_id = :store and order_id = :order and state not in ('REFUSED', 'CANCELLED')
              and proposed_by like 'staff:%'
              and (approved_by = proposed_by or approved_by not like 'staff:%' or approved_by like 'staff:key:%')
            """;

    private static final String GRANTED_OF = """
            select s.order_id, sum(s.amount) as amount
            from unnest(:orders) as w(order_id)
            join commerce.refund_share s on s.store_id = :store and s.order_id = w.order_id
            where s.state <> 'FREED' and s.kind <> 'SURPLUS'
            group by s.order_id
            """;

    private static final String SHARES = """
            select kind, line_id, amount
            from commerce.refund_share
            where store_id = :store and refund_id = :refund
            order by id
            """;

    @Inject
    RefundStore() {}

    /** A refund with its version and cause. */
    record Row(Refund refund, int version, String cause) {}

    /** The part of a refund that goes back through one payment. */
    record Part(
            UUID id, UUID refund, UUID payment, @Nullable UUID operation, RefundState state, long amount) {
        Part in(RefundState now, @Nullable UUID newOperation) {
            return new Part(id, refund, payment, newOperation, now, amount);
        }
    }

    /** An amount granted for a purpose. */
    record Granted(ShareKind kind, @Nullable UUID line, long amount) {}

    void insert(Handle handle, int store, Row row, List<Part> parts, List<RefundShare> shares, List<UUID> shareIds) {
        Refund refund = row.refund();
        handle.createUpdate(INSERT)
                .bind("store", store)
                .bind("id", refund.id())
                .bind("order", refund.orderId())
                .bind("state", refund.state().name())
                .bind("version", row.version())
                .bind("amount", refund.amount().getAmountMinorLong())
                .bind("currency", refund.amount().getCurrencyUnit().getCode())
                .bind("reason", refund.reason())
                .bind("cause", row.cause())
                .bind("proposedBy", refund.proposedBy())
                .bind("approvedBy", refund.approvedBy())
                .bind("at", refund.createdAt())
                .execute();
        PreparedBatch partBatch = handle.prepareBatch(PART);
        parts.forEach(part -> partBatch
                .bind("store", store)
                .bind("id", part.id())
                .bind("refund", part.refund())
                .bind("payment", part.payment())
                .bind("operation", (Object) part.operation())
                .bind("state", part.state().name())
                .bind("amount", part.amount())
                .add());
        partBatch.execute();
        PreparedBatch shareBatch = handle.prepareBatch(SHARE);
        for (int i = 0; i < shares.size(); i++) {
            RefundShare share = shares.get(i);
            shareBatch
                    .bind("store", store)
                    .bind("id", shareIds.get(i))
                    .bind("refund", refund.id())
                    .bind("order", refund.orderId())
                    .bind("line", (Object) share.lineId().orElse(null))
                    .bind("kind", share.kind().name())
                    .bind("state", refund.state().name())
                    .bind("amount", share.amount().getAmountMinorLong())
                    .add();
        }
        shareBatch.execute();
    }

    Optional<Row> find(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    Optional<Row> lock(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID + " for update")
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    Optional<Row> byCause(Handle handle, int store, String cause) {
        return handle.createQuery(BY_CAUSE)
                .bind("store", store)
                .bind("cause", cause)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** The refund that an operation belongs to, locked. */
    Optional<Row> lockByOperation(Handle handle, int store, UUID operation) {
        return handle.createQuery(BY_OPERATION)
                .bind("store", store)
                .bind("operation", operation)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    List<Refund> of(Handle handle, int store, UUID order) {
        return handle.createQuery(OF_ORDER)
                .bind("store", store)
                .bind("order", order)
                .map((rs, context) -> row(rs).refund())
                .list();
    }

    List<Part> parts(Handle handle, int store, UUID refund) {
        return handle.createQuery(PARTS)
                .bind("store", store)
                .bind("refund", refund)
                .map((rs, context) -> new Part(
                        rs.getObject("id", UUID.class),
                        rs.getObject("refund_id", UUID.class),
                        rs.getObject("payment_id", UUID.class),
                        rs.getObject("operation_id", UUID.class),
                        RefundState.valueOf(rs.getString("state")),
                        rs.getLong("amount")))
                .list();
    }

    boolean move(Handle handle, int store, Row row, Refund now, int version, @Nullable Instant ended) {
        return handle.createUpdate(MOVE)
                        .bind("newVersion", version)
                        .bind("store", store)
                        .bind("id", now.id())
                        .bind("to", now.state().name())
                        .bind("proposedBy", now.proposedBy())
                        .bind("approvedBy", now.approvedBy())
                        .bindByType("ended", ended, Instant.class)
                        .bind("version", row.version())
                        .execute()
                == 1;
    }

    void set(Handle handle, int store, List<Part> parts) {
        PreparedBatch batch = handle.prepareBatch(SET_PART);
        parts.forEach(part -> batch.bind("store", store)
                .bind("id", part.id())
                .bind("state", part.state().name())
                .bind("operation", (Object) part.operation())
                .add());
        batch.execute();
    }

    /** The state of all shares of a refund; {@code FREED} ones no longer count as refunded. */
    void setShares(Handle handle, int store, UUID refund, String state) {
        handle.createUpdate(SET_SHARES)
                .bind("store", store)
                .bind("refund", refund)
                .bind("state", state)
                .execute();
    }

    /** What was granted for an order, by purpose. */
    List<Granted> granted(Handle handle, int store, UUID order) {
        return handle.createQuery(GRANTED)
                .bind("store", store)
                .bind("order", order)
                .map((rs, context) -> granted(rs))
                .list();
    }

    /** What staff gave back for an order, or asked for, and no second person has approved. */
    long alone(Handle handle, int store, UUID order) {
        return handle.createQuery(ALONE)
                .bind("store", store)
                .bind("order", order)
                .mapTo(Long.class)
                .one();
    }

    /** What was granted for each of these orders, money that was never owed apart. */
    Map<UUID, Long> granted(Handle handle, int store, List<UUID> orders) {
        return Keys.query(handle, GRANTED_OF, "orders", UUID.class, orders)
                .bind("store", store)
                .reduceRows(new HashMap<>(), (sums, row) -> {
                    sums.put(row.getColumn("order_id", UUID.class), row.getColumn("amount", Long.class));
                    return sums;
                });
    }

    List<Granted> shares(Handle handle, int store, UUID refund) {
        return handle.createQuery(SHARES)
                .bind("store", store)
                .bind("refund", refund)
                .map((rs, context) -> granted(rs))
                .list();
    }

    private static Granted granted(ResultSet rs) throws SQLException {
        return new Granted(
                ShareKind.valueOf(rs.getString("kind")), rs.getObject("line_id", UUID.class), rs.getLong("amount"));
    }

    private static Row row(ResultSet rs) throws SQLException {
        Refund refund = new Refund(
                rs.getObject("id", UUID.class),
                rs.getObject("order_id", UUID.class),
                RefundState.valueOf(rs.getString("state")),
                Money.ofMinor(CurrencyUnit.of(rs.getString("currency")), rs.getLong("amount")),
                rs.getString("reason"),
                rs.getString("proposed_by"),
                rs.getString("approved_by"),
                PaymentStore.instant(rs, "created_at"));
        return new Row(refund, rs.getInt("version"), rs.getString("cause"));
    }
}
