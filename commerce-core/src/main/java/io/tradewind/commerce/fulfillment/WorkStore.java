package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.jdbi.v3.core.statement.PreparedBatch;

/** All SQL of fulfillment orders and their lines. */
@Singleton
final class WorkStore {
    private static final String COLUMNS = """
            select id, order_id, version, state, location, ships_on, due_at, express, stop_asked, packer, lease_until,
              created_at
            from commerce.fulfillment_order
            """;
    private static final String OF_ORDER = COLUMNS + """
            where store_id = :store and order_id = :order
            order by id
            for update
            """;
    private static final String STATES = """
            select order_id, state
            from commerce.fulfillment_order
            where store_id = :store and order_id = any(:orders)
            order by order_id, id
            """;
    private static final String INSERT = """
            insert into commerce.fulfillment_order (store_id, id, order_id, version, state, location, ships_on, due_at,
              express, stop_asked, created_at)
            values (:store, :id, :order, 1, :state, :location, :shipsOn, :due,
              :express, false, :at)
            """;
    private static final String INSERT_LINE = """
            insert into commerce.fulfillment_line (store_id, fulfillment_id, line_id, quantity, scanned)
            values (:store, :work, :line, :quantity, 0)
            """;
    private static final String MOVE = """
            update commerce.fulfillment_order
            set state = :to, version = version + 1, packer = null, lease_until = null
            where store_id = :store and id = :id and state = any(:from)
            """;

    @Inject
    WorkStore() {}

    /** The work of an order, locked in the order of ids. */
    List<WorkRow> lockOfOrder(Handle handle, Scope scope, UUID orderId) {
        return handle.createQuery(OF_ORDER)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((rs, context) -> row(rs))
                .list();
    }

    Map<UUID, List<String>> states(Handle handle, Scope scope, Collection<UUID> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery(STATES)
                .bind("store", scope.storeId())
                .bindArray("orders", UUID.class, List.copyOf(orders))
                .map((rs, context) -> Map.entry(rs.getObject("order_id", UUID.class), rs.getString("state")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    void insert(Handle handle, Scope scope, List<WorkRow> rows, Map<UUID, Map<UUID, Integer>> lines) {
        PreparedBatch heads = handle.prepareBatch(INSERT);
        PreparedBatch details = handle.prepareBatch(INSERT_LINE);
        for (WorkRow row : rows) {
            heads.bind("store", scope.storeId())
                    .bind("id", row.id())
                    .bind("order", row.orderId())
                    .bind("state", row.state().name())
                    .bind("location", row.location())
                    .bind("shipsOn", row.shipsOn().orElse(null))
                    .bind("due", row.dueAt())
                    .bind("express", row.express())
                    .bind("at", row.createdAt())
                    .add();
            lines.getOrDefault(row.id(), Map.of())
                    .forEach((line, quantity) -> details.bind("store", scope.storeId())
                            .bind("work", row.id())
                            .bind("line", line)
                            .bind("quantity", quantity)
                            .add());
        }
        heads.execute();
        details.execute();
    }

    /** The row count is the right to the effects. */
    boolean move(Handle handle, Scope scope, UUID id, WorkMove move, WorkState to) {
        return handle.createUpdate(MOVE)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("to", to.name())
                        .bindArray("from", String.class, (Object[]) WorkFlow.FLOW.from(move))
                        .execute()
                == 1;
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
                Optional.ofNullable(rs.getString("packer")),
                instant(rs, "lease_until"),
                instant(rs, "created_at").orElseThrow());
    }

    static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
