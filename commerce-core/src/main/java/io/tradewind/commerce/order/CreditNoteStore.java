package io.tradewind.commerce.order;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of credit notes. */
@Singleton
final class CreditNoteStore {
    private static final String INSERT = """
            insert into commerce.credit_note (store_id, order_id, n, amount, lines, tax_lines, issued_at)
            values (:store, :order, :n, :amount, :lines, :taxLines, :at)
            """;

    private static final String OF = """
            select c.order_id, c.n, c.amount, c.lines, c.tax_lines, c.issued_at
            from unnest(:orders) as w(id)
            join commerce.credit_note c on c.store_id = :store and c.order_id = w.id
            order by c.order_id, c.n
            """;

    private final Json json;

    @Inject
    CreditNoteStore(Json json) {
        this.json = json;
    }

    void insert(Handle handle, Scope scope, CreditNote note, int n) {
        handle.createUpdate(INSERT)
                .bind("store", scope.storeId())
                .bind("order", note.orderId().value())
                .bind("n", n)
                .bind("amount", scope.minor(note.total()))
                .bind("lines", json.write(note.lines()))
                .bind("taxLines", json.write(note.taxLines()))
                .bind("at", note.issuedAt())
                .execute();
    }

    /** Those of the orders, oldest first. */
    List<CreditNote> of(Handle handle, Scope scope, Map<UUID, OrderRow> orders) {
        return Keys.query(handle, OF, "orders", UUID.class, orders.keySet())
                .bind("store", scope.storeId())
                .map((rs, context) -> note(scope, orders, rs))
                .list();
    }

    private CreditNote note(Scope scope, Map<UUID, OrderRow> orders, ResultSet rs) throws SQLException {
        OrderRow order =
                requireNonNull(orders.get(rs.getObject("order_id", UUID.class)), "an order that was asked about");
        return new CreditNote(
                new OrderId(order.id()),
                number(order, rs.getInt("n")),
                order.number(),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                json.readList(rs.getString("lines"), CreditNote.Line.class),
                scope.money(rs.getLong("amount")),
                json.readList(rs.getString("tax_lines"), TaxLine.class));
    }

    static String number(OrderRow order, int n) {
        return order.number() + "-C" + n;
    }
}
