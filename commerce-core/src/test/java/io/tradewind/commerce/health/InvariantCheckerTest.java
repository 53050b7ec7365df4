package io.tradewind.commerce.health;

import static io.tradewind.commerce.health.SoundStore.LATER;
import static io.tradewind.commerce.health.SoundStore.LINE;
import static io.tradewind.commerce.health.SoundStore.ORDER;
import static io.tradewind.commerce.health.SoundStore.PAYMENT;
import static io.tradewind.commerce.health.SoundStore.delivery;
import static io.tradewind.commerce.health.SoundStore.id;
import static io.tradewind.commerce.health.SoundStore.lived;
import static io.tradewind.commerce.health.SoundStore.move;
import static io.tradewind.commerce.health.SoundStore.movement;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A check that nobody has seen fail proves nothing: each is run on sound data and on one planted violation. */
class InvariantCheckerTest {
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2020-01-01T00:00:00Z");
    private static final OffsetDateTime RELEASED = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    /** For each invariant what breaks it. */
    private static final Map<String, Plant> PLANTS = new LinkedHashMap<>();

    private interface Plant {
        void into(Rows rows) throws SQLException;
    }

    /** Data at the edge of a rule. */
    private record Edge(String invariant, boolean broken, String what, Plant plant) {}

    /** Rules that ask for more than one sum, at their edges. */
    private static final List<Edge> EDGES = List.of(
            edge("INV-MONEY-2", true, "another currency", "update commerce.payment set currency = 'USD'"),
            edge(
                    "INV-MONEY-2",
                    true,
                    "money for another quote that went back without being owed",
                    "update commerce.payment set quote_hash = 'z', refunded = 1000"),
            owed("INV-MONEY-2", true, "money for another quote that is no longer owed and still there", "DONE", 200),
            owed("INV-MONEY-2", false, "money for another quote that is owed", "OPEN", 200),
            owed("INV-MONEY-2", false, "money for another quote that staff are to give back", "ESCALATED", 200),
            owed("INV-MONEY-2", false, "money for another quote that was given back", "DONE", 1000),
            waived("INV-MONEY-2", false, "update commerce.payment set quote_hash = 'z'"),
            waived("INV-MONEY-2", true, "update commerce.payment set quote_hash = 'z'", "AUTHORIZED", 1),
            waived("INV-MONEY-2", false, "update commerce.payment set quote_hash = 'z'", "REFUNDED", 1),
            waived("INV-MONEY-11", false, "update commerce.orders set lifecycle = 'CANCELLED'"),
            waived("INV-MONEY-11", true, "update commerce.orders set lifecycle = 'CANCELLED'", "CAPTURED", 1),
            waived("INV-MONEY-11", true, "update commerce.orders set lifecycle = 'CANCELLED'", "CHARGED_BACK", -1),
            waived("INV-MONEY-14", false, "update commerce.payment set authorized = 1201"),
            waived("INV-MONEY-14", true, "update commerce.payment set authorized = 1201", "AUTHORIZED", 1),
            edge(
                    "INV-MONEY-2",
                    false,
                    "an attempt at another quote that was declined",
                    "update commerce.payment set quote_hash = 'z', authorized = 0, captured = 0, refunded = 0"),
            edge("INV-MONEY-10", true, "a cent too little", "update commerce.payment set authorized = 799"),
            edge("INV-MONEY-10", false, "not a cent too little", "update commerce.payment set authorized = 800"),
            edge(
                    "INV-MONEY-10",
                    true,
                    "a cent too much on its way back",
                    "update commerce.payment set refund_pending = 301"),
            edge(
                    "INV-MONEY-10",
                    false,
                    "no more on its way back than is granted",
                    "update commerce.payment set refund_pending = 300"),
            outside(true, "given back by hand before the release", "REFUNDED", LONG_AGO),
            outside(false, "given back by hand after the release", "REFUNDED", LATER),
            outside(true, "taken back by a bank before the release", "CHARGED_BACK", LONG_AGO),
            new Edge("INV-MONEY-10", false, "taken back by a bank, and released as it came back", rows -> {
                outsideFact(rows, "CHARGED_BACK", 201, LONG_AGO);
                outsideFact(rows, "CHARGED_BACK", -201, RELEASED);
            }),
            outside(false, "taken back by a bank after the release", "CHARGED_BACK", LATER),
            new Edge("INV-MONEY-10", false, "unpaid and held", rows -> {
                rows.execute("update commerce.payment set authorized = 500");
                rows.insert("order_hold", "order_id", ORDER);
            }),
            new Edge("INV-MONEY-10", true, "unpaid and held no more", rows -> {
                rows.execute("update commerce.payment set authorized = 500");
                rows.insert("order_hold", "order_id", ORDER, "lifted_at", LONG_AGO);
            }),
            new Edge("INV-MONEY-10", false, "unpaid and paid later", rows -> {
                rows.execute("update commerce.payment set authorized = 500");
                rows.execute("update commerce.orders set pay_later = true");
            }));

    private static Edge edge(String invariant, boolean broken, String what, String statement) {
        return new Edge(invariant, broken, what, rows -> rows.execute(statement));
    }

    private static Edge owed(String invariant, boolean broken, String what, String state, long refunded) {
        return new Edge(invariant, broken, what, rows -> {
            rows.execute("update commerce.payment set quote_hash = 'z', refunded = " + refunded);
            rows.insert("obligation", "subject_id", PAYMENT, "state", state, "due_at", LATER);
        });
    }

    /** Somebody has decided that the money need not go back. */
    private static Edge waived(String invariant, boolean broken, String statement) {
        return new Edge(invariant, broken, "waived: " + statement, rows -> {
            rows.execute(statement);
            waive(rows);
        });
    }

    /** The same, and later something moved that nobody decided about. */
    private static Edge waived(String invariant, boolean broken, String statement, String kind, long amount) {
        return new Edge(invariant, broken, "waived: " + statement + ", then " + kind, rows -> {
            rows.execute(statement);
            waive(rows);
            outsideFact(rows, kind, amount, LATER);
        });
    }

    private static void waive(Rows rows) throws SQLException {
        rows.insert("obligation", "id", id(60), "subject_id", PAYMENT, "state", "WAIVED", "due_at", LONG_AGO);
        lived(rows, "obligation", id(60), "OPEN", "ESCALATED", "WAIVED");
    }

    private static Edge outside(boolean broken, String what, String kind, OffsetDateTime at) {
        return new Edge("INV-MONEY-10", broken, what, rows -> outsideFact(rows, kind, 201, at));
    }

    private static void outsideFact(Rows rows, String kind, long amount, OffsetDateTime at) throws SQLException {
        rows.insert(
                "payment_fact",
                "payment_id",
                PAYMENT,
                "kind",
                kind,
                "amount",
                amount,
                "task_id",
                id(9),
                "noted_at",
                at);
    }

    static {
        sql("INV-MONEY-1", "update commerce.order_line set discount = 49");
        sql("INV-MONEY-2", "update commerce.payment set quote_hash = 'z'");
        sql("INV-MONEY-3", "update commerce.payment set refund_pending = 900");
        sql("INV-MONEY-4", "update commerce.payment set refunded = 199");
        sql("INV-MONEY-5", "update commerce.ledger_entry set amount = -799 where account = 'BUYERS'");
        sql("INV-MONEY-7", "update commerce.ledger_entry set subject_id = tx_id");
        plant("INV-MONEY-8", rows -> rows.insert("commission_entry", "kind", "ACCRUAL", "amount", 10));
        sql("INV-MONEY-10", "update commerce.payment set authorized = 500");
        sql("INV-MONEY-11", "update commerce.orders set lifecycle = 'CANCELLED'");
        plant("INV-MONEY-12", rows -> rows.insert("obligation", "state", "OPEN", "due_at", LONG_AGO));
        plant("INV-MONEY-13", rows -> rows.insert("payment_fact", "payment_id", PAYMENT, "kind", "DISPUTED"));
        sql("INV-MONEY-14", "update commerce.payment set authorized = 1201");
        plant("INV-MONEY-15", rows -> {
            rows.insert("payment_operation", "payment_id", PAYMENT, "kind", "PURCHASE", "state", "UNKNOWN");
            rows.insert("payment_operation", "payment_id", PAYMENT, "kind", "PURCHASE", "state", "SENDING");
        });
        sql("INV-MONEY-17", "update commerce.payment set disputed = true");
        plant(
                "INV-MONEY-18",
                rows -> rows.insert("dispute", "payment_id", PAYMENT, "stage", "LOST", "amount", 10, "charged", 10));
        plant("INV-MONEY-19", rows -> rows.execute("update commerce.payment set instrument_id = '" + id(7) + "'"));
        plant("INV-MONEY-20", rows -> rows.insert("saved_instrument", "state", "LEAVING"));
        plant("INV-MONEY-21", rows -> rows.insert("credit_note", "order_id", ORDER, "n", 2, "amount", 1));
        sql("INV-STOCK-1", "update commerce.stock set reserved = 11");
        sql("INV-STOCK-2", "update commerce.stock set reserved = 3");
        sql("INV-STOCK-3", "update commerce.promise set promised = 6");
        sql("INV-STOCK-4", "update commerce.order_line set cancelled = 1");
        plant(
                "INV-STOCK-5",
                rows -> rows.execute("update commerce.reservation set expires_at = timestamp with time zone"
                        + " '2020-01-01 00:00:00+00' where state = 'HELD'"));
        plant("INV-STOCK-6", rows -> movement(rows, "SALE", -1, id(27)));
        plant(
                "INV-STOCK-7",
                rows -> rows.execute(
                        "update commerce.reservation set checkout_id = '" + id(98) + "' where state = 'ALLOCATED'"));
        plant("INV-ORDER-1", rows -> rows.insert("orders", "checkout_id", ORDER, "number", "1002"));
        plant("INV-ORDER-2", rows -> rows.insert("orders", "number", "1001"));
        plant("INV-ORDER-3", rows -> move(rows, "order", ORDER, 2, "COMPLETED", "PLACED"));
        plant("INV-EVENT-1", rows -> rows.execute("update commerce.delivery set event_id = '" + id(99) + "'"));
        plant("INV-EVENT-2", rows -> delivery(rows, id(55), 1, "WAITING"));
        sql("INV-EVENT-3", "update commerce.history set subscribers = subscribers + 1");
        plant(
                "INV-EVENT-4",
                rows -> rows.insert("inbox", "state", "RECEIVED", "received_at", LONG_AGO, "event_key", "e"));
        plant("INV-MSG-1", rows -> rows.insert("message", "state", "SENDING", "next_at", LONG_AGO));
        plant("INV-MSG-2", rows -> rows.insert("message", "state", "WAITING"));
        sql("INV-PROMO-1", "update commerce.code set used = 2");
        plant(
                "INV-PROMO-2",
                rows -> rows.insert("code_use", "code", "X", "checkout_id", ORDER, "state", "HELD", "amount", 0));
        sql("INV-SHIP-1", "update commerce.parcel_line set quantity = 2");
        plant("INV-RET-1", rows -> rows.insert("return_line", "line_id", LINE, "accepted", 1, "restocked", 1));
        sql("INV-RET-2", "update commerce.refund_share set amount = 851");
        plant(
                "INV-RET-3",
                rows -> rows.insert(
                        "refund_share", "order_id", ORDER, "kind", "DELIVERY", "state", "DONE", "amount", 151));
        for (Machines.Machine it : Machines.ALL) {
            plant("INV-ORDER-4 " + it.flow().machine(), rows -> rows.insert(it.table(), it.column(), "LOST"));
        }
        plant(
                "INV-PRIV-1",
                rows -> rows.execute("update commerce.customer set erased_at = created_at, email = 'a@b.example'"));
    }

    @Test
    void each_invariant_has_its_planted_violation() {
        assertThat(PLANTS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        InvariantChecker.ofSchema("commerce").ids());
    }

    @BothDatabases(fresh = true)
    void sound_data_breaks_nothing_and_each_planted_violation_is_found(DataSource database) throws SQLException {
        try (TestShop shop = TestShop.on(database).unsound();
                Connection connection = database.getConnection()) {
            Rows rows = new Rows(connection);
            rows.dropConstraints();
            SoundStore.into(rows);
            InvariantChecker checker = shop.part(InvariantChecker.class);
            assertThat(checker.check(connection, TestShop.START)).isEmpty();

            connection.setAutoCommit(false);
            for (Map.Entry<String, Plant> plant : PLANTS.entrySet()) {
                plant.getValue().into(rows);
                List<Violation> found = checker.check(connection, TestShop.START);
                assertThat(found).extracting(Violation::id).as(plant.getKey()).contains(plant.getKey());
                assertThat(found).allSatisfy(it -> assertThat(it.rows()).isNotEmpty());
                connection.rollback();
            }
            assertThat(checker.check(connection, TestShop.START)).isEmpty();
        }
    }

    /** No statement does it, see {@code IndexUseTest}; a hand that does is seen by the sums and by the moves. */
    @BothDatabases(fresh = true)
    void what_is_only_added_to_cannot_be_changed_or_deleted_unnoticed(DataSource database) throws SQLException {
        try (TestShop shop = TestShop.on(database).unsound();
                Connection connection = database.getConnection()) {
            Rows rows = new Rows(connection);
            rows.dropConstraints();
            SoundStore.into(rows);
            InvariantChecker checker = shop.part(InvariantChecker.class);
            connection.setAutoCommit(false);
            for (String hand : List.of(
                    "delete from commerce.ledger_entry where leg = 1",
                    "delete from commerce.ledger_entry",
                    "update commerce.ledger_entry set amount = 2 * amount",
                    "update commerce.ledger_entry set account = 'RESERVED' where account = 'CLEARING'",
                    "update commerce.ledger_entry set currency = 'USD' where leg = 1",
                    "delete from commerce.payment_fact where kind = 'AUTHORIZED'",
                    "delete from commerce.payment_fact where kind = 'CAPTURED'",
                    "delete from commerce.payment_fact where kind = 'REFUNDED'",
                    "update commerce.payment_fact set amount = amount + 1 where kind = 'CAPTURED'",
                    "update commerce.payment_fact set kind = 'CANCELLED' where kind = 'REFUNDED'",
                    "update commerce.payment_fact set operation_id = null where kind = 'CAPTURED'",
                    "delete from commerce.stock_movement where kind = 'SALE'",
                    "update commerce.stock_movement set quantity = quantity + 1 where kind = 'RECEIPT'",
                    "update commerce.stock_movement set location = 'returns' where kind = 'SALE'",
                    "delete from commerce.history where machine = 'order'",
                    "delete from commerce.history where machine = 'code-use' and seq = 1",
                    "delete from commerce.history where machine = 'code-use' and seq = 2",
                    "update commerce.history set to_state = 'RELEASED' where machine = 'code-use' and seq = 2",
                    "update commerce.history set from_state = 'USED' where machine = 'code-use' and seq = 2")) {
                rows.execute(hand);
                assertThat(checker.check(connection, TestShop.START)).as(hand).isNotEmpty();
                connection.rollback();
            }
        }
    }

    @BothDatabases(fresh = true)
    void rules_about_money_break_at_their_edge_and_not_before(DataSource database) throws SQLException {
        try (TestShop shop = TestShop.on(database).unsound();
                Connection connection = database.getConnection()) {
            Rows rows = new Rows(connection);
            rows.dropConstraints();
            SoundStore.into(rows);
            InvariantChecker checker = shop.part(InvariantChecker.class);
            connection.setAutoCommit(false);
            for (Edge edge : EDGES) {
                edge.plant().into(rows);
                List<String> found = checker.check(connection, TestShop.START).stream()
                        .map(Violation::id)
                        .toList();
                assertThat(found.contains(edge.invariant()))
                        .as(edge.invariant() + ": " + edge.what())
                        .isEqualTo(edge.broken());
                connection.rollback();
            }
        }
    }

    @BothDatabases(fresh = true)
    void an_empty_store_breaks_nothing(DataSource database) throws SQLException {
        try (TestShop shop = TestShop.on(database).unsound();
                Connection connection = database.getConnection()) {
            assertThat(shop.part(InvariantChecker.class).check(connection, TestShop.START))
                    .isEmpty();
        }
    }

    private static void sql(String id, String statement) {
        plant(id, rows -> rows.execute(statement));
    }

    private static void plant(String id, Plant plant) {
        PLANTS.put(id, plant);
    }
}
