package io.tradewind.commerce.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.event.EventSink;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A plugin that takes events is a durable subscriber behind the guard. */
class EventSinksTest {
    private final Queue<EventSink.Delivery> taken = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    @BothDatabases(fresh = true)
    void a_sink_takes_every_event_in_order_and_what_it_refused_comes_again(DataSource dataSource) {
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(new Mailbox()).events("erp", "mailbox")))) {
            UUID parcel = shop.world().id();
            broken.set(true);
            record(shop, Change.of("parcel", parcel, 1, "", "PLANNED", parcel, null));
            record(shop, Change.of("parcel", parcel, 2, "PLANNED", "BOOKING", parcel, null));
            shop.runJobs();
            assertThat(taken).isEmpty();

            broken.set(false);
            shop.clock().pass(Duration.ofSeconds(2));
            shop.runJobs();

            assertThat(taken).extracting(EventSink.Delivery::number).containsExactly(1L, 2L);
            assertThat(taken).extracting(it -> ((SubjectMoved) it.event()).to()).containsExactly("PLANNED", "BOOKING");
            assertThat(taken).extracting(EventSink.Delivery::id).doesNotHaveDuplicates();
        }
    }

    @BothDatabases(fresh = true)
    void what_a_sink_refuses_for_good_is_a_dead_letter_with_its_reason(DataSource dataSource) {
        broken.set(true);
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(new Mailbox()).events("erp", "mailbox")))) {
            UUID parcel = shop.world().id();
            record(shop, Change.of("parcel", parcel, 1, "", "PLANNED", parcel, null));
            for (int i = 0; i < 12; i++) {
                shop.runJobs();
                shop.clock().pass(Duration.ofMinutes(10));
            }

            assertThat(shop.staff().events().deadLetters()).singleElement().satisfies(it -> {
                assertThat(it.subscriber()).isEqualTo("plugin:erp");
                assertThat(it.problem()).contains("erp");
            });
        }
    }

    private static void record(TestShop shop, Change change) {
        shop.tx().write("test", handle -> {
            shop.part(Outbox.class).record(handle, shop.scope(), List.of(change));
            return true;
        });
    }

    private final class Mailbox implements CommercePlugin, EventSink {
        @Override
        public PluginInfo info() {
            return new PluginInfo("mailbox", "1.0.0", "Test", "Apache-2.0", URI.create("https://mailbox.example"));
        }

        @Override
        public List<ProviderFactory<EventSink>> eventSinks() {
            return List.of(ProviderFactory.of("mailbox", List.of(), it -> this));
        }

        @Override
        public void accept(Delivery delivery) {
            if (broken.get()) {
                throw new IllegalStateException("the mailbox is full");
            }
            taken.add(delivery);
        }
    }
}
