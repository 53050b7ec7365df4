package io.tradewind.commerce.internal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.CountingDataSource.Counts;
import io.tradewind.commerce.testing.Workshop;

class HearingTest {
    @BothDatabases
    void nobody_asks_what_waits_for_money_that_came_with_its_order(CountingDataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);

            Counts placed = database.during(() -> workshop.buy(1, mug));

            assertThat(placed.sql())
                    .anyMatch(it -> it.contains("insert into commerce.orders"))
                    .noneMatch(it -> it.contains("'SETTLING' as what"));
        }
    }
}
