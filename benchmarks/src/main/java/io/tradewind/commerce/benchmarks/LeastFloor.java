package io.tradewind.commerce.benchmarks;

import static io.tradewind.commerce.benchmarks.FloorDatabase.row;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Floor (i): one transaction that writes the least an order needs, into tables of its own: order, two lines, payment,
 * address, a row for the outbox, two conditional updates of stock, the cart. Asks nobody and promises nothing.
 */
final class LeastFloor implements Contender {
    private static final String[] TABLES = {
        "create table cart (id uuid primary key, owner_key varchar(80) not null, state varchar(12) not null,"
                + " version integer not null)",
        "create table stock (sku varchar(40) primary key, on_hand integer not null, reserved integer not null)",
        "create table orders (id uuid primary key, number varchar(40) not null unique, cart_id uuid not null,"
                + " state varchar(20) not null, currency varchar(3) not null, total bigint not null,"
                + " placed_at timestamp(6) with time zone not null)",
        "create table order_line (id uuid primary key, order_id uuid not null references orders (id),"
                + " sku varchar(40) not null, title varchar(300) not null, quantity integer not null,"
                + " unit_price bigint not null)",
        "create index ix_order_line on order_line (order_id)",
        "create table payment (id uuid primary key, order_id uuid not null references orders (id),"
                + " provider_ref varchar(255) not null unique, amount bigint not null, state varchar(12) not null)",
        "create table address (order_id uuid primary key references orders (id), name varchar(200) not null,"
                + " street varchar(400) not null, city varchar(200) not null, postcode varchar(20) not null,"
                + " country varchar(2) not null)",
        "create table outbox (id uuid primary key, type varchar(60) not null, payload varchar not null,"
                + " sent_at timestamp(6) with time zone)"
    };
    private static final String STOCK =
            "update stock set reserved = reserved + ? where sku = ? and on_hand - reserved >= ?";
    private static final String ORDER =
            "insert into orders (id, number, cart_id, state, currency, total, placed_at) values (?, ?, ?, 'PLACED', 'EUR',"
                    + " ?, ?)";
    private static final String LINE =
            "insert into order_line (id, order_id, sku, title, quantity, unit_price) values (?, ?, ?, ?, ?, ?)";
    private static final String PAYMENT =
            "insert into payment (id, order_id, provider_ref, amount, state) values (?, ?, ?, ?, 'CAPTURED')";
    private static final String ADDRESS =
            "insert into address (order_id, name, street, city, postcode, country) values (?, ?, ?, ?, ?, ?)";
    private static final String OUTBOX = "insert into outbox (id, type, payload) values (?, 'OrderPlaced', ?)";
    private static final String CART =
            "update cart set state = 'ORDERED', version = version + 1 where id = ? and version = ?";

    private final FloorDatabase database;
    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    LeastFloor(FloorDatabase.Site site) throws SQLException {
        database = new FloorDatabase(site);
        database.execute(TABLES);
        for (int i = 0; i < MugShop.ARTICLES; i++) {
            database.execute("insert into stock values ('" + MugShop.sku(i).value() + "', " + MugShop.UNITS + ", 0)");
        }
    }

    @Override
    public void prepare(int orders) throws SQLException {
        int missing = orders - ready.size();
        if (missing <= 0) {
            return;
        }
        Object[][] carts = new Object[missing][];
        for (int i = 0; i < missing; i++) {
            long n = numbers.incrementAndGet();
            UUID id = database.id();
            carts[i] = row(id, "buyer-" + n);
            ready.add(new Ready(id, n));
        }
        database.write(connection -> {
            FloorDatabase.batch(
                    connection, "insert into cart (id, owner_key, state, version) values (?, ?, 'ACTIVE', 3)", carts);
            return missing;
        });
    }

    @Override
    public boolean place() throws SQLException {
        Ready next = ready.poll();
        if (next == null) {
            return false;
        }
        String first = MugShop.sku(next.n * 2).value();
        String second = MugShop.sku(next.n * 2 + 1).value();
        UUID order = database.id();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        database.write(connection -> {
            FloorDatabase.batch(connection, STOCK, row(1, first, 1), row(2, second, 2));
            FloorDatabase.one(connection, ORDER, order, "R-" + next.n, next.cart, 4240L, now);
            FloorDatabase.batch(
                    connection,
                    LINE,
                    row(database.id(), order, first, "Enamel mug number 1", 1, 1250L),
                    row(database.id(), order, second, "Enamel mug number 2", 2, 1250L));
            FloorDatabase.one(connection, PAYMENT, database.id(), order, "pay-" + order, 4240L);
            FloorDatabase.one(
                    connection,
                    ADDRESS,
                    order,
                    MugShop.HOME.name(),
                    MugShop.HOME.lines().get(0),
                    MugShop.HOME.city(),
                    MugShop.HOME.postcode(),
                    MugShop.HOME.country());
            FloorDatabase.one(connection, OUTBOX, database.id(), payload(order, next.n));
            FloorDatabase.one(connection, CART, next.cart, 3);
            return order;
        });
        return true;
    }

    private static String payload(UUID order, long number) {
        return "{\"store\":\"mugs\",\"orderId\":\"" + order + "\",\"orderNumber\":\"R-" + number
                + "\",\"total\":\"EUR 42.40\"}";
    }

    @Override
    public DataSource dataSource() {
        return database.dataSource();
    }

    @Override
    public void close() {
        database.close();
    }

    private record Ready(UUID cart, long n) {}
}
