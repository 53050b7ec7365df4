package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.util.UUID;
import javax.sql.DataSource;

class UnscanTest {
    @BothDatabases
    void a_scan_is_taken_back_by_its_packer_and_only_while_a_unit_lies_in_the_box(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(dataSource)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 5);
            Order order = workshop.buy(2, mug);
            FulfillmentId work = workshop.work(order).id();
            UUID line = order.lines().get(0).id();
            Fulfillment bench = workshop.bench("mia");
            assertThat(refusal(bench.unscan(work, line))).isEqualTo("not-claimed");

            bench.claim(work).orThrow();
            assertThat(refusal(bench.unscan(work, line))).isEqualTo("not-scanned");
            bench.scan(work, "MUG").orThrow();
            bench.scan(work, "MUG").orThrow();
            assertThat(refusal(workshop.bench("tom").unscan(work, line))).isEqualTo("claimed");
            assertThat(bench.unscan(work, line).orThrow().lines().get(0).scanned())
                    .isEqualTo(1);
            assertThat(bench.unscan(work, line).orThrow().lines().get(0).scanned())
                    .isZero();
            assertThat(refusal(bench.unscan(work, line))).isEqualTo("not-scanned");
            assertThat(refusal(bench.unscan(work, UUID.randomUUID()))).isEqualTo("not-scanned");

            bench.scan(work, "MUG", 2).orThrow();
            bench.pack(work).orThrow();
            assertThat(refusal(bench.unscan(work, line))).isEqualTo("not-claimed");
        }
    }

    private static String refusal(WorkAnswer answer) {
        return ((WorkAnswer.Refused) answer).refusal().code();
    }
}
