package io.tradewind.commerce.order;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL of credit notes. */
@Singleton
final class CreditNoteStore {
    private static final String INSERT = """
            insert into commerce.credit_note (store_id, order_id, n, amount, lines, tax_lines, issued_at)
            values (:store, :order, :n, :amount, :lines, :taxLines, :at)
            """;

    private static final String OF = """
            select n, amount, lines, tax_lines, issued_at
            from commerce.credit_note
            where store_id = :store and order_id = :order
            order by n
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

    /** Those of an order, oldest first. */
    List<CreditNote> of(Handle handle, Scope scope, OrderRow order) {
        return handle.createQuery(OF)
                .bind("store", scope.storeId())
                .bind("order", order.id())
                .map((rs, context) -> new CreditNote(
                        new OrderId(order.id()),
                        number(order, rs.getInt("n")),
                        order.number(),
                        rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        json.readList(rs.getString("lines"), CreditNote.Line.class),
                        scope.money(rs.getLong("amount")),
                        json.readList(rs.getString("tax_lines"), TaxLine.class)))
                .list();
    }

    static String number(OrderRow order, int n) {
        return order.number() + "-C" + n;
    }
}
