package io.tradewind.commerce.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The invariants are checked every night on all there is, so each must cost in proportion to it. H2 has no hash join: a
 * check that reads a table again for each row of another is four times as dear on twice the data. What is measured is the
 * memory H2 asks for on this thread, which, unlike time, is nearly the same each run.
 */
class InvariantCostTest {
    private static final int ORDERS = 60;
    private static final long NOISE = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void twice_as_many_orders_cost_about_twice_as_much() throws SQLException {
        try (TestDatabase database = TestDatabases.h2();
                Workshop workshop = Workshop.on(database.dataSource())) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 1000);
            buy(workshop, mug);
            costs(database);
            Map<String, Long> few = costs(database);
            buy(workshop, mug);
            Map<String, Long> many = costs(database);
            assertThat(many)
                    .allSatisfy((invariant, bytes) -> assertThat(bytes)
                            .as(invariant + " with twice the orders")
                            .isLessThan(few.get(invariant) * 5 / 2 + NOISE));
        }
    }

    private static void buy(Workshop workshop, Sku article) {
        for (int i = 0; i < ORDERS; i++) {
            workshop.buy(1, article);
        }
        workshop.shop.runJobs();
    }

    private static Map<String, Long> costs(TestDatabase database) throws SQLException {
        Instant now = TestShop.START;
        InvariantStore store = new InvariantStore("commerce");
        Map<String, Long> costs = new LinkedHashMap<>();
        // a connection that has answered none of this before
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            for (Invariant invariant : InvariantCatalogue.all()) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                assertThat(store.breaking(connection, invariant, now, now)).isEmpty();
                costs.put(invariant.id(), THREADS.getCurrentThreadAllocatedBytes() - before);
            }
        }
        return costs;
    }
}
