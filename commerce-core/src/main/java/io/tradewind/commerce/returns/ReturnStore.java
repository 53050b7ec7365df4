package io.tradewind.commerce.returns;

import com.fasterxml.uuid.UUIDComparator;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** All SQL of returns and their lines. */
@Singleton
final class ReturnStore {
    private static final String COLUMNS = """
            select id, order_id, version, state, origin, owner_key, asked_by, note, answer, parcel_id, preview, refunded,
              refunded_delivery, refund_id, problem, expires_at, look_at, created_at
            from commerce.return_request
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String OF_ORDER = COLUMNS + """
            where store_id = :store and order_id = :order
            order by created_at, id
            """;
    private static final String LIST = COLUMNS + """
            where store_id = :store and state = :state and (created_at, id) < (:at, :id)
            order by store_id desc, state desc, created_at desc, id desc
            fetch first :size rows only
            """;
    private static final String COUNTS = """
            select r.state, count(*) as returns
            from unnest(:states) as w(state)
            join commerce.return_request r on r.store_id = :store and r.state = w.state
            group by r.state
            """;
    private static final String LINES = """
            select l.id, l.return_id, l.line_id, l.sku, l.quantity, l.reason, l.note, l.received, l.surplus, l.accepted,
              l.restocked, l.scrapped, l.missing, l.refunded
            from unnest(:returns) as w(id)
            join commerce.return_line l on l.store_id = :store and l.return_id = w.id
            order by l.return_id, l.id
            """;
    private static final String INSERT = """
            insert into commerce.return_request (store_id, id, order_id, version, state, origin, owner_key, asked_by, note,
              answer, parcel_id, preview, refunded, refunded_delivery, refund_id, problem, expires_at, look_at, created_at)
            values (:store, :id, :order, :version, :state, :origin, :owner, :askedBy, :note,
              :answer, :parcel, :preview, :refunded, :delivery, :refund, :problem, :expiresAt, :lookAt, :createdAt)
            """;
    private static final String SAVE = """
            update commerce.return_request
            set version = :version, state = :state, answer = :answer, parcel_id = :parcel, refunded = :refunded,
              refunded_delivery = :delivery, refund_id = :refund, problem = :problem, expires_at = :expiresAt,
              look_at = :lookAt
            where store_id = :store and id = :id and version = :before and state = :stateBefore
            """;
    private static final String INSERT_LINE = """
            insert into commerce.return_line (store_id, id, return_id, line_id, sku, quantity, reason, note, received,
              surplus, accepted, restocked, scrapped, missing, refunded)
            values (:store, :id, :return, :line, :sku, :quantity, :reason, :note, :received,
              :surplus, :accepted, :restocked, :scrapped, :missing, :refunded)
            """;
    private static final String SAVE_LINE = """
            update commerce.return_line
            set received = :received, surplus = :surplus, accepted = :accepted, restocked = :restocked,
              scrapped = :scrapped, missing = :missing, refunded = :refunded
            where store_id = :store and id = :id
            """;
    private static final String SOONER = """
            update commerce.return_request
            set look_at = :at
            where store_id = :store and order_id = :order and state = 'INSPECTED'
            """;
    private static final String EXPIRED = """
            select id
            from commerce.return_request
            where store_id = :store and expires_at <= :now
            order by store_id, expires_at
            fetch first 50 rows only
            """;
    private static final String DUE = """
            select id
            from commerce.return_request
            where store_id = :store and look_at <= :now
            order by store_id, look_at
            fetch first 50 rows only
            """;

    @Inject
    ReturnStore() {}

    Optional<ReturnRow> find(Handle handle, Scope scope, UUID id) {
        List<ReturnRow> heads = handle.createQuery(FIND)
                .bind("store", scope.storeId())
                .bind("id", id)
                .map((rs, context) -> head(scope, rs))
                .list();
        return whole(handle, scope, heads).stream().findFirst();
    }

    List<ReturnRow> ofOrder(Handle handle, Scope scope, UUID orderId) {
        List<ReturnRow> heads = handle.createQuery(OF_ORDER)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((rs, context) -> head(scope, rs))
                .list();
        return whole(handle, scope, heads);
    }

    /** One statement for each state, so that each walks its own index. */
    List<ReturnRow> list(Handle handle, Scope scope, Collection<ReturnState> states, Instant at, UUID id, int size) {
        List<ReturnRow> heads = new ArrayList<>();
        for (ReturnState state : states) {
            heads.addAll(handle.createQuery(LIST)
                    .bind("store", scope.storeId())
                    .bind("state", state.name())
                    .bind("at", at)
                    .bind("id", id)
                    .bind("size", size)
                    .map((rs, context) -> head(scope, rs))
                    .list());
        }
        heads.sort(Comparator.comparing(ReturnRow::createdAt)
                .thenComparing(ReturnRow::id, new UUIDComparator())
                .reversed());
        return whole(handle, scope, heads.subList(0, Math.min(size, heads.size())));
    }

    Map<ReturnState, Integer> counts(Handle handle, Scope scope, Collection<ReturnState> states) {
        Map<ReturnState, Integer> counts = new LinkedHashMap<>();
        states.forEach(state -> counts.put(state, 0));
        handle.createQuery(COUNTS)
                .bind("store", scope.storeId())
                .bindArray("states", String.class, names(states))
                .map((rs, context) -> counts.put(ReturnState.valueOf(rs.getString("state")), rs.getInt("returns")))
                .list();
        return counts;
    }

    private static List<String> names(Collection<ReturnState> states) {
        return states.stream().map(Enum::name).toList();
    }

    void insert(Handle handle, Scope scope, ReturnRow row) {
        bind(handle.createUpdate(INSERT), scope, row)
                .bind("order", row.orderId())
                .bind("origin", row.origin().name())
                .bind("owner", row.ownerKey())
                .bind("askedBy", row.askedBy())
                .bind("note", row.note())
                .bind("preview", scope.minor(row.preview()))
                .bind("createdAt", row.createdAt())
                .execute();
        PreparedBatch lines = handle.prepareBatch(INSERT_LINE);
        for (ReturnRow.Line line : row.lines()) {
            bind(lines, scope, line)
                    .bind("return", row.id())
                    .bind("line", line.lineId())
                    .bind("sku", line.sku().value())
                    .bind("quantity", line.quantity())
                    .bind("reason", line.reason().name())
                    .bind("note", line.note())
                    .add();
        }
        lines.execute();
    }

    /** Writes a return back whose order the caller has locked. */
    void save(Handle handle, Scope scope, ReturnRow before, ReturnRow after) {
        int rows = bind(handle.createUpdate(SAVE), scope, after)
                .bind("before", before.version())
                .bind("stateBefore", before.state().name())
                .execute();
        if (rows != 1) {
            throw new CommerceException(
                    ErrorCode.INVARIANT, "Return " + before.id() + " changed while its order was locked.");
        }
        if (!after.lines().equals(before.lines())) {
            PreparedBatch lines = handle.prepareBatch(SAVE_LINE);
            after.lines().forEach(line -> bind(lines, scope, line).add());
            lines.execute();
        }
    }

    /** Somebody looks at the inspected returns of that order soon; false if there are none. */
    boolean sooner(Handle handle, Scope scope, UUID orderId, Instant at) {
        return handle.createUpdate(SOONER)
                        .bind("store", scope.storeId())
                        .bind("order", orderId)
                        .bind("at", at)
                        .execute()
                > 0;
    }

    /** Returns that should have been sent by now. */
    List<UUID> expired(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, EXPIRED, now);
    }

    /** Returns that somebody should look at. */
    List<UUID> due(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, DUE, now);
    }

    private static List<UUID> ids(Handle handle, Scope scope, String sql, Instant now) {
        return handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Scope scope, ReturnRow row) {
        return statement
                .bind("store", scope.storeId())
                .bind("id", row.id())
                .bind("version", row.version())
                .bind("state", row.state().name())
                .bind("answer", row.answer())
                .bind("parcel", (Object) row.parcelId().orElse(null))
                .bind("refunded", scope.minor(row.refunded()))
                .bind("delivery", scope.minor(row.refundedDelivery()))
                .bind("refund", (Object) row.refundId().orElse(null))
                .bind("problem", row.problem())
                .bind("expiresAt", row.expiresAt().orElse(null))
                .bind("lookAt", row.lookAt().orElse(null));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Scope scope, ReturnRow.Line line) {
        return statement
                .bind("store", scope.storeId())
                .bind("id", line.id())
                .bind("received", line.received())
                .bind("surplus", line.surplus())
                .bind("accepted", line.accepted())
                .bind("restocked", line.restocked())
                .bind("scrapped", line.scrapped())
                .bind("missing", line.missing())
                .bind("refunded", scope.minor(line.refunded()));
    }

    private static List<ReturnRow> whole(Handle handle, Scope scope, List<ReturnRow> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        Map<UUID, List<ReturnRow.Line>> lines = Keys.query(
                        handle,
                        LINES,
                        "returns",
                        UUID.class,
                        heads.stream().map(ReturnRow::id).toList())
                .bind("store", scope.storeId())
                .map((rs, context) -> Map.entry(rs.getObject("return_id", UUID.class), line(scope, rs)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return heads.stream()
                .map(head -> head.with(lines.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private static ReturnRow head(Scope scope, ResultSet rs) throws SQLException {
        return new ReturnRow(
                rs.getObject("id", UUID.class),
                rs.getObject("order_id", UUID.class),
                rs.getInt("version"),
                ReturnState.valueOf(rs.getString("state")),
                ReturnOrigin.valueOf(rs.getString("origin")),
                rs.getString("owner_key"),
                rs.getString("asked_by"),
                rs.getString("note"),
                rs.getString("answer"),
                Optional.ofNullable(rs.getObject("parcel_id", UUID.class)),
                scope.money(rs.getLong("preview")),
                scope.money(rs.getLong("refunded")),
                scope.money(rs.getLong("refunded_delivery")),
                Optional.ofNullable(rs.getObject("refund_id", UUID.class)),
                rs.getString("problem"),
                instant(rs, "expires_at"),
                instant(rs, "look_at"),
                instant(rs, "created_at").orElseThrow(),
                List.of());
    }

    private static ReturnRow.Line line(Scope scope, ResultSet rs) throws SQLException {
        return new ReturnRow.Line(
                rs.getObject("id", UUID.class),
                rs.getObject("line_id", UUID.class),
                Sku.of(rs.getString("sku")),
                rs.getInt("quantity"),
                ReturnReason.valueOf(rs.getString("reason")),
                rs.getString("note"),
                rs.getInt("received"),
                rs.getInt("surplus"),
                rs.getInt("accepted"),
                rs.getInt("restocked"),
                rs.getInt("scrapped"),
                rs.getInt("missing"),
                scope.money(rs.getLong("refunded")));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
