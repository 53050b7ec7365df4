package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.FirstRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL of instruments that providers keep for buyers. */
@Singleton
final class InstrumentStore {
    private static final String SELECT = """
            select store_id, id, owner_key, account, provider_ref, label, usable_until, state, saved_at
            from commerce.saved_instrument
            """;

    private static final String OF_OWNER = SELECT + """
            where store_id = :store and owner_key = :owner and state = 'KEPT'
            order by saved_at desc, id
            """;

    private static final String BY_ID = SELECT + """
            where store_id = :store and id = :id
            """;

    private static final String BY_REFERENCE = SELECT + """
            where store_id = :store and account = :account and provider_ref = :ref
            """;

    private static final String INSERT = """
            insert into commerce.saved_instrument
              (store_id, id, owner_key, account, provider_ref, label, usable_until, payment_id, state, saved_at)
            values
              (:store, :id, :owner, :account, :ref, :label, :until, :payment, 'KEPT', :at)
            """;

    private static final String AGAIN = """
            update commerce.saved_instrument
            set state = 'KEPT', label = :label, usable_until = :until, removed_at = null, next_at = null
            where store_id = :store and account = :account and provider_ref = :ref and owner_key = :owner
            """;

    private static final String REMOVE = """
            update commerce.saved_instrument
            set state = 'LEAVING', removed_at = :at, next_at = :next
            where store_id = :store and id = :id and state = 'KEPT'
            """;

    private static final String LEAVING = SELECT + """
            where next_at <= :now
            order by next_at
            fetch first 20 rows only
            """;

    private static final String NEXT = """
            update commerce.saved_instrument
            set next_at = :next
            where store_id = :store and id = :id and state = 'LEAVING'
            """;

    private static final String GONE = """
            update commerce.saved_instrument
            set state = 'GONE', next_at = null, label = ''
            where store_id = :store and id = :id and state = 'LEAVING'
            """;

    @Inject
    InstrumentStore() {}

    List<InstrumentRow> of(Handle handle, int store, String owner) {
        return handle.createQuery(OF_OWNER)
                .bind("store", store)
                .bind("owner", owner)
                .map((rs, context) -> row(rs))
                .list();
    }

    Optional<InstrumentRow> find(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    Optional<InstrumentRow> byReference(Handle handle, int store, String account, String ref) {
        return handle.createQuery(BY_REFERENCE)
                .bind("store", store)
                .bind("account", account)
                .bind("ref", ref)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** False if the reference is known already. */
    boolean insert(Handle handle, InstrumentRow row, UUID payment) {
        return FirstRow.insert(
                handle,
                () -> bind(handle.createUpdate(INSERT), row)
                        .bind("id", row.kept().id())
                        .bind("payment", payment)
                        .bind("at", row.kept().savedAt())
                        .execute());
    }

    /** The owner saves it once more; the instrument of somebody else is not touched. */
    void again(Handle handle, InstrumentRow row) {
        bind(handle.createUpdate(AGAIN), row).execute();
    }

    boolean remove(Handle handle, int store, UUID id, Instant at) {
        return handle.createUpdate(REMOVE)
                        .bind("store", store)
                        .bind("id", id)
                        .bind("at", at)
                        .bind("next", at)
                        .execute()
                == 1;
    }

    List<InstrumentRow> leaving(Handle handle, Instant now) {
        return handle.createQuery(LEAVING)
                .bind("now", now)
                .map((rs, context) -> row(rs))
                .list();
    }

    void next(Handle handle, InstrumentRow row, Instant at) {
        handle.createUpdate(NEXT)
                .bind("store", row.storeId())
                .bind("id", row.kept().id())
                .bind("next", at)
                .execute();
    }

    void gone(Handle handle, InstrumentRow row) {
        handle.createUpdate(GONE)
                .bind("store", row.storeId())
                .bind("id", row.kept().id())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, InstrumentRow row) {
        return statement
                .bind("store", row.storeId())
                .bind("owner", row.ownerKey())
                .bind("account", row.kept().account())
                .bind("ref", row.ref())
                .bind("label", row.kept().label())
                .bindByType(
                        "until",
                        row.kept().usableUntil().map(YearMonth::toString).orElse(null),
                        String.class);
    }

    private static InstrumentRow row(ResultSet rs) throws SQLException {
        return new InstrumentRow(
                rs.getInt("store_id"),
                rs.getString("owner_key"),
                rs.getString("provider_ref"),
                InstrumentRow.State.valueOf(rs.getString("state")),
                new KeptInstrument(
                        rs.getObject("id", UUID.class),
                        rs.getString("account"),
                        rs.getString("label"),
                        Optional.ofNullable(rs.getString("usable_until")).map(YearMonth::parse),
                        PaymentStore.instant(rs, "saved_at")));
    }
}
