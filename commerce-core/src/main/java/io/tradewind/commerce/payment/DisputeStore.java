package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.DisputeStage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** SQL of disputes. */
@Singleton
final class DisputeStore {
    private static final String SELECT = """
            select store_id, id, payment_id, checkout_id, account, provider_ref, stage, version, amount, currency,
              charged, answer_by, heard_at, opened_at
            from commerce.dispute
            """;

    private static final String BY_REFERENCE = SELECT + """
            where store_id = :store and account = :account and provider_ref = :ref
            for update
            """;

    private static final String OF_CHECKOUT = SELECT + """
            where store_id = :store and checkout_id = :checkout
            order by opened_at, id
            """;

    private static final String OPEN = """
            select count(*)
            from commerce.dispute
            where store_id = :store and payment_id = :payment and stage not in ('WON', 'LOST')
            """;

    private static final String INSERT = """
            insert into commerce.dispute
              (store_id, id, payment_id, checkout_id, account, provider_ref, stage, version, amount, currency, charged,
               answer_by, heard_at, opened_at)
            values
              (:store, :id, :payment, :checkout, :account, :ref, :stage, :version, :amount, :currency, :charged,
               :answerBy, :heardAt, :openedAt)
            """;

    private static final String MOVE = """
            update commerce.dispute
            set stage = :stage, version = version + 1, amount = :amount, charged = :charged, answer_by = :answerBy,
              heard_at = :heardAt
            where store_id = :store and id = :id and version = :version - 1
            """;

    private static final String ANSWER_BY = """
            update commerce.dispute
            set answer_by = :answerBy
            where store_id = :store and id = :id
            """;

    @Inject
    DisputeStore() {}

    Optional<DisputeRow> lock(Handle handle, int store, String account, String ref) {
        return handle.createQuery(BY_REFERENCE)
                .bind("store", store)
                .bind("account", account)
                .bind("ref", ref)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    List<DisputeRow> of(Handle handle, int store, UUID checkout) {
        return handle.createQuery(OF_CHECKOUT)
                .bind("store", store)
                .bind("checkout", checkout)
                .map((rs, context) -> row(rs))
                .list();
    }

    boolean anyOpen(Handle handle, int store, UUID payment) {
        return handle.createQuery(OPEN)
                        .bind("store", store)
                        .bind("payment", payment)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    void insert(Handle handle, DisputeRow row) {
        bind(handle.createUpdate(INSERT), row)
                .bind("payment", row.paymentId())
                .bind("checkout", row.checkoutId())
                .bind("account", row.account())
                .bind("ref", row.ref())
                .bind("currency", row.amount().getCurrencyUnit().getCode())
                .bind("openedAt", row.openedAt())
                .execute();
    }

    boolean move(Handle handle, DisputeRow row) {
        return bind(handle.createUpdate(MOVE), row).execute() == 1;
    }

    void answerBy(Handle handle, DisputeRow row, Instant by) {
        handle.createUpdate(ANSWER_BY)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("answerBy", by)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, DisputeRow row) {
        return statement
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("stage", row.stage().name())
                .bind("version", row.version())
                .bind("amount", row.amount().getAmountMinorLong())
                .bind("charged", row.charged())
                .bindByType("answerBy", row.answerBy(), Instant.class)
                .bind("heardAt", row.heardAt());
    }

    private static DisputeRow row(ResultSet rs) throws SQLException {
        return new DisputeRow(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                rs.getObject("payment_id", UUID.class),
                rs.getObject("checkout_id", UUID.class),
                rs.getString("account"),
                rs.getString("provider_ref"),
                DisputeStage.valueOf(rs.getString("stage")),
                rs.getInt("version"),
                Money.ofMinor(CurrencyUnit.of(rs.getString("currency")), rs.getLong("amount")),
                rs.getLong("charged"),
                PaymentStore.maybe(rs, "answer_by"),
                PaymentStore.instant(rs, "heard_at"),
                PaymentStore.instant(rs, "opened_at"));
    }
}
