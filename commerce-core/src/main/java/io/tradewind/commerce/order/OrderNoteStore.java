package io.tradewind.commerce.order;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of what was written to buyers. */
@Internal
@Singleton
public final class OrderNoteStore {
    private static final String INSERT = """
            insert into commerce.order_note (store_id, id, order_id, text, written_by, written_at)
            values (:store, :id, :order, :text, :by, :at)
            """;

    private static final String COLUMNS = """
            select id, written_at, text
            from commerce.order_note
            """;

    private static final String OF = COLUMNS + """
            where store_id = :store and order_id = :order
            order by id
            """;

    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;

    @Inject
    OrderNoteStore() {}

    void insert(Handle handle, Scope scope, UUID orderId, OrderNote note) {
        handle.createUpdate(INSERT)
                .bind("store", scope.storeId())
                .bind("id", note.id())
                .bind("order", orderId)
                .bind("text", note.text())
                .bind("by", scope.actor().label())
                .bind("at", note.writtenAt())
                .execute();
    }

    List<OrderNote> of(Handle handle, Scope scope, UUID orderId) {
        return handle.createQuery(OF)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .map((rs, context) -> note(rs))
                .list();
    }

    /** One of them, for whoever tells the buyer. */
    public Optional<OrderNote> find(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(FIND)
                .bind("store", scope.storeId())
                .bind("id", id)
                .map((rs, context) -> note(rs))
                .findOne();
    }

    private static OrderNote note(ResultSet rs) throws SQLException {
        return new OrderNote(
                rs.getObject("id", UUID.class),
                rs.getObject("written_at", OffsetDateTime.class).toInstant(),
                rs.getString("text"));
    }
}
