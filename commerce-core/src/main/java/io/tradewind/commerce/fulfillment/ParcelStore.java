package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** All SQL of parcels and what lies in them. */
@Singleton
final class ParcelStore {
    private static final String COLUMNS = """
            select p.store_id, p.id, p.order_id, p.fulfillment_id, p.return_id, p.n, p.direction, p.version, p.state, p.grams,
              p.length_mm, p.width_mm, p.height_mm, p.contents_value, p.account, p.service, p.quote_ref, p.operation_id,
              p.sends, p.asks, p.due_at, p.provider_ref, p.tracking_number, p.cost, p.cost_currency, p.label_sha,
              p.void_asked, p.note, p.delayed, p.on_hold, p.poll_at, p.handed_over_at, p.delivered_at, p.created_at
            """;
    private static final String FIND = COLUMNS + """
            from unnest(:ids) as w(id)
            join commerce.parcel p on p.store_id = :store and p.id = w.id
            order by p.id
            """;
    private static final String LOCK = FIND + """
            for update of p
            """;
    private static final String OF_ORDERS = COLUMNS + """
            from unnest(:orders) as w(id)
            join commerce.parcel p on p.store_id = :store and p.order_id = w.id
            order by p.order_id, p.n
            """;
    private static final String OF_WORK = COLUMNS + """
            from commerce.parcel p
            where p.store_id = :store and p.order_id = :order and p.fulfillment_id = :work
            order by p.id
            for update
            """;
    private static final String IN_STATE = COLUMNS + """
            from commerce.parcel p
            where p.store_id = :store and p.state = :state and p.id > :after
            order by p.store_id, p.state, p.id
            fetch first :size rows only
            """;
    private static final String NEXT_NUMBER = """
            select coalesce(max(n), 0) + 1
            from commerce.parcel
            where store_id = :store and order_id = :order
            """;
    private static final String BY_NUMBER = """
            select store_id, id
            from commerce.parcel
            where account = :account and tracking_number = :number
            order by created_at desc, id desc
            """;
    private static final String DUE = """
            select id
            from commerce.parcel
            where store_id = :store and due_at <= :now
            order by store_id, due_at
            fetch first 20 rows only
            """;
    private static final String POLL = """
            select id
            from commerce.parcel
            where store_id = :store and poll_at <= :now
            order by store_id, poll_at
            fetch first 20 rows only
            """;
    private static final String LINES = """
            select l.parcel_id, l.line_id, l.quantity
            from unnest(:parcels) as w(id)
            join commerce.parcel_line l on l.store_id = :store and l.parcel_id = w.id
            order by l.parcel_id, l.line_id
            """;
    private static final String DELIVERED = """
            select l.line_id, max(p.delivered_at) as delivered_at
            from commerce.parcel p
            join commerce.parcel_line l on l.store_id = p.store_id and l.parcel_id = p.id
            where p.store_id = :store and p.order_id = :order and l.direction = 'OUTBOUND' and l.delivered
            group by l.line_id
            """;
    private static final String INSERT = """
            insert into commerce.parcel (store_id, id, order_id, fulfillment_id, return_id, n, direction, version, state,
              grams, length_mm, width_mm, height_mm, contents_value, account, service, quote_ref, operation_id, sends,
              asks, due_at, provider_ref, tracking_number, cost, cost_currency, label_sha, void_asked, note, delayed,
              on_hold, poll_at, handed_over_at, delivered_at, created_at)
            values (:store, :id, :order, cast(:work as uuid), cast(:return as uuid), :n, :direction, :version, :state,
              :grams, :length, :width, :height, :value, :account, :service, :quoteRef, cast(:operation as uuid), :sends,
              :asks, :dueAt, :providerRef, :number, :cost, :costCurrency, :labelSha, :voidAsked, :note, :delayed,
              :onHold, :pollAt, :handedOverAt, :deliveredAt, :createdAt)
            """;
    private static final String INSERT_LINE = """
            insert into commerce.parcel_line (store_id, parcel_id, line_id, direction, quantity, handed_over, delivered)
            values (:store, :parcel, :line, :direction, :quantity, false, false)
            """;
    private static final String SAVE = """
            update commerce.parcel
            set version = :version, state = :state, account = :account, service = :service, quote_ref = :quoteRef,
              operation_id = :operation, sends = :sends, asks = :asks, due_at = :dueAt, provider_ref = :providerRef,
              tracking_number = :number, cost = :cost, cost_currency = :costCurrency, label_sha = :labelSha,
              void_asked = :voidAsked, note = :note, delayed = :delayed, on_hold = :onHold, poll_at = :pollAt,
              handed_over_at = :handedOverAt, delivered_at = :deliveredAt
            where store_id = :store and id = :id and version = :before and state = :stateBefore
            """;
    private static final String GONE = """
            update commerce.parcel_line
            set handed_over = true
            where store_id = :store and parcel_id = :parcel and not handed_over
            """;
    private static final String ARRIVED = """
            update commerce.parcel_line
            set handed_over = true, delivered = true
            where store_id = :store and parcel_id = :parcel and not delivered
            """;

    @Inject
    ParcelStore() {}

    /** A parcel somewhere among all stores. */
    record Place(int storeId, UUID id) {}

    Optional<ParcelRow> find(Handle handle, Scope scope, UUID id) {
        return byIds(handle, scope, FIND, List.of(id)).stream().findFirst();
    }

    List<ParcelRow> find(Handle handle, Scope scope, Collection<UUID> ids) {
        return byIds(handle, scope, FIND, ids);
    }

    Optional<ParcelRow> lock(Handle handle, Scope scope, UUID id) {
        return byIds(handle, scope, LOCK, List.of(id)).stream().findFirst();
    }

    /** Locked in the order of ids; unknown ones are left out. */
    List<ParcelRow> lock(Handle handle, Scope scope, Collection<UUID> ids) {
        return byIds(handle, scope, LOCK, ids);
    }

    /** The parcels of a piece of work, locked in the order of ids. */
    List<ParcelRow> lockOfWork(Handle handle, Scope scope, WorkRow work) {
        return handle.createQuery(OF_WORK)
                .bind("store", scope.storeId())
                .bind("order", work.orderId())
                .bind("work", work.id())
                .map((rs, context) -> row(scope, rs))
                .list();
    }

    List<ParcelRow> ofOrders(Handle handle, Scope scope, Collection<UUID> orders) {
        return Keys.query(handle, OF_ORDERS, "orders", UUID.class, orders)
                .bind("store", scope.storeId())
                .map((rs, context) -> row(scope, rs))
                .list();
    }

    List<ParcelRow> inState(Handle handle, Scope scope, ParcelState state, UUID after, int size) {
        return handle.createQuery(IN_STATE)
                .bind("store", scope.storeId())
                .bind("state", state.name())
                .bind("after", after)
                .bind("size", size)
                .map((rs, context) -> row(scope, rs))
                .list();
    }

    int nextNumber(Handle handle, Scope scope, UUID orderId) {
        return handle.createQuery(NEXT_NUMBER)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .mapTo(Integer.class)
                .one();
    }

    /** The parcels with that number, newest first: carriers use numbers again after some time. */
    List<Place> byNumber(Handle handle, String account, String number) {
        return handle.createQuery(BY_NUMBER)
                .bind("account", account)
                .bind("number", number)
                .map((rs, context) -> place(rs))
                .list();
    }

    /** Parcels whose label somebody has to look at. */
    List<UUID> due(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, DUE, now);
    }

    /** Parcels whose whereabouts are to be asked for. */
    List<UUID> toPoll(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, POLL, now);
    }

    private static List<UUID> ids(Handle handle, Scope scope, String sql, Instant now) {
        return handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
    }

    /** Units by line of each parcel. */
    Map<UUID, Map<UUID, Integer>> contents(Handle handle, Scope scope, Collection<UUID> parcels) {
        Map<UUID, Map<UUID, Integer>> contents = new LinkedHashMap<>();
        if (parcels.isEmpty()) {
            return contents;
        }
        Keys.query(handle, LINES, "parcels", UUID.class, parcels)
                .bind("store", scope.storeId())
                .map((rs, context) -> contents.computeIfAbsent(
                                rs.getObject("parcel_id", UUID.class), it -> new LinkedHashMap<>())
                        .put(rs.getObject("line_id", UUID.class), rs.getInt("quantity")))
                .list();
        return contents;
    }

    /** When the last unit of each line arrived; lines of which nothing has arrived are left out. */
    Map<UUID, Instant> deliveredAt(Handle handle, Scope scope, UUID orderId) {
        Map<UUID, Instant> arrived = new LinkedHashMap<>();
        handle.createQuery(DELIVERED)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((rs, context) -> arrived.put(
                        rs.getObject("line_id", UUID.class),
                        WorkStore.instant(rs, "delivered_at").orElseThrow()))
                .list();
        return arrived;
    }

    void insert(Handle handle, Scope scope, List<ParcelRow> rows, Map<UUID, Map<UUID, Integer>> contents) {
        PreparedBatch heads = handle.prepareBatch(INSERT);
        PreparedBatch lines = handle.prepareBatch(INSERT_LINE);
        for (ParcelRow row : rows) {
            bind(heads, scope, row)
                    .bind("order", row.orderId())
                    .bind("work", (Object) row.workId().orElse(null))
                    .bind("return", (Object) row.returnId().orElse(null))
                    .bind("n", row.n())
                    .bind("direction", row.direction().name())
                    .bind("grams", row.measure().grams())
                    .bind("length", row.measure().lengthMm())
                    .bind("width", row.measure().widthMm())
                    .bind("height", row.measure().heightMm())
                    .bind("value", scope.minor(row.value()))
                    .bind("createdAt", row.createdAt())
                    .add();
            contents.getOrDefault(row.id(), Map.of())
                    .forEach((line, quantity) -> lines.bind("store", scope.storeId())
                            .bind("parcel", row.id())
                            .bind("line", line)
                            .bind("direction", row.direction().name())
                            .bind("quantity", quantity)
                            .add());
        }
        heads.execute();
        lines.execute();
    }

    /** Writes a locked parcel back. */
    void save(Handle handle, Scope scope, ParcelRow before, ParcelRow after) {
        int rows = bind(handle.createUpdate(SAVE), scope, after)
                .bind("before", before.version())
                .bind("stateBefore", before.state().name())
                .execute();
        if (rows != 1) {
            throw new CommerceException(ErrorCode.INVARIANT, "Parcel " + before.id() + " changed while it was locked.");
        }
    }

    void markGone(Handle handle, Scope scope, Collection<UUID> parcels) {
        mark(handle, scope, GONE, parcels);
    }

    void markArrived(Handle handle, Scope scope, UUID parcel) {
        mark(handle, scope, ARRIVED, List.of(parcel));
    }

    private static void mark(Handle handle, Scope scope, String sql, Collection<UUID> parcels) {
        PreparedBatch rows = handle.prepareBatch(sql);
        parcels.forEach(parcel ->
                rows.bind("store", scope.storeId()).bind("parcel", parcel).add());
        rows.execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Scope scope, ParcelRow row) {
        LabelFacts label = row.label();
        ParcelRow.Journey journey = row.journey();
        @Nullable Money cost = label.cost().orElse(null);
        return statement
                .bind("store", scope.storeId())
                .bind("id", row.id())
                .bind("version", row.version())
                .bind("state", row.state().name())
                .bind("account", label.account())
                .bind("service", label.service())
                .bind("quoteRef", label.quoteRef())
                .bind("operation", (Object) label.operationId().orElse(null))
                .bind("sends", label.sends())
                .bind("asks", label.asks())
                .bind("dueAt", label.dueAt().orElse(null))
                .bind("providerRef", label.providerRef())
                .bind("number", label.trackingNumber())
                .bind("cost", cost == null ? null : cost.getAmountMinorLong())
                .bind(
                        "costCurrency",
                        cost == null ? null : cost.getCurrencyUnit().getCode())
                .bind("labelSha", label.labelSha())
                .bind("voidAsked", label.voidAsked())
                .bind("note", label.note())
                .bind("delayed", journey.delayed())
                .bind("onHold", journey.onHold())
                .bind("pollAt", journey.pollAt().orElse(null))
                .bind("handedOverAt", journey.handedOverAt().orElse(null))
                .bind("deliveredAt", journey.deliveredAt().orElse(null));
    }

    private static List<ParcelRow> byIds(Handle handle, Scope scope, String sql, Collection<UUID> ids) {
        return Keys.query(handle, sql, "ids", UUID.class, ids)
                .bind("store", scope.storeId())
                .map((rs, context) -> row(scope, rs))
                .list();
    }

    private static Place place(ResultSet rs) throws SQLException {
        return new Place(rs.getInt("store_id"), rs.getObject("id", UUID.class));
    }

    private static ParcelRow row(Scope scope, ResultSet rs) throws SQLException {
        return new ParcelRow(
                rs.getObject("id", UUID.class),
                rs.getObject("order_id", UUID.class),
                Optional.ofNullable(rs.getObject("fulfillment_id", UUID.class)),
                Optional.ofNullable(rs.getObject("return_id", UUID.class)),
                rs.getInt("n"),
                ParcelDirection.valueOf(rs.getString("direction")),
                rs.getInt("version"),
                ParcelState.valueOf(rs.getString("state")),
                new ParcelRow.Measure(
                        rs.getInt("grams"), rs.getInt("length_mm"), rs.getInt("width_mm"), rs.getInt("height_mm")),
                scope.money(rs.getLong("contents_value")),
                label(rs),
                new ParcelRow.Journey(
                        rs.getBoolean("delayed"),
                        rs.getBoolean("on_hold"),
                        WorkStore.instant(rs, "poll_at"),
                        WorkStore.instant(rs, "handed_over_at"),
                        WorkStore.instant(rs, "delivered_at")),
                WorkStore.instant(rs, "created_at").orElseThrow());
    }

    private static LabelFacts label(ResultSet rs) throws SQLException {
        @Nullable String currency = rs.getString("cost_currency");
        Optional<Money> cost = currency == null
                ? Optional.empty()
                : Optional.of(Money.ofMinor(CurrencyUnit.of(currency), rs.getLong("cost")));
        return new LabelFacts(
                rs.getString("account"),
                rs.getString("service"),
                rs.getString("quote_ref"),
                new LabelFacts.Booking(
                        Optional.ofNullable(rs.getObject("operation_id", UUID.class)),
                        rs.getInt("sends"),
                        rs.getInt("asks"),
                        WorkStore.instant(rs, "due_at")),
                new LabelFacts.Bought(
                        rs.getString("provider_ref"), rs.getString("tracking_number"), cost, rs.getString("label_sha")),
                rs.getBoolean("void_asked"),
                rs.getString("note"));
    }
}
