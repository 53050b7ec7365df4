package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** All SQL of fulfillment orders and their lines. */
@Singleton
final class WorkStore {
    /** How soon somebody looks again at work that waits for no date. */
    static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private static final String COLUMNS = """
            select id, order_id, version, state, location, ships_on, due_at, express, stop_asked, stop_reason, packer,
              lease_until, created_at
            from commerce.fulfillment_order
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String LOCK = FIND + """
            for update
            """;
    private static final String QUEUE = """
            select f.id, f.order_id, f.version, f.state, f.location, f.ships_on, f.due_at, f.express, f.stop_asked,
              f.stop_reason, f.packer, f.lease_until, f.created_at
            from unnest(:states) as w(state)
            join commerce.fulfillment_order f on f.store_id = :store and f.state = w.state
            where (case when f.express then 0 else 1 end, f.due_at, f.id) > (:rank, :due, :after)
            order by case when f.express then 0 else 1 end, f.due_at, f.id
            fetch first :size rows only
            """;
    private static final String LINES = """
            select l.fulfillment_id, l.line_id, l.quantity, l.scanned
            from unnest(:works) as w(id)
            join commerce.fulfillment_line l on l.store_id = :store and l.fulfillment_id = w.id
            order by l.fulfillment_id, l.line_id
            """;
    private static final String COUNTS = """
            select f.state, count(*) as works
            from unnest(:states) as w(state)
            join commerce.fulfillment_order f on f.store_id = :store and f.state = w.state
            group by f.state
            """;
    private static final String LAPSED = """
            select id
            from commerce.fulfillment_order
            where store_id = :store and lease_until <= :now
            order by store_id, lease_until
            fetch first 50 rows only
            """;
    private static final String LOOK = """
            select order_id
            from commerce.fulfillment_order
            where store_id = :store and look_at <= :now
            order by store_id, look_at
            fetch first 50 rows only
            """;
    private static final String LOOK_AGAIN = """
            update commerce.fulfillment_order
            set look_at = case when state = 'WAITING' then cast(:at as timestamp(6) with time zone) else null end
            where store_id = :store and order_id = :order and look_at <= :now
            """;
    private static final String PROLONG = """
            update commerce.fulfillment_order
            set lease_until = :until
            where store_id = :store and id = :id and state = 'PICKING'
            """;
    private static final String TOUCH = """
            update commerce.fulfillment_order
            set lease_until = :until, version = version + 1
            where store_id = :store and id = :id and state = 'PICKING'
            """;
    private static final String STOP = """
            update commerce.fulfillment_order
            set stop_asked = true, stop_reason = :reason, version = version + 1
            where store_id = :store and id = :id and state = any(:from) and not stop_asked
            """;
    private static final String CLEAR_STOP = """
            update commerce.fulfillment_order
            set stop_asked = false, stop_reason = '', version = version + 1
            where store_id = :store and id = :id and state = any(:from) and stop_asked
            """;
    private static final String SCAN = """
            update commerce.fulfillment_line
            set scanned = scanned + :units
            where store_id = :store and fulfillment_id = :work and line_id = :line and scanned + :units <= quantity
            """;
    private static final String UNSCAN = """
            update commerce.fulfillment_line
            set scanned = scanned - 1
            where store_id = :store and fulfillment_id = :work and line_id = :line and scanned > 0
            """;
    private static final String SCAN_ALL = """
            update commerce.fulfillment_line
            set scanned = case when cast(:all as boolean) then quantity else 0 end
            where store_id = :store and fulfillment_id = :work
            """;
    private static final String LESSEN = """
            update commerce.fulfillment_line
            set quantity = quantity - :units, scanned = least(scanned, quantity - :units)
            where store_id = :store and fulfillment_id = :work and line_id = :line and quantity > :units
            """;
    private static final String DROP = """
            delete from commerce.fulfillment_line
            where store_id = :store and fulfillment_id = :work and line_id = :line and quantity = :units
            """;
    private static final String OF_ORDER = COLUMNS + """
            where store_id = :store and order_id = :order
            order by id
            """;
    private static final String LOCK_OF_ORDER = OF_ORDER + """
            for update
            """;
    private static final String STATES = """
            select f.order_id, f.state
            from unnest(:orders) as w(id)
            join commerce.fulfillment_order f on f.store_id = :store and f.order_id = w.id
            order by f.order_id, f.id
            """;
    private static final String INSERT = """
            insert into commerce.fulfillment_order (store_id, id, order_id, version, state, location, ships_on, due_at,
              express, stop_asked, stop_reason, look_at, created_at)
            values (:store, :id, :order, 1, :state, :location, :shipsOn, :due,
              :express, false, '', :lookAt, :at)
            """;
    private static final String INSERT_LINE = """
            insert into commerce.fulfillment_line (store_id, fulfillment_id, line_id, quantity, scanned)
            values (:store, :work, :line, :quantity, 0)
            """;
    private static final String MOVE = """
            update commerce.fulfillment_order
            set state = :to, version = version + 1, packer = :packer, lease_until = :until, look_at = :lookAt
            where store_id = :store and id = :id and state = any(:from)
            """;

    @Inject
    WorkStore() {}

    /** The work of an order, locked in the order of ids. */
    List<WorkRow> lockOfOrder(Handle handle, Scope scope, UUID orderId) {
        return ofOrder(handle, scope, LOCK_OF_ORDER, orderId);
    }

    List<WorkRow> ofOrder(Handle handle, Scope scope, UUID orderId) {
        return ofOrder(handle, scope, OF_ORDER, orderId);
    }

    private static List<WorkRow> ofOrder(Handle handle, Scope scope, String sql, UUID orderId) {
        return handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((rs, context) -> row(rs))
                .list();
    }

    private static Instant lookAt(WorkRow row) {
        return row.shipsOn()
                .filter(row.createdAt()::isBefore)
                .orElse(row.createdAt().plus(LOOK_EVERY));
    }

    Map<UUID, List<String>> states(Handle handle, Scope scope, Collection<UUID> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        return Keys.query(handle, STATES, "orders", UUID.class, orders)
                .bind("store", scope.storeId())
                .map((rs, context) -> Map.entry(rs.getObject("order_id", UUID.class), rs.getString("state")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    void insert(Handle handle, Scope scope, List<WorkRow> rows, Map<UUID, Map<UUID, Integer>> lines) {
        for (WorkRow row : rows) {
            Later.run(handle.createUpdate(INSERT)
                    .bind("store", scope.storeId())
                    .bind("id", row.id())
                    .bind("order", row.orderId())
                    .bind("state", row.state().name())
                    .bind("location", row.location())
                    .bind("shipsOn", row.shipsOn().orElse(null))
                    .bind("due", row.dueAt())
                    .bind("express", row.express())
                    .bind("lookAt", row.state() == WorkState.WAITING ? lookAt(row) : null)
                    .bind("at", row.createdAt()));
        }
        for (WorkRow row : rows) {
            lines.getOrDefault(row.id(), Map.of())
                    .forEach((line, quantity) -> Later.run(handle.createUpdate(INSERT_LINE)
                            .bind("store", scope.storeId())
                            .bind("work", row.id())
                            .bind("line", line)
                            .bind("quantity", quantity)));
        }
    }

    /** Nobody has claimed it after that move. The row count is the right to the effects. */
    boolean move(Handle handle, Scope scope, UUID id, WorkMove move, WorkState to) {
        return move(handle, scope, id, move, to, Optional.empty(), Optional.empty());
    }

    /** It waits after that move, and somebody looks again at that time. */
    boolean wait(Handle handle, Scope scope, UUID id, WorkMove move, Instant lookAt) {
        return move(handle, scope, id, move, WorkState.WAITING, Optional.empty(), Optional.of(lookAt));
    }

    /** That packer has it after the move, until the lease lapses. */
    boolean take(Handle handle, Scope scope, UUID id, WorkMove move, String packer, Instant until) {
        return move(
                handle, scope, id, move, WorkState.PICKING, Optional.of(new Claim(packer, until)), Optional.empty());
    }

    private record Claim(String packer, Instant until) {}

    private static boolean move(
            Handle handle,
            Scope scope,
            UUID id,
            WorkMove move,
            WorkState to,
            Optional<Claim> claim,
            Optional<Instant> lookAt) {
        return handle.createUpdate(MOVE)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("to", to.name())
                        .bind("packer", claim.map(Claim::packer).orElse(null))
                        .bind("until", claim.map(Claim::until).orElse(null))
                        .bind("lookAt", lookAt.orElse(null))
                        .bindArray("from", String.class, (Object[]) WorkFlow.FLOW.from(move))
                        .execute()
                == 1;
    }

    Optional<WorkRow> find(Handle handle, Scope scope, UUID id) {
        return one(handle, scope, FIND, id);
    }

    Optional<WorkRow> lock(Handle handle, Scope scope, UUID id) {
        return one(handle, scope, LOCK, id);
    }

    private static Optional<WorkRow> one(Handle handle, Scope scope, String sql, UUID id) {
        return handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** Work in these states, express first, then what is due first. */
    List<WorkRow> queue(Handle handle, Scope scope, Collection<WorkState> states, QueueCursor after, int size) {
        return handle.createQuery(QUEUE)
                .bind("store", scope.storeId())
                .bindArray("states", String.class, names(states))
                .bind("rank", after.express() ? 0 : 1)
                .bind("due", after.due().at())
                .bind("after", after.due().id())
                .bind("size", size)
                .map((rs, context) -> row(rs))
                .list();
    }

    Map<WorkState, Integer> counts(Handle handle, Scope scope, Collection<WorkState> states) {
        Map<WorkState, Integer> counts = new LinkedHashMap<>();
        states.forEach(state -> counts.put(state, 0));
        handle.createQuery(COUNTS)
                .bind("store", scope.storeId())
                .bindArray("states", String.class, names(states))
                .map((rs, context) -> counts.put(WorkState.valueOf(rs.getString("state")), rs.getInt("works")))
                .list();
        return counts;
    }

    private static List<String> names(Collection<WorkState> states) {
        return states.stream().map(Enum::name).toList();
    }

    /** How much of a line is to be picked, and how much lies in the box. */
    record LineRow(UUID lineId, int quantity, int scanned) {}

    Map<UUID, List<LineRow>> lines(Handle handle, Scope scope, Collection<UUID> works) {
        if (works.isEmpty()) {
            return Map.of();
        }
        return Keys.query(handle, LINES, "works", UUID.class, works)
                .bind("store", scope.storeId())
                .map((rs, context) -> Map.entry(
                        rs.getObject("fulfillment_id", UUID.class),
                        new LineRow(rs.getObject("line_id", UUID.class), rs.getInt("quantity"), rs.getInt("scanned"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    List<LineRow> lines(Handle handle, Scope scope, UUID work) {
        return lines(handle, scope, List.of(work)).getOrDefault(work, List.of());
    }

    /** Work whose claim has lapsed. */
    List<UUID> lapsed(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, LAPSED, now);
    }

    /** Orders with waiting work that somebody should look at. */
    List<UUID> toLookAt(Handle handle, Scope scope, Instant now) {
        return ids(handle, scope, LOOK, now);
    }

    private static List<UUID> ids(Handle handle, Scope scope, String sql, Instant now) {
        return handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
    }

    /** What still waits was looked at. */
    void lookAgain(Handle handle, Scope scope, UUID orderId, Instant now, Instant at) {
        handle.createUpdate(LOOK_AGAIN)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .bind("now", now)
                .bind("at", at)
                .execute();
    }

    void prolong(Handle handle, Scope scope, UUID id, Instant until) {
        handle.createUpdate(PROLONG)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    /** What it consists of has changed: its packer has it until then. */
    void touch(Handle handle, Scope scope, UUID id, Instant until) {
        handle.createUpdate(TOUCH)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    /** Raises the stop sign; false if it stands already or it is too late. */
    boolean stop(Handle handle, Scope scope, UUID id, String reason) {
        return handle.createUpdate(STOP)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("reason", reason)
                        .bindArray("from", String.class, (Object[]) WorkFlow.FLOW.from(WorkMove.STOP))
                        .execute()
                == 1;
    }

    /** Takes the stop sign down; false if none stands. */
    boolean clearStop(Handle handle, Scope scope, UUID id) {
        return handle.createUpdate(CLEAR_STOP)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bindArray("from", String.class, (Object[]) WorkFlow.FLOW.from(WorkMove.STOP))
                        .execute()
                == 1;
    }

    /** So many more units lie in the box; false if the line has not as many left. */
    boolean scan(Handle handle, Scope scope, UUID work, UUID line, int units) {
        return handle.createUpdate(SCAN)
                        .bind("store", scope.storeId())
                        .bind("work", work)
                        .bind("line", line)
                        .bind("units", units)
                        .execute()
                == 1;
    }

    /** One unit of the line is out of the box again; false if none lies in it. */
    boolean unscan(Handle handle, Scope scope, UUID work, UUID line) {
        return handle.createUpdate(UNSCAN)
                        .bind("store", scope.storeId())
                        .bind("work", work)
                        .bind("line", line)
                        .execute()
                == 1;
    }

    /** So many units of a line do not belong to this work any more. The work is locked. */
    void lessen(Handle handle, Scope scope, UUID work, UUID line, int units) {
        if (!without(handle, scope, LESSEN, work, line, units) && !without(handle, scope, DROP, work, line, units)) {
            throw new IllegalStateException("line " + line + " has fewer than " + units + " units");
        }
    }

    private static boolean without(Handle handle, Scope scope, String sql, UUID work, UUID line, int units) {
        return handle.createUpdate(sql)
                        .bind("store", scope.storeId())
                        .bind("work", work)
                        .bind("line", line)
                        .bind("units", units)
                        .execute()
                == 1;
    }

    /** All units lie in the box, or none. */
    void scanAll(Handle handle, Scope scope, UUID work, boolean all) {
        handle.createUpdate(SCAN_ALL)
                .bind("store", scope.storeId())
                .bind("work", work)
                .bind("all", all)
                .execute();
    }

    static WorkRow row(ResultSet rs) throws SQLException {
        return new WorkRow(
                rs.getObject("id", UUID.class),
                rs.getObject("order_id", UUID.class),
                rs.getInt("version"),
                WorkState.valueOf(rs.getString("state")),
                rs.getString("location"),
                instant(rs, "ships_on"),
                instant(rs, "due_at").orElseThrow(),
                rs.getBoolean("express"),
                rs.getBoolean("stop_asked"),
                rs.getString("stop_reason"),
                Optional.ofNullable(rs.getString("packer")),
                instant(rs, "lease_until"),
                instant(rs, "created_at").orElseThrow());
    }

    static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
