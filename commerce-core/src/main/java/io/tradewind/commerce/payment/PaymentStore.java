package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.ledger.LedgerAccount;
import io.tradewind.commerce.ledger.LedgerEntry;
import io.tradewind.commerce.ledger.Posting;
import io.tradewind.commerce.ledger.Postings;
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
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** SQL of payments and of the facts their position is the sum of. Facts are never changed. */
@Singleton
final class PaymentStore {
    static final String COLUMNS = """
            p.store_id, p.id, p.checkout_id, p.tender, p.version, p.account, p.provider, p.provider_ref, p.owner_key,
            p.currency, p.quote_hash, p.amount, p.authorized, p.cancelled, p.captured, p.capture_pending, p.refunded,
            p.refund_pending, p.ext_captured, p.ext_refunded, p.charged_back, p.capture_limit, p.pay_later, p.unwanted,
            p.disputed, p.created_at, p.instrument_id, p.keeps_instrument
            """;

    private static final String INSERT = """
            insert into commerce.payment
              (store_id, id, checkout_id, tender, version, account, provider, owner_key, currency, quote_hash, amount,
               pay_later, created_at, instrument_id, keeps_instrument)
            values
              (:store, :id, :checkout, :tender, 1, :account, :provider, :owner, :currency, :hash, :amount,
               :payLater, :at, :instrument, :keeps)
            """;

    private static final String OF_CHECKOUT = "select " + COLUMNS + """
            from commerce.payment p
            where p.store_id = :store and p.checkout_id = :checkout
            order by p.id
            """;

    private static final String BY_ID = "select " + COLUMNS + """
            from commerce.payment p
            where p.store_id = :store and p.id = :id
            for update
            """;

    private static final String OF_CHECKOUTS = "select " + COLUMNS + """
            from unnest(:checkouts) as w(checkout_id)
            join commerce.payment p on p.store_id = :store and p.checkout_id = w.checkout_id
            order by p.id
            """;

    private static final String BY_REFERENCE = """
            select store_id, id
            from commerce.payment
            where account = :account and provider_ref = :ref
            """;

    private static final String SAVE = """
            update commerce.payment
            set version = version + 1, provider_ref = :ref, authorized = :authorized, cancelled = :cancelled,
              captured = :captured, capture_pending = :capturePending, refunded = :refunded,
              refund_pending = :refundPending, ext_captured = :extCaptured, ext_refunded = :extRefunded,
              charged_back = :chargedBack
            where store_id = :store and id = :id and version = :version
            """;

    private static final String SET_ASIDE_CAPTURE = """
            update commerce.payment
            set version = version + 1, capture_pending = capture_pending + :amount
            where store_id = :store and id = :id and authorized - cancelled - captured - capture_pending >= :amount
            """;

    private static final String SET_ASIDE_REFUND = """
            update commerce.payment
            set version = version + 1, refund_pending = refund_pending + :amount
            where store_id = :store and id = :id
              and captured - refunded - refund_pending >= :amount
              and captured + ext_captured - refunded - ext_refunded - charged_back - refund_pending >= :amount
            """;

    private static final String FREE_REFUND = """
            update commerce.payment
            set version = version + 1, refund_pending = refund_pending - :amount
            where store_id = :store and id = :id and refund_pending >= :amount
            """;

    private static final String LIMIT = """
            update commerce.payment
            set version = version + 1, capture_limit = :limit
            where store_id = :store and id = :id
            """;

    private static final String LAPSING = """
            select p.store_id, p.id
            from commerce.payment p
            where p.account = :account and p.created_at between :earliest and :latest
              and p.authorized - p.cancelled - p.captured - p.capture_pending > 0
              and not p.pay_later and not p.unwanted
              and not exists (
                select 1
                from commerce.task t
                where t.store_id = p.store_id and t.subject_id = p.id and t.kind = 'RESERVATION_LAPSING')
            order by p.created_at
            fetch first 100 rows only
            """;

    private static final String LAPSED = """
            select p.checkout_id
            from commerce.payment p
            where p.store_id = :store and p.account = :account and p.created_at between :earliest and :latest
              and p.authorized - p.cancelled - p.captured - p.capture_pending > 0
              and not p.pay_later and not p.unwanted
            order by p.created_at
            """;

    private static final String MADE_WITH = """
            update commerce.payment
            set instrument_id = :instrument
            where store_id = :store and id = :id
            """;

    private static final String UNWANTED = """
            update commerce.payment
            set unwanted = true
            where store_id = :store and id = :id
            """;

    private static final String DISPUTED = """
            update commerce.payment
            set disputed = :disputed
            where store_id = :store and id = :id
            """;

    private static final String FACT = """
            insert into commerce.payment_fact
              (store_id, id, payment_id, operation_id, kind, amount, currency, account, fact_key, provider_ref, task_id,
               noted_at, actor)
            values
              (:store, :id, :payment, :operation, :kind, :amount, :currency, :account, :key, :ref, :task, :at, :actor)
            """;

    private static final String KNOWN_FACT = """
            select count(*)
            from commerce.payment_fact
            where store_id = :store and account = :account and kind = any(:kinds) and fact_key = :key
            """;

    private final Postings ledger;

    @Inject
    PaymentStore(Postings ledger) {
        this.ledger = ledger;
    }

    /**
     * Something that happened to money.
     *
     * @param operation the operation that did it; null for money that moved outside
     * @param key unique among facts of its account and kind: the same news again is known by it
     */
    record Fact(
            UUID id,
            UUID payment,
            @Nullable UUID operation,
            FactKind kind,
            long amount,
            String key,
            String ref,
            @Nullable UUID task) {}

    /** A payment of any store. */
    record Found(int storeId, UUID id) {}

    void insert(Handle handle, PaymentRow row) {
        Later.run(handle.createUpdate(INSERT)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("checkout", row.checkoutId())
                .bind("tender", row.tender())
                .bind("account", row.account())
                .bind("provider", row.provider())
                .bind("owner", row.ownerKey())
                .bind("currency", row.currency().getCode())
                .bind("hash", row.quoteHash())
                .bind("amount", row.amount())
                .bind("payLater", row.payLater())
                .bind("at", row.createdAt())
                .bind("instrument", (Object) row.instrumentId())
                .bind("keeps", row.keepsInstrument()));
    }

    /** Payments of a checkout, oldest first. */
    List<PaymentRow> of(Handle handle, int store, UUID checkout) {
        return handle.createQuery(OF_CHECKOUT)
                .bind("store", store)
                .bind("checkout", checkout)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** The same, locked in the order of their ids. */
    List<PaymentRow> lock(Handle handle, int store, UUID checkout) {
        return handle.createQuery(OF_CHECKOUT + " for update")
                .bind("store", store)
                .bind("checkout", checkout)
                .map((rs, context) -> row(rs))
                .list();
    }

    Optional<PaymentRow> lockOne(Handle handle, int store, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    List<PaymentRow> of(Handle handle, int store, Collection<UUID> checkouts) {
        return Keys.query(handle, OF_CHECKOUTS, "checkouts", UUID.class, checkouts)
                .bind("store", store)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** The payment of an account that has this reference, in whatever store. */
    List<Found> byReference(Handle handle, String account, String ref) {
        return handle.createQuery(BY_REFERENCE)
                .bind("account", account)
                .bind("ref", ref)
                .map((rs, context) -> new Found(rs.getInt("store_id"), rs.getObject("id", UUID.class)))
                .list();
    }

    /** Writes position and reference; false if the row was changed meanwhile. */
    boolean save(Handle handle, PaymentRow before, Position now, @Nullable String ref) {
        return Later.rows(
                        handle.createUpdate(SAVE)
                                .bind("store", before.storeId())
                                .bind("id", before.id())
                                .bind("version", before.version())
                                .bindByType("ref", ref, String.class)
                                .bind("authorized", now.authorized())
                                .bind("cancelled", now.cancelled())
                                .bind("captured", now.captured())
                                .bind("capturePending", now.capturePending())
                                .bind("refunded", now.refunded())
                                .bind("refundPending", now.refundPending())
                                .bind("extCaptured", now.extCaptured())
                                .bind("extRefunded", now.extRefunded())
                                .bind("chargedBack", now.chargedBack()),
                        1)
                == 1;
    }

    /** Sets an open amount aside for a capture or cancellation; false if so much is not open. */
    boolean setAsideForCapture(Handle handle, int store, UUID id, long amount) {
        return amount(handle, SET_ASIDE_CAPTURE, store, id, amount);
    }

    /** Sets a captured amount aside for a refund; false if so much is not there. */
    boolean setAsideForRefund(Handle handle, int store, UUID id, long amount) {
        return amount(handle, SET_ASIDE_REFUND, store, id, amount);
    }

    /** Frees what was set aside for a refund. */
    boolean freeRefund(Handle handle, int store, UUID id, long amount) {
        return amount(handle, FREE_REFUND, store, id, amount);
    }

    /** Its instrument is kept. */
    void madeWith(Handle handle, int store, UUID id, UUID instrument) {
        handle.createUpdate(MADE_WITH)
                .bind("store", store)
                .bind("id", id)
                .bind("instrument", instrument)
                .execute();
    }

    /** More is asked for than at first. */
    /** Payments of an account begun between these moments whose reservation is not used up and not yet told to staff. */
    List<Found> lapsing(Handle handle, String account, Instant earliest, Instant latest) {
        return handle.createQuery(LAPSING)
                .bind("account", account)
                .bind("earliest", earliest)
                .bind("latest", latest)
                .map((rs, context) -> new Found(rs.getInt("store_id"), rs.getObject("id", UUID.class)))
                .list();
    }

    /** Checkouts whose money was reserved through that account between two moments, and is not all taken or given up. */
    List<UUID> lapsed(Handle handle, int store, String account, Instant earliest, Instant latest) {
        return handle.createQuery(LAPSED)
                .bind("store", store)
                .bind("account", account)
                .bind("earliest", earliest)
                .bind("latest", latest)
                .mapTo(UUID.class)
                .list();
    }

    void limitCapture(Handle handle, int store, UUID id, long limit) {
        handle.createUpdate(LIMIT)
                .bind("store", store)
                .bind("id", id)
                .bind("limit", limit)
                .execute();
    }

    void unwanted(Handle handle, int store, UUID id) {
        handle.createUpdate(UNWANTED).bind("store", store).bind("id", id).execute();
    }

    void disputed(Handle handle, int store, UUID id, boolean disputed) {
        handle.createUpdate(DISPUTED)
                .bind("store", store)
                .bind("id", id)
                .bind("disputed", disputed)
                .execute();
    }

    /** Writes facts down, and what they mean to the ledger: two statements, however many there are. */
    void write(Handle handle, PaymentRow payment, List<Fact> facts, Instant at, String actor) {
        if (facts.isEmpty()) {
            return;
        }
        for (Fact fact : facts) {
            Later.run(handle.createUpdate(FACT)
                    .bind("store", payment.storeId())
                    .bind("id", fact.id())
                    .bind("payment", fact.payment())
                    .bind("operation", (Object) fact.operation())
                    .bind("kind", fact.kind().name())
                    .bind("amount", fact.amount())
                    .bind("currency", payment.currency().getCode())
                    .bind("account", payment.account())
                    .bind("key", fact.key())
                    .bind("ref", fact.ref())
                    .bind("task", (Object) fact.task())
                    .bind("at", at)
                    .bind("actor", actor));
        }
        Fact first = facts.get(0);
        ledger.post(
                handle,
                new Postings.Head(
                        payment.storeId(),
                        first.id(),
                        payment.account(),
                        payment.id(),
                        payment.checkoutId(),
                        LedgerEntry.Kind.PAYMENT,
                        payment.currency(),
                        first.ref(),
                        at,
                        actor),
                facts.stream().flatMap(PaymentStore::postings).toList());
    }

    private static Stream<Posting> postings(Fact fact) {
        long amount = fact.amount();
        return switch (fact.kind()) {
            case AUTHORIZED -> reserved(amount);
            case CANCELLED -> reserved(-amount);
            case CAPTURED -> fact.operation() == null ? held(amount) : Stream.concat(held(amount), reserved(-amount));
            case REFUNDED, CHARGED_BACK -> held(-amount);
        };
    }

    private static Stream<Posting> held(long amount) {
        return Stream.of(new Posting(LedgerAccount.CLEARING, amount), new Posting(LedgerAccount.BUYERS, -amount));
    }

    private static Stream<Posting> reserved(long amount) {
        return Stream.of(new Posting(LedgerAccount.RESERVED, amount), new Posting(LedgerAccount.PROMISED, -amount));
    }

    /** True if a fact of one of these kinds was noted under that key. */
    boolean knows(Handle handle, int store, String account, List<FactKind> kinds, String key) {
        return handle.createQuery(KNOWN_FACT)
                        .bind("store", store)
                        .bind("account", account)
                        .bindArray(
                                "kinds",
                                String.class,
                                kinds.stream().map(Enum::name).toList())
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static PaymentRow row(ResultSet rs) throws SQLException {
        return row(rs, "");
    }

    /** Reads a row whose columns carry a prefix. */
    static PaymentRow row(ResultSet rs, String prefix) throws SQLException {
        Long limit = rs.getObject(prefix + "capture_limit", Long.class);
        return new PaymentRow(
                rs.getInt(prefix + "store_id"),
                rs.getObject(prefix + "id", UUID.class),
                rs.getObject(prefix + "checkout_id", UUID.class),
                rs.getInt(prefix + "tender"),
                rs.getInt(prefix + "version"),
                rs.getString(prefix + "account"),
                rs.getString(prefix + "provider"),
                rs.getString(prefix + "provider_ref"),
                rs.getString(prefix + "owner_key"),
                CurrencyUnit.of(rs.getString(prefix + "currency")),
                rs.getString(prefix + "quote_hash"),
                rs.getLong(prefix + "amount"),
                new Position(
                        rs.getLong(prefix + "authorized"),
                        rs.getLong(prefix + "cancelled"),
                        rs.getLong(prefix + "captured"),
                        rs.getLong(prefix + "capture_pending"),
                        rs.getLong(prefix + "refunded"),
                        rs.getLong(prefix + "refund_pending"),
                        rs.getLong(prefix + "ext_captured"),
                        rs.getLong(prefix + "ext_refunded"),
                        rs.getLong(prefix + "charged_back")),
                limit,
                rs.getBoolean(prefix + "pay_later"),
                rs.getBoolean(prefix + "unwanted"),
                rs.getBoolean(prefix + "disputed"),
                instant(rs, prefix + "created_at"),
                rs.getObject(prefix + "instrument_id", UUID.class),
                rs.getBoolean(prefix + "keeps_instrument"));
    }

    private static boolean amount(Handle handle, String sql, int store, UUID id, long amount) {
        return handle.createUpdate(sql)
                        .bind("store", store)
                        .bind("id", id)
                        .bind("amount", amount)
                        .execute()
                == 1;
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant maybe(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
