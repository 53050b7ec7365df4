package io.tradewind.commerce.health;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Rows in which every invariant holds, and what else tests put beside them. */
final class SoundStore {
    static final UUID ORDER = id(1);
    static final UUID LINE = id(3);
    static final UUID PAYMENT = id(4);
    static final OffsetDateTime LATER = OffsetDateTime.parse("2027-01-01T00:00:00Z");

    private SoundStore() {}

    /** A store in which one order of three mugs is half shipped and partly refunded. */
    static void into(Rows rows) throws SQLException {
        rows.insert(
                "orders",
                "id",
                ORDER,
                "number",
                "1001",
                "checkout_id",
                ORDER,
                "currency",
                "EUR",
                "goods",
                900,
                "discount",
                50,
                "delivery",
                150,
                "total",
                1000,
                "reduced",
                300,
                "quote_hash",
                "h",
                "lifecycle",
                "PLACED");
        rows.insert(
                "order_line",
                "id",
                LINE,
                "order_id",
                ORDER,
                "sku",
                "A",
                "quantity",
                3,
                "handed_over",
                1,
                "delivered",
                1,
                "unit_price",
                300,
                "discount",
                50,
                "paid",
                850,
                "paid_tax",
                136);
        move(rows, "order", ORDER, 1, "", "PLACED");
        rows.insert("fulfillment_order", "id", id(15), "order_id", ORDER, "state", "PACKED");
        lived(rows, "fulfillment-order", id(15), "RELEASED", "PICKING", "PACKED");
        delivery(rows, id(28), 2, "DELIVERED");
        money(rows);
        goods(rows);
        rows.insert("code", "code", "X", "used", 1, "max_uses", 5, "spent", 50, "budget", 1000);
        rows.insert("code_use", "id", id(29), "code", "X", "checkout_id", ORDER, "amount", 50, "state", "USED");
        lived(rows, "code-use", id(29), "HELD", "USED");
        rows.insert(
                "parcel_line",
                "line_id",
                LINE,
                "direction",
                "OUTBOUND",
                "quantity",
                1,
                "handed_over",
                true,
                "delivered",
                true);
        rows.insert("message", "id", id(13), "state", "SENT");
        rows.insert("message", "id", id(14), "state", "WAITING", "next_at", LATER);
        rows.insert("customer", "id", id(12), "email", "a@b.example", "phone", "1", "name", "Ada");
    }

    static void money(Rows rows) throws SQLException {
        rows.insert(
                "payment",
                "id",
                PAYMENT,
                "checkout_id",
                ORDER,
                "currency",
                "EUR",
                "quote_hash",
                "h",
                "authorized",
                1000,
                "captured",
                1000,
                "refunded",
                200,
                "refund_pending",
                100);
        entry(rows, "CLEARING", 800);
        entry(rows, "BUYERS", -800);
        fact(rows, "AUTHORIZED", 1000);
        fact(rows, "CAPTURED", 1000);
        fact(rows, "REFUNDED", 200);
        rows.insert("refund_part", "payment_id", PAYMENT, "state", "DONE", "amount", 200);
        rows.insert("refund_part", "payment_id", PAYMENT, "state", "RUNNING", "amount", 100);
        rows.insert("refund_share", "order_id", ORDER, "line_id", LINE, "kind", "LINE", "state", "DONE", "amount", 200);
    }

    static void goods(Rows rows) throws SQLException {
        rows.insert("stock", "sku", "A", "location", "main", "on_hand", 10, "reserved", 2);
        rows.insert("promise", "sku", "A", "kind", "PREORDER", "promised", 1, "cap", 5);
        movement(rows, "RECEIPT", 11, id(25));
        movement(rows, "SALE", -1, id(27));
        reservation(rows, "ON_HAND", "main", LINE, 1, "SHIPPED");
        reservation(rows, "ON_HAND", "main", LINE, 2, "ALLOCATED");
        reservation(rows, "PREORDER", null, id(80), 1, "HELD");
    }

    static void fact(Rows rows, String kind, long amount) throws SQLException {
        rows.insert("payment_fact", "payment_id", PAYMENT, "operation_id", id(5), "kind", kind, "amount", amount);
    }

    static void entry(Rows rows, String account, long amount) throws SQLException {
        rows.insert(
                "ledger_entry",
                "tx_id",
                id(6),
                "leg",
                amount > 0 ? 1 : 2,
                "account",
                account,
                "subject_id",
                PAYMENT,
                "root_id",
                ORDER,
                "kind",
                "PAYMENT",
                "currency",
                "EUR",
                "amount",
                amount);
    }

    static void movement(Rows rows, String kind, int quantity, UUID cause) throws SQLException {
        rows.insert(
                "stock_movement",
                "sku",
                "A",
                "location",
                "main",
                "kind",
                kind,
                "quantity",
                quantity,
                "cause_id",
                cause);
    }

    static void reservation(Rows rows, String kind, String location, UUID line, int quantity, String state)
            throws SQLException {
        rows.insert(
                "reservation",
                "checkout_id",
                ORDER,
                "sku",
                "A",
                "kind",
                kind,
                "location",
                location,
                "line_id",
                line,
                "quantity",
                quantity,
                "state",
                state,
                "expires_at",
                LATER);
    }

    static void move(Rows rows, String machine, UUID subject, int seq, String from, String to) throws SQLException {
        rows.insert(
                "history",
                "subject_id",
                subject,
                "machine",
                machine,
                "seq",
                seq,
                "from_state",
                from,
                "to_state",
                to,
                "event_id",
                UUID.randomUUID(),
                "subscribers",
                0);
    }

    /** The whole life of a subject, each move with its event. */
    static void lived(Rows rows, String machine, UUID subject, String... states) throws SQLException {
        String from = "";
        for (int seq = 1; seq <= states.length; seq++) {
            move(rows, machine, subject, seq, from, states[seq - 1]);
            from = states[seq - 1];
        }
    }

    /** Somebody was to hear of a move of a fulfillment order. */
    static void delivery(Rows rows, UUID event, int seq, String state) throws SQLException {
        rows.execute("update commerce.history set event_id = '" + event + "', subscribers = 1 where subject_id = '"
                + id(15) + "' and seq = " + seq);
        rows.insert(
                "delivery",
                "event_id",
                event,
                "subscriber",
                "mail",
                "subject_id",
                id(15),
                "machine",
                "fulfillment-order",
                "seq",
                seq,
                "ordered",
                true,
                "state",
                state);
    }

    static UUID id(int n) {
        return new UUID(0x7000L, n);
    }
}
