package io.tradewind.commerce.promotion;

import io.tradewind.commerce.internal.db.FirstRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL of commissions and their ledger. Entries are only ever added. */
@Singleton
final class CommissionStore {
    private static final String COLUMNS = """
            select store_id, id, order_id, influencer, percent, base, returned, amount, taken_back, paid, state, version
            from commerce.commission
            """;

    private static final String OF_ORDER = COLUMNS + """
            where store_id = :store and order_id = :order
            for update
            """;

    private static final String RIPE = COLUMNS + """
            where ripens_at <= :now and state = 'ACCRUED'
            order by ripens_at, id
            fetch first 100 rows only
            for update skip locked
            """;

    private static final String UNSETTLED = COLUMNS + """
            where store_id = :store and influencer = :influencer and state = any(:states)
              and amount - taken_back <> paid
            order by id
            for update
            """;

    private static final String INSERT = """
            insert into commerce.commission
              (store_id, id, order_id, influencer, percent, base, returned, amount, taken_back, paid, state, ripens_at,
               version, created_at)
            values
              (:store, :id, :order, :influencer, :percent, :base, 0, :amount, 0, 0, 'ACCRUED', :ripens, 1, :now)
            """;

    private static final String UPDATE = """
            update commerce.commission
            set returned = :returned, taken_back = :back, paid = :paid, state = :state, version = :version,
              ripens_at = case when :state = 'ACCRUED' then ripens_at else null end
            where store_id = :store and id = :id and version = :version - 1
            """;

    private static final String ENTRY = """
            insert into commerce.commission_entry
              (store_id, id, commission_id, influencer, kind, goods, amount, cause_id, created_at)
            values
              (:store, :id, :commission, :influencer, :kind, :goods, :amount, :cause, :now)
            """;

    private static final String ENTRIES = """
            select e.created_at, e.kind, c.order_id, e.goods, e.amount, c.state
            from commerce.commission_entry e
            join commerce.commission c on c.store_id = e.store_id and c.id = e.commission_id
            where e.store_id = :store and e.influencer = :influencer
              and e.created_at >= :from and e.created_at < :until
            order by e.created_at, e.id
            """;

    private static final String BALANCE = """
            select
              coalesce(sum(case when state = 'ACCRUED' then amount - taken_back - paid else 0 end), 0) as pending,
              coalesce(sum(case when state <> 'ACCRUED' then amount - taken_back - paid else 0 end), 0) as payable
            from commerce.commission
            where store_id = :store and influencer = :influencer
            """;

    @Inject
    CommissionStore() {}

    Optional<Commission> ofOrder(Handle handle, int store, UUID order) {
        return handle.createQuery(OF_ORDER)
                .bind("store", store)
                .bind("order", order)
                .map(CommissionStore::row)
                .findOne();
    }

    /** Commissions of all stores whose return window is over, locked, at most 100. */
    List<Commission> ripe(Handle handle, Instant now) {
        return handle.createQuery(RIPE)
                .bind("now", now)
                .map(CommissionStore::row)
                .list();
    }

    /** What an influencer has to get or to give back, locked. */
    List<Commission> unsettled(Handle handle, int store, String influencer) {
        return handle.createQuery(UNSETTLED)
                .bind("store", store)
                .bind("influencer", influencer)
                .bindArray("states", String.class, CommissionState.PAYABLE.name(), CommissionState.PAID.name())
                .map(CommissionStore::row)
                .list();
    }

    /** False if the order has one already. */
    boolean insert(Handle handle, Commission it, Instant ripensAt, Instant now) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", it.storeId())
                        .bind("id", it.id())
                        .bind("order", it.orderId())
                        .bind("influencer", it.influencer())
                        .bind("percent", it.percent())
                        .bind("base", it.base())
                        .bind("amount", it.amount())
                        .bind("ripens", ripensAt)
                        .bind("now", now)
                        .execute());
    }

    /** Writes rows that are locked; each carries its next version. */
    void update(Handle handle, Collection<Commission> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(UPDATE);
        rows.forEach(it -> batch.bind("store", it.storeId())
                .bind("id", it.id())
                .bind("returned", it.returned())
                .bind("back", it.takenBack())
                .bind("paid", it.paid())
                .bind("state", it.state().name())
                .bind("version", it.version())
                .add());
        batch.execute();
    }

    /** A line of the ledger about to be written, in minor units. */
    record NewEntry(UUID id, Statement.Kind kind, long goods, long amount, UUID cause) {}

    /** False if that cause has an entry of that kind already. */
    boolean insert(Handle handle, Commission of, NewEntry entry, Instant now) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(ENTRY)
                        .bind("store", of.storeId())
                        .bind("id", entry.id())
                        .bind("commission", of.id())
                        .bind("influencer", of.influencer())
                        .bind("kind", entry.kind().name())
                        .bind("goods", entry.goods())
                        .bind("amount", entry.amount())
                        .bind("cause", entry.cause())
                        .bind("now", now)
                        .execute());
    }

    /** A line of the ledger as it is stored, in minor units. */
    record EntryRow(Instant at, Statement.Kind kind, UUID order, long goods, long amount, CommissionState state) {}

    List<EntryRow> entries(Handle handle, int store, String influencer, Instant from, Instant until) {
        return handle.createQuery(ENTRIES)
                .bind("store", store)
                .bind("influencer", influencer)
                .bind("from", from)
                .bind("until", until)
                .map((rs, context) -> new EntryRow(
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        Statement.Kind.valueOf(rs.getString("kind")),
                        rs.getObject("order_id", UUID.class),
                        rs.getLong("goods"),
                        rs.getLong("amount"),
                        CommissionState.valueOf(rs.getString("state"))))
                .list();
    }

    /** What is due to an influencer, in minor units: not yet, and now. */
    record Balance(long pending, long payable) {}

    Balance balance(Handle handle, int store, String influencer) {
        return handle.createQuery(BALANCE)
                .bind("store", store)
                .bind("influencer", influencer)
                .map((rs, context) -> new Balance(rs.getLong("pending"), rs.getLong("payable")))
                .one();
    }

    private static Commission row(ResultSet rs, StatementContext context) throws SQLException {
        return new Commission(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                rs.getObject("order_id", UUID.class),
                rs.getString("influencer"),
                rs.getBigDecimal("percent"),
                rs.getLong("base"),
                rs.getLong("returned"),
                rs.getLong("amount"),
                rs.getLong("taken_back"),
                rs.getLong("paid"),
                CommissionState.valueOf(rs.getString("state")),
                rs.getInt("version"));
    }
}
