package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.OperationKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** SQL that reads cases for staff together with what they are about. */
@Singleton
final class CaseStore {
    private static final String COLUMNS = """
            select t.id, t.kind, t.subject_id, t.root_id, t.message, t.created_at,
              x.id as operation_id, x.kind as operation_kind, x.state as operation_state, x.amount, x.currency,
              x.provider_ref, x.code, x.note, x.due_at, x.created_at as operation_at,
              coalesce(x.account, p.account, d.account, '') as account, f.id as refund_id, f.order_id,
              f.state as refund_state, f.amount as refund_amount, f.currency as refund_currency, f.reason, f.proposed_by,
              f.approved_by, f.created_at as refund_at
            from commerce.task t
            left join commerce.payment_operation x on x.store_id = t.store_id and x.id = t.subject_id
            left join commerce.payment p on p.store_id = t.store_id and p.id = t.subject_id
            left join commerce.dispute d on d.store_id = t.store_id and d.id = t.subject_id
            left join commerce.refund_part r on r.store_id = t.store_id and r.operation_id = t.subject_id
            left join commerce.refund f on f.store_id = t.store_id and f.id = coalesce(r.refund_id, t.subject_id)
            where t.store_id = :store and t.state = 'OPEN'
            """;

    private static final String PAGE = COLUMNS + """
              and (t.created_at > :at or t.created_at = :at and t.id > :id)
            order by t.created_at, t.id
            fetch first :most rows only
            """;

    private static final String BY_ID = COLUMNS + """
              and t.id = :id
            """;

    private static final String COUNT = """
            select count(*)
            from commerce.task
            where store_id = :store and state = 'OPEN'
            """;

    @Inject
    CaseStore() {}

    /** A case without what may be done about it. */
    record Row(ReviewTask task, String account, Optional<Operation> operation, Optional<Refund> refund) {}

    /** Open cases behind that one, oldest first. */
    List<Row> page(Handle handle, int store, Instant at, UUID id, int most) {
        return handle.createQuery(PAGE)
                .bind("store", store)
                .bind("at", at)
                .bind("id", id)
                .bind("most", most)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** An open case. */
    Optional<Row> find(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findFirst();
    }

    int count(Handle handle, int store) {
        return handle.createQuery(COUNT)
                .bind("store", store)
                .mapTo(Integer.class)
                .one();
    }

    private static Row row(ResultSet rs) throws SQLException {
        ReviewTask task = new ReviewTask(
                rs.getObject("id", UUID.class),
                TaskKind.valueOf(rs.getString("kind")),
                rs.getObject("subject_id", UUID.class),
                rs.getObject("root_id", UUID.class),
                rs.getString("message"),
                PaymentStore.instant(rs, "created_at"));
        return new Row(task, rs.getString("account"), operation(rs), refund(rs));
    }

    private static Optional<Refund> refund(ResultSet rs) throws SQLException {
        UUID id = rs.getObject("refund_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(new Refund(
                id,
                rs.getObject("order_id", UUID.class),
                RefundState.valueOf(rs.getString("refund_state")),
                Money.ofMinor(CurrencyUnit.of(rs.getString("refund_currency")), rs.getLong("refund_amount")),
                rs.getString("reason"),
                rs.getString("proposed_by"),
                rs.getString("approved_by"),
                PaymentStore.instant(rs, "refund_at")));
    }

    private static Optional<Operation> operation(ResultSet rs) throws SQLException {
        UUID id = rs.getObject("operation_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(new Operation(
                id,
                OperationKind.valueOf(rs.getString("operation_kind")),
                OperationState.valueOf(rs.getString("operation_state")),
                Money.ofMinor(CurrencyUnit.of(rs.getString("currency")), rs.getLong("amount")),
                Optional.ofNullable(rs.getString("provider_ref")).orElse(""),
                rs.getString("code"),
                rs.getString("note"),
                Optional.ofNullable(PaymentStore.maybe(rs, "due_at")),
                PaymentStore.instant(rs, "operation_at")));
    }
}
