package io.tradewind.commerce.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.health.HealthReport.Finding;
import io.tradewind.commerce.health.HealthReport.Level;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

class HealthCheckTest {
    @BothDatabases(fresh = true)
    void a_new_store_is_well(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            HealthReport report = shop.commerce().health();

            assertThat(report.level()).as(report.toString()).isEqualTo(Level.UP);
            assertThat(report.at()).isEqualTo(TestShop.START);
            assertThat(finding(report, "schema").message()).matches("version \\d{4}");
            assertThat(report.finding("job outbox")).isPresent();
        }
    }

    @BothDatabases(fresh = true)
    void events_that_wait_too_long_and_dead_letters_are_seen(DataSource database) {
        Consumer<Commerce.Builder> broken = builder -> builder.on(SubjectMoved.class, Timing.DURABLE, "broken", it -> {
            throw new IllegalStateException("never");
        });
        try (TestShop shop = TestShop.on(database, broken)) {
            move(shop);
            assertThat(shop.commerce().health().level()).isEqualTo(Level.UP);

            shop.clock().pass(Duration.ofSeconds(61));
            assertThat(finding(shop.commerce().health(), "events").level()).isEqualTo(Level.DEGRADED);

            for (int i = 0; i < 12; i++) {
                shop.runJobs();
                shop.clock().pass(Duration.ofMinutes(10));
            }
            Finding dead = finding(shop.commerce().health(), "dead letters");
            assertThat(dead.level()).isEqualTo(Level.DEGRADED);
            assertThat(dead.message()).startsWith("1 events");
            assertThat(dead.cure()).isNotEmpty();
        }
    }

    @BothDatabases(fresh = true)
    void an_overdue_obligation_is_seen(TestDatabase database) {
        try (TestShop shop = TestShop.on(database.dataSource()).unsound()) {
            database.execute(obligation("OPEN", "2026-02-01"), obligation("DONE", "2020-01-01"));
            assertThat(finding(shop.commerce().health(), "obligations"))
                    .isEqualTo(Finding.up("obligations", "1 open, none overdue"));

            database.execute(obligation("ESCALATED", "2020-01-01"));
            assertThat(finding(shop.commerce().health(), "obligations").level()).isEqualTo(Level.DEGRADED);
        }
    }

    @BothDatabases(fresh = true)
    void a_database_that_does_not_answer_is_down_and_says_so(TestDatabase database) {
        try (TestShop shop = TestShop.on(database.dataSource()).unsound()) {
            database.execute("alter table commerce.delivery rename to delivery_gone");

            HealthReport report = shop.commerce().health();

            assertThat(report.level()).isEqualTo(Level.DOWN);
            assertThat(finding(report, "database").message()).startsWith("it does not answer");
        }
    }

    private static void move(TestShop shop) {
        shop.tx().write("test", handle -> {
            UUID parcel = shop.world().id();
            shop.part(Outbox.class)
                    .record(handle, shop.scope(), List.of(Change.of("parcel", parcel, 1, "", "PLANNED", parcel, null)));
            return true;
        });
    }

    private static Finding finding(HealthReport report, String name) {
        return report.finding(name).orElseThrow();
    }

    private static String obligation(String state, String day) {
        return "insert into commerce.obligation (store_id, id, kind, subject_id, checkout_id, state, version, keep,"
                + " cause, reason, due_at, created_at) values (1, '" + UUID.randomUUID() + "', 'REFUND', '"
                + UUID.randomUUID() + "', '" + UUID.randomUUID() + "', '" + state + "', 1, 0, '', '',"
                + " timestamp with time zone '" + day + " 00:00:00+00', timestamp with time zone '" + day
                + " 00:00:00+00')";
    }
}
