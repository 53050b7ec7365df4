package io.tradewind.commerce.ledger;

import io.tradewind.commerce.internal.db.Later;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** SQL of the ledger. Entries are never changed. */
@Singleton
final class LedgerStore {
    private static final String INSERT = """
            insert into commerce.ledger_entry
              (store_id, tx_id, leg, account, provider, subject_id, root_id, kind, currency, amount, reference, noted_at,
               actor)
            values
              (:store, :tx, :leg, :account, :provider, :subject, :root, :kind, :currency, :amount, :reference, :at,
               :actor)
            """;

    private static final String COLUMNS = """
            select tx_id, account, provider, subject_id, root_id, kind, currency, amount, reference, noted_at, actor
            from commerce.ledger_entry
            """;

    private static final String OF_ROOT = COLUMNS + """
            where store_id = :store and root_id = :root
            order by noted_at, tx_id, leg
            """;

    private static final String BETWEEN = COLUMNS + """
            where store_id = :store and noted_at >= :from and noted_at < :until
            order by noted_at, tx_id, leg
            fetch first 10000 rows only
            """;

    private static final String BALANCES = """
            select account, provider, currency, sum(amount) amount
            from commerce.ledger_entry
            where store_id = :store and noted_at < :until
            group by account, provider, currency
            order by account, provider, currency
            """;

    private static final String KNOWN = """
            select count(*)
            from commerce.ledger_entry
            where store_id = :store and tx_id = :tx
            """;

    @Inject
    LedgerStore() {}

    void insert(Handle handle, Postings.Head head, Map<LedgerAccount, Long> sides) {
        if (sides.isEmpty()) {
            return;
        }
        int leg = 0;
        for (Map.Entry<LedgerAccount, Long> side : sides.entrySet()) {
            leg++;
            Later.run(handle.createUpdate(INSERT)
                    .bind("store", head.store())
                    .bind("tx", head.id())
                    .bind("leg", leg)
                    .bind("account", side.getKey().name())
                    .bind("provider", head.provider())
                    .bind("subject", head.subject())
                    .bind("root", head.root())
                    .bind("kind", head.kind().name())
                    .bind("currency", head.currency().getCode())
                    .bind("amount", side.getValue())
                    .bind("reference", head.reference())
                    .bind("at", head.at())
                    .bind("actor", head.actor()));
        }
    }

    boolean knows(Handle handle, int store, UUID transaction) {
        return handle.createQuery(KNOWN)
                        .bind("store", store)
                        .bind("tx", transaction)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    List<LedgerEntry> of(Handle handle, int store, UUID root) {
        return handle.createQuery(OF_ROOT)
                .bind("store", store)
                .bind("root", root)
                .map((rs, context) -> entry(rs))
                .list();
    }

    List<LedgerEntry> between(Handle handle, int store, Instant from, Instant until) {
        return handle.createQuery(BETWEEN)
                .bind("store", store)
                .bind("from", from)
                .bind("until", until)
                .map((rs, context) -> entry(rs))
                .list();
    }

    List<LedgerBalance> balances(Handle handle, int store, Instant until) {
        return handle.createQuery(BALANCES)
                .bind("store", store)
                .bind("until", until)
                .map((rs, context) -> new LedgerBalance(
                        LedgerAccount.valueOf(rs.getString("account")), rs.getString("provider"), money(rs)))
                .list();
    }

    private static LedgerEntry entry(ResultSet rs) throws SQLException {
        return new LedgerEntry(
                rs.getObject("tx_id", UUID.class),
                LedgerAccount.valueOf(rs.getString("account")),
                rs.getString("provider"),
                rs.getObject("subject_id", UUID.class),
                rs.getObject("root_id", UUID.class),
                LedgerEntry.Kind.valueOf(rs.getString("kind")),
                money(rs),
                rs.getString("reference"),
                rs.getObject("noted_at", OffsetDateTime.class).toInstant(),
                rs.getString("actor"));
    }

    private static Money money(ResultSet rs) throws SQLException {
        return Money.ofMinor(CurrencyUnit.of(rs.getString("currency")), rs.getLong("amount"));
    }
}
