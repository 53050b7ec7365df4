package io.tradewind.commerce.benchmarks;

import static io.tradewind.commerce.benchmarks.FloorDatabase.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Floor (ii): the rows the library writes, into the library's own tables with its indexes and constraints, in as many
 * commits: one before the provider is asked, one after. (The library records the provider's calls in a third, for many
 * orders at once; here that row joins the second.) It reads nothing, checks nothing, locks nothing by itself and
 * computes nothing; long texts are those of a real order. {@link RowCheck} proves that the rows are the same in number.
 */
final class SameRowsFloor implements Contender {
    private final FloorDatabase database;
    private final SampleOrder sample;
    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    SameRowsFloor(FloorDatabase.Site site) throws SQLException {
        database = new FloorDatabase(site);
        try (MugShop shop = new MugShop(builder -> builder.dataSource(database.dataSource())).stocked()) {
            shop.ready().place();
        }
        try (Connection connection = database.dataSource().getConnection()) {
            sample = SampleOrder.read(connection);
        }
    }

    @Override
    public void prepare(int orders) throws SQLException {
        int missing = orders - ready.size();
        if (missing <= 0) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        Object[][] carts = new Object[missing][];
        Object[][] lines = new Object[missing * 2][];
        for (int i = 0; i < missing; i++) {
            Ready next = new Ready(numbers.incrementAndGet(), database.id(), database.id(), database.id());
            carts[i] = row(next.cart, sample.ownerKey(), now, now);
            lines[i * 2] = row(next.firstLine, next.cart, next.firstSku(), 1);
            lines[i * 2 + 1] = row(next.secondLine, next.cart, next.secondSku(), 2);
            ready.add(next);
        }
        database.write(connection -> {
            FloorDatabase.batch(connection, SameRowsSql.OPEN_CART, carts);
            FloorDatabase.batch(connection, SameRowsSql.FILL_CART, lines);
            return missing;
        });
    }

    @Override
    public boolean place() throws SQLException {
        Ready next = ready.poll();
        if (next == null) {
            return false;
        }
        Ids ids = new Ids(database.id(), database.id(), database.id(), database.id(), database.id(), database.id());
        database.write(connection -> submit(connection, next, ids));
        database.write(connection -> complete(connection, next, ids));
        return true;
    }

    private UUID submit(Connection connection, Ready next, Ids ids) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        OffsetDateTime expires = now.plusMinutes(15);
        FloorDatabase.one(
                connection,
                SameRowsSql.CHECKOUT,
                ids.checkout,
                next.cart,
                next.cart,
                requestKey(ids.checkout),
                sample.requestHash(),
                sample.ownerKey(),
                "ada@example.com",
                sample.address(),
                sample.optionId(),
                sample.snapshot(),
                sample.quoteHash(),
                4240L,
                now,
                now);
        FloorDatabase.batch(connection, SameRowsSql.STOCK, row(1, next.firstSku(), 1), row(2, next.secondSku(), 2));
        FloorDatabase.batch(
                connection,
                SameRowsSql.RESERVATION,
                row(database.id(), ids.checkout, ids.firstLine, next.firstSku(), 1, expires, now),
                row(database.id(), ids.checkout, ids.secondLine, next.secondSku(), 2, expires, now));
        FloorDatabase.one(
                connection, SameRowsSql.PAYMENT, ids.payment, ids.checkout, sample.ownerKey(), sample.quoteHash(), now);
        FloorDatabase.one(
                connection,
                SameRowsSql.OPERATION,
                ids.operation,
                ids.payment,
                ids.checkout,
                "checkout:" + ids.checkout,
                sample.request(),
                now.plusSeconds(30),
                now.plusSeconds(30),
                now,
                now);
        FloorDatabase.batch(
                connection,
                SameRowsSql.HISTORY,
                history(ids.checkout, "checkout", 1, ids, now),
                history(ids.operation, "payment-operation", 1, ids, now),
                history(ids.operation, "payment-operation", 2, ids, now));
        return ids.checkout;
    }

    private UUID complete(Connection connection, Ready next, Ids ids) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        String reference = "pay-" + ids.operation;
        String number = "F-" + next.n;
        FloorDatabase.one(connection, SameRowsSql.OPERATION_DONE, reference, ids.operation);
        FloorDatabase.one(connection, SameRowsSql.PAYMENT_DONE, reference, ids.payment);
        FloorDatabase.batch(
                connection,
                SameRowsSql.FACT,
                row(database.id(), ids.payment, ids.operation, "AUTHORIZED", "op:" + ids.operation, reference, now),
                row(database.id(), ids.payment, ids.operation, "CAPTURED", "op:" + ids.operation, reference, now));
        UUID posting = database.id();
        FloorDatabase.batch(
                connection,
                SameRowsSql.LEDGER,
                row(posting, 1, "CLEARING", ids.payment, ids.checkout, 4240L, reference, now),
                row(posting, 2, "BUYERS", ids.payment, ids.checkout, -4240L, reference, now));
        FloorDatabase.one(connection, SameRowsSql.CHECKOUT_DONE, number, ids.operation, now, ids.checkout);
        FloorDatabase.many(connection, 2, SameRowsSql.RESERVATION_DONE, ids.checkout);
        FloorDatabase.one(
                connection,
                SameRowsSql.ORDER,
                ids.checkout,
                number,
                ids.checkout,
                sample.ownerKey(),
                sample.quoteHash(),
                sample.address(),
                sample.shipping(),
                now,
                sample.taxLines(),
                now);
        FloorDatabase.batch(
                connection,
                SameRowsSql.ORDER_LINE,
                row(ids.firstLine, ids.checkout, 0, next.firstSku(), 1, 1250L, 200L, sample.personalisation()),
                row(ids.secondLine, ids.checkout, 1, next.secondSku(), 2, 2500L, 399L, sample.personalisation()));
        FloorDatabase.one(connection, SameRowsSql.FULFILLMENT, ids.fulfillment, ids.checkout, now, now);
        FloorDatabase.batch(
                connection,
                SameRowsSql.FULFILLMENT_LINE,
                row(ids.fulfillment, ids.firstLine, 1),
                row(ids.fulfillment, ids.secondLine, 2));
        FloorDatabase.one(connection, SameRowsSql.CART_DONE, now, next.cart);
        FloorDatabase.batch(connection, SameRowsSql.CART_LINE_DONE, row(next.firstLine, 1), row(next.secondLine, 2));
        Object[] placed = history(ids.checkout, "order", 1, ids, now);
        FloorDatabase.batch(
                connection,
                SameRowsSql.HISTORY,
                history(ids.operation, "payment-operation", 3, ids, now),
                placed,
                history(ids.fulfillment, "fulfillment-order", 1, ids, now),
                history(ids.checkout, "checkout", 2, ids, now));
        FloorDatabase.one(connection, SameRowsSql.DELIVERY, placed[6], ids.checkout, now);
        FloorDatabase.one(connection, SameRowsSql.CALL, database.id(), ids.operation, now);
        return ids.checkout;
    }

    /** One row of the history, with the words and the payload of the sample's row of the same kind. */
    private Object[] history(UUID subject, String machine, int seq, Ids ids, OffsetDateTime now) {
        SampleOrder.Entry entry = sample.entry(machine, seq);
        return row(
                subject,
                machine,
                seq,
                entry.from(),
                entry.to(),
                ids.checkout,
                database.id(),
                now,
                entry.note(),
                entry.type(),
                entry.payload(),
                entry.subscribers());
    }

    /** As long as the hash that the library keeps of a request's key. */
    private static String requestKey(UUID checkout) {
        String digits = checkout.toString().replace("-", "");
        return digits + digits;
    }

    @Override
    public DataSource dataSource() {
        return database.dataSource();
    }

    @Override
    public void close() {
        database.close();
    }

    private record Ready(long n, UUID cart, UUID firstLine, UUID secondLine) {
        String firstSku() {
            return MugShop.sku(n * 2).value();
        }

        String secondSku() {
            return MugShop.sku(n * 2 + 1).value();
        }
    }

    private record Ids(
            UUID checkout, UUID firstLine, UUID secondLine, UUID payment, UUID operation, UUID fulfillment) {}
}
