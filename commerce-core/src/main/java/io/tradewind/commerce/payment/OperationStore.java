package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentStore.instant;
import static io.tradewind.commerce.payment.PaymentStore.maybe;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
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
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL of what is asked of payment providers. */
@Singleton
final class OperationStore {
    private static final String COLUMNS = """
            x.id, x.payment_id, x.checkout_id, x.account, x.kind, x.state, x.version, x.active_key, x.amount,
            x.received, x.set_aside, x.cause, x.request, x.provider_ref, x.action, x.action_expires_at, x.code, x.retry,
            x.note, x.lease_until, x.due_at, x.asks, x.asked_at, x.sends, x.sent_at, x.unknown_since, x.created_at
            """;

    private static final String INSERT = """
            insert into commerce.payment_operation
              (store_id, id, payment_id, checkout_id, account, kind, state, version, active_key, amount, currency,
               set_aside, cause, request, action, code, retry, note, lease_until, due_at, sends,
               sent_at, created_at)
            values
              (:store, :id, :payment, :checkout, :account, :kind, :state, :version, :active, :amount, :currency,
               :setAside, :cause, :request, '', '', '', '', :lease, :due, :sends,
               :sentAt, :createdAt)
            """;

    private static final String LOAD_COLUMNS =
            "select " + COLUMNS + ", " + PaymentStore.COLUMNS.replaceAll("p\\.(\\w+)", "p.$1 as p_$1") + """
            from commerce.payment p
            join commerce.payment_operation x on x.store_id = p.store_id and x.payment_id = p.id
            """;

    private static final String LOAD = LOAD_COLUMNS + """
            where x.store_id = :store and x.id = :id
            """;

    private static final String LATEST = LOAD_COLUMNS + """
            where x.store_id = :store and x.checkout_id = :id and x.kind in ('AUTHORIZE', 'PURCHASE')
            order by x.created_at desc, x.id desc
            fetch first 1 rows only
            """;

    private static final String OF_CHECKOUTS = "select " + COLUMNS + """
            from unnest(:checkouts) as w(checkout_id)
            join commerce.payment_operation x on x.store_id = :store and x.checkout_id = w.checkout_id
            order by x.created_at, x.id
            """;

    private static final String OF_PAYMENT = "select " + COLUMNS + """
            from commerce.payment_operation x
            where x.store_id = :store and x.payment_id = :payment
            order by x.created_at, x.id
            """;

    private static final String SAVE = """
            update commerce.payment_operation
            set state = :state, version = version + 1, active_key = :active, request = :request, received = :received,
              set_aside = :setAside, provider_ref = :ref, action = :action, action_expires_at = :expires, code = :code,
              retry = :retry, note = :note, lease_until = :lease, due_at = :due, asks = :asks, asked_at = :askedAt,
              sends = :sends, sent_at = :sentAt, unknown_since = :unknownSince
            where store_id = :store and id = :id and version = :version
            """;

    private static final String TOUCH = """
            update commerce.payment_operation
            set action = :action, action_expires_at = :expires, note = :note, lease_until = :lease, due_at = :due,
              asks = :asks, asked_at = :askedAt, sends = :sends
            where store_id = :store and id = :id and version = :version
            """;

    private static final String TELL = """
            update commerce.payment_operation
            set action = :action
            where store_id = :store and id = :id
            """;

    private static final String LET_GO = """
            update commerce.payment_operation
            set active_key = null
            where store_id = :store and id = :id
            """;

    private static final String DUE = """
            select store_id, id, account
            from commerce.payment_operation
            where due_at <= :now
            order by due_at
            fetch first 20 rows only
            for update skip locked
            """;

    private static final String CLAIM = """
            update commerce.payment_operation
            set due_at = :until
            where store_id = :store and id = :id
            """;

    private static final String WHERE_IS = """
            select store_id, id, payment_id, checkout_id, kind
            from commerce.payment_operation
            where id = :id
            """;

    private static final String BY_REFERENCE = """
            select store_id, id, payment_id, checkout_id, kind
            from commerce.payment_operation
            where account = :account and provider_ref = :ref
            """;

    private static final String UNDECIDED = """
            select x.store_id, x.id, x.payment_id, x.checkout_id, x.kind
            from commerce.payment_operation x
            where x.store_id = :store and x.payment_id = :payment
              and x.state in ('SENDING', 'ACTION_REQUIRED', 'PENDING', 'UNKNOWN')
            order by x.id
            """;

    @Inject
    OperationStore() {}

    /** Where an operation of any store belongs. */
    record Place(int storeId, UUID id, UUID paymentId, UUID checkoutId, OperationKind kind) {
        boolean isAttempt() {
            return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
        }
    }

    /** An operation that a job should look at. */
    record Due(int storeId, UUID id, String account) {}

    void insert(Handle handle, PaymentRow payment, OperationRow row) {
        Later.rows(
                handle.createUpdate(INSERT)
                        .bind("store", payment.storeId())
                        .bind("id", row.id())
                        .bind("payment", row.paymentId())
                        .bind("checkout", row.checkoutId())
                        .bind("account", row.account())
                        .bind("kind", row.kind().name())
                        .bind("state", row.state().name())
                        .bind("version", row.version())
                        .bindByType("active", row.activeKey(), String.class)
                        .bind("amount", row.amount())
                        .bind("currency", payment.currency().getCode())
                        .bind("setAside", row.setAside())
                        .bind("cause", row.cause())
                        .bind("request", row.request())
                        .bindByType("lease", row.leaseUntil(), Instant.class)
                        .bindByType("due", row.dueAt(), Instant.class)
                        .bind("sends", row.sends())
                        .bindByType("sentAt", row.sentAt(), Instant.class)
                        .bind("createdAt", row.createdAt()),
                1);
    }

    /** The operation with its payment. */
    Optional<Loaded> find(Handle handle, int store, UUID id) {
        return load(handle, LOAD, store, id);
    }

    /** The operation with its payment, both locked. */
    Optional<Loaded> lock(Handle handle, int store, UUID id) {
        return load(handle, LOAD + " for update", store, id);
    }

    /** The newest attempt of a checkout with its payment. */
    Optional<Loaded> latest(Handle handle, int store, UUID checkout) {
        return load(handle, LATEST, store, checkout);
    }

    /** Everything asked for these checkouts, oldest first. */
    List<OperationRow> of(Handle handle, int store, List<UUID> checkouts) {
        return Keys.query(handle, OF_CHECKOUTS, "checkouts", UUID.class, checkouts)
                .bind("store", store)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** Everything asked of one payment, oldest first. */
    List<OperationRow> ofPayment(Handle handle, int store, UUID payment) {
        return handle.createQuery(OF_PAYMENT)
                .bind("store", store)
                .bind("payment", payment)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** Writes a move; false if the operation was moved meanwhile. */
    boolean save(Handle handle, int store, OperationRow row) {
        return Later.rows(
                        bind(handle.createUpdate(SAVE), store, row)
                                .bind("state", row.state().name())
                                .bindByType("active", row.activeKey(), String.class)
                                .bind("request", row.request())
                                .bind("received", row.received())
                                .bind("setAside", row.setAside())
                                .bindByType("ref", row.ref(), String.class)
                                .bind("code", row.code())
                                .bind("retry", row.retry())
                                .bindByType("sentAt", row.sentAt(), Instant.class)
                                .bindByType("unknownSince", row.unknownSince(), Instant.class)
                                .bind("version", row.version() - 1),
                        1)
                == 1;
    }

    /** Writes what is no move: when to look again, leases, instructions. Does nothing if it moved meanwhile. */
    void touch(Handle handle, int store, OperationRow row) {
        bind(handle.createUpdate(TOUCH), store, row)
                .bind("version", row.version())
                .execute();
    }

    /** Writes what the buyer is told. */
    void tell(Handle handle, int store, UUID id, String action) {
        handle.createUpdate(TELL)
                .bind("store", store)
                .bind("id", id)
                .bind("action", action)
                .execute();
    }

    /** Another attempt may begin although this one is not decided. */
    void letGo(Handle handle, int store, UUID id) {
        handle.createUpdate(LET_GO).bind("store", store).bind("id", id).execute();
    }

    /** Takes a batch of due operations under a lease. */
    List<Due> claim(Handle handle, Instant now, Instant until) {
        List<Due> due = handle.createQuery(DUE)
                .bind("now", now)
                .map((rs, context) ->
                        new Due(rs.getInt("store_id"), rs.getObject("id", UUID.class), rs.getString("account")))
                .list();
        if (!due.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(CLAIM);
            due.forEach(it -> batch.bind("store", it.storeId())
                    .bind("id", it.id())
                    .bind("until", until)
                    .add());
            batch.execute();
        }
        return due;
    }

    Optional<Place> whereIs(Handle handle, UUID id) {
        return handle.createQuery(WHERE_IS)
                .bind("id", id)
                .map((rs, context) -> place(rs))
                .findOne();
    }

    List<Place> byReference(Handle handle, String account, String ref) {
        return handle.createQuery(BY_REFERENCE)
                .bind("account", account)
                .bind("ref", ref)
                .map((rs, context) -> place(rs))
                .list();
    }

    /** Operations of a payment about which the provider can be asked. */
    List<Place> undecided(Handle handle, int store, UUID payment) {
        return handle.createQuery(UNDECIDED)
                .bind("store", store)
                .bind("payment", payment)
                .map((rs, context) -> place(rs))
                .list();
    }

    private static Optional<Loaded> load(Handle handle, String sql, int store, UUID id) {
        return handle.createQuery(sql)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> new Loaded(PaymentStore.row(rs, "p_"), row(rs)))
                .findOne();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, int store, OperationRow row) {
        return statement
                .bind("store", store)
                .bind("id", row.id())
                .bind("action", row.action())
                .bindByType("expires", row.actionExpiresAt(), Instant.class)
                .bind("note", cut(row.note()))
                .bindByType("lease", row.leaseUntil(), Instant.class)
                .bindByType("due", row.dueAt(), Instant.class)
                .bind("asks", row.asks())
                .bindByType("askedAt", row.askedAt(), Instant.class)
                .bind("sends", row.sends());
    }

    private static String cut(String note) {
        return note.length() <= 500 ? note : note.substring(0, 500);
    }

    private static Place place(ResultSet rs) throws SQLException {
        return new Place(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                rs.getObject("payment_id", UUID.class),
                rs.getObject("checkout_id", UUID.class),
                OperationKind.valueOf(rs.getString("kind")));
    }

    private static OperationRow row(ResultSet rs) throws SQLException {
        return new OperationRow(
                rs.getObject("id", UUID.class),
                rs.getObject("payment_id", UUID.class),
                rs.getObject("checkout_id", UUID.class),
                rs.getString("account"),
                OperationKind.valueOf(rs.getString("kind")),
                OperationState.valueOf(rs.getString("state")),
                rs.getInt("version"),
                rs.getString("active_key"),
                rs.getLong("amount"),
                rs.getLong("received"),
                rs.getLong("set_aside"),
                rs.getString("cause"),
                rs.getString("request"),
                rs.getString("provider_ref"),
                rs.getString("action"),
                maybe(rs, "action_expires_at"),
                rs.getString("code"),
                rs.getString("retry"),
                rs.getString("note"),
                maybe(rs, "lease_until"),
                maybe(rs, "due_at"),
                rs.getInt("asks"),
                maybe(rs, "asked_at"),
                rs.getInt("sends"),
                maybe(rs, "sent_at"),
                maybe(rs, "unknown_since"),
                instant(rs, "created_at"));
    }
}
