package io.tradewind.commerce.event;

import static io.tradewind.commerce.event.OutboxTest.hearing;
import static io.tradewind.commerce.event.OutboxTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestClock;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

class RelayTest {
    @BothDatabases
    void events_of_one_subject_arrive_in_order(DataSource database) {
        List<String> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(database, hearing("in-order", SubjectMoved.class, it -> heard.add(to(it))))
                .unsound()) {
            UUID parcel = shop.world().id();
            record(shop, moved(parcel, 1, "", "PLANNED"), moved(parcel, 2, "PLANNED", "BOOKING"));
            record(shop, moved(parcel, 3, "BOOKING", "LABELLED"));

            shop.runJobs();

            assertThat(heard).containsExactly("PLANNED", "BOOKING", "LABELLED");
        }
    }

    @BothDatabases
    void a_failing_delivery_holds_up_its_subject_at_that_subscriber_only(DataSource database) {
        List<String> heard = new ArrayList<>();
        List<String> other = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        UUID bad = UUID.fromString("019bc000-0000-7000-8000-0000000000aa");
        Consumer<Commerce.Builder> listeners =
                builder -> builder.on(SubjectMoved.class, Timing.DURABLE, "fails-once", it -> {
                            if (to(it).equals("BAD-1") && broken.get()) {
                                throw new IllegalStateException("not now");
                            }
                            heard.add(to(it));
                        })
                        .on(SubjectMoved.class, Timing.DURABLE, "well", it -> other.add(to(it)));
        try (TestShop shop = TestShop.on(database, listeners).unsound()) {
            record(shop, moved(bad, 1, "", "BAD-1"), moved(bad, 2, "BAD-1", "BAD-2"));
            record(shop, moved(shop.world().id(), 1, "", "GOOD"));

            shop.runJobs();
            assertThat(heard).containsExactly("GOOD");
            assertThat(other).containsExactlyInAnyOrder("BAD-1", "GOOD", "BAD-2");

            broken.set(false);
            shop.runJobs();
            assertThat(heard).as("before its pause is over").containsExactly("GOOD");

            shop.clock().pass(Duration.ofSeconds(2));
            shop.runJobs();
            assertThat(heard).containsExactly("GOOD", "BAD-1", "BAD-2");
        }
    }

    @BothDatabases
    void after_ten_tries_it_is_a_dead_letter_which_staff_send_again(DataSource database) {
        List<String> heard = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (TestShop shop = TestShop.on(database, hearing("dies", SubjectMoved.class, it -> {
                    heard.add(to(it));
                    if (broken.get()) {
                        throw new IllegalStateException("never");
                    }
                }))
                .unsound()) {
            UUID parcel = shop.world().id();
            record(shop, moved(parcel, 1, "", "A"), moved(parcel, 2, "A", "B"));
            exhaust(shop);
            assertThat(heard).hasSize(10).containsOnly("A");

            Events events = shop.staff().events();
            assertThat(events.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.subscriber()).isEqualTo("dies");
                assertThat(letter.subject()).isEqualTo(parcel);
                assertThat(letter.type()).isEqualTo("SubjectMoved");
                assertThat(letter.tries()).isEqualTo(10);
                assertThat(letter.problem()).isEqualTo("IllegalStateException: never");
                assertThat(letter.happened()).isEqualTo(TestShop.START);
            });

            broken.set(false);
            events.requeue(events.deadLetters().get(0));
            shop.runJobs();
            assertThat(heard).hasSize(12).endsWith("A", "B");
            assertThat(events.deadLetters()).isEmpty();
        }
    }

    @BothDatabases
    void a_skipped_dead_letter_lets_the_rest_pass(DataSource database) {
        List<String> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(database, hearing("skips", SubjectMoved.class, it -> {
                    if (to(it).equals("A")) {
                        throw new IllegalStateException("never");
                    }
                    heard.add(to(it));
                }))
                .unsound()) {
            UUID parcel = shop.world().id();
            record(shop, moved(parcel, 1, "", "A"), moved(parcel, 2, "A", "B"));
            exhaust(shop);
            Events events = shop.staff().events();
            DeadLetter letter = events.deadLetters().get(0);

            assertThatThrownBy(() -> events.skip(letter, " ")).hasMessageContaining("reason");
            events.skip(letter, "the warehouse was told by phone");
            shop.runJobs();

            assertThat(heard).containsExactly("B");
            assertThat(events.deadLetters()).isEmpty();
            assertThatThrownBy(() -> events.skip(letter, "again"))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @BothDatabases
    void a_subscriber_hears_again_of_everything_since_a_date_in_order(DataSource database) {
        List<String> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(database, hearing("replayed", SubjectMoved.class, it -> heard.add(to(it))))
                .unsound()) {
            UUID parcel = shop.world().id();
            record(shop, moved(parcel, 1, "", "PLANNED"));
            shop.runJobs();
            shop.clock().pass(Duration.ofDays(1));
            Instant from = shop.clock().instant();
            record(shop, moved(parcel, 2, "PLANNED", "BOOKING"), moved(parcel, 3, "BOOKING", "LABELLED"));
            shop.runJobs();
            heard.clear();

            assertThat(shop.staff().events().replay("replayed", from)).isEqualTo(2);
            shop.runJobs();

            assertThat(heard).containsExactly("BOOKING", "LABELLED");
            assertThatThrownBy(() -> shop.staff().events().replay("somebody", from))
                    .hasMessageContaining("somebody")
                    .hasMessageContaining("replayed");
            assertThatThrownBy(() -> shop.guest().events().replay("replayed", from))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void a_new_subscriber_is_told_what_happened_before_it_was_there(DataSource database) {
        List<String> heard = new ArrayList<>();
        TestClock clock = new TestClock(TestShop.START);
        String store;
        UUID parcel;
        try (TestShop before =
                TestShop.on(database, builder -> builder.clock(clock)).unsound()) {
            store = before.store().code();
            parcel = before.world().id();
            record(before, moved(parcel, 1, "", "PLANNED"), moved(parcel, 2, "PLANNED", "BOOKING"));
        }
        Consumer<Commerce.Builder> hearing = hearing("newcomer", SubjectMoved.class, it -> heard.add(to(it)));
        try (TestShop shop =
                TestShop.again(database, store, clock, hearing, policy -> {}).unsound()) {
            shop.runJobs();
            assertThat(heard).isEmpty();

            assertThat(shop.staff().events().replay("newcomer", TestShop.START)).isEqualTo(2);
            assertThat(shop.staff().events().replay("newcomer", TestShop.START))
                    .as("twice is once while they wait")
                    .isZero();
            shop.runJobs();

            assertThat(heard).containsExactly("PLANNED", "BOOKING");
            assertThat(shop.violations()).extracting(it -> it.id()).doesNotContain("INV-EVENT-2", "INV-EVENT-3");
        }
    }

    @BothDatabases
    void dead_letters_are_for_staff_who_run_the_shop(DataSource database) {
        try (TestShop shop = TestShop.on(database).unsound()) {
            assertThatThrownBy(() -> shop.guest().events().deadLetters())
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
            assertThatThrownBy(() ->
                            shop.shop(Actor.staff("pat", Role.PACKER)).events().deadLetters())
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
    }

    @BothDatabases
    void what_a_dead_worker_had_claimed_is_delivered_when_its_lease_is_over(DataSource database) {
        List<String> heard = new ArrayList<>();
        AtomicBoolean dying = new AtomicBoolean(true);
        Consumer<Commerce.Builder> crashing =
                builder -> builder.on(SubjectMoved.class, Timing.DURABLE, "crash", it -> heard.add(to(it)))
                        .crashPoints(point -> {
                            if (point.equals("outbox.claimed") && dying.get()) {
                                throw new Crash();
                            }
                        });
        try (TestShop shop = TestShop.on(database, crashing).unsound()) {
            record(shop, moved(shop.world().id(), 1, "", "A"));
            assertThatThrownBy(shop::runJobs).isInstanceOf(Crash.class);
            dying.set(false);

            shop.runJobs();
            assertThat(heard).as("while the lease lasts").isEmpty();

            shop.clock().pass(Duration.ofSeconds(61));
            shop.runJobs();
            assertThat(heard).containsExactly("A");
        }
    }

    @BothDatabases
    void a_delivery_whose_end_was_not_written_comes_again(DataSource database) {
        List<String> heard = new ArrayList<>();
        AtomicBoolean dying = new AtomicBoolean(true);
        Consumer<Commerce.Builder> crashing =
                builder -> builder.on(SubjectMoved.class, Timing.DURABLE, "twice", it -> heard.add(to(it)))
                        .crashPoints(point -> {
                            if (point.equals("outbox.delivered") && dying.getAndSet(false)) {
                                throw new Crash();
                            }
                        });
        try (TestShop shop = TestShop.on(database, crashing).unsound()) {
            record(shop, moved(shop.world().id(), 1, "", "A"));
            assertThatThrownBy(shop::runJobs).isInstanceOf(Crash.class);

            shop.clock().pass(Duration.ofSeconds(61));
            shop.runJobs();

            assertThat(heard).containsExactly("A", "A");
        }
    }

    @BothDatabases
    void a_worker_that_was_too_slow_does_not_end_what_another_has_taken_up(DataSource database) {
        List<String> heard = new ArrayList<>();
        List<TestShop> shops = new ArrayList<>();
        Consumer<Commerce.Builder> slow = hearing("slow", SubjectMoved.class, it -> {
            heard.add(to(it));
            if (heard.size() == 1) { // meanwhile its lease runs out, and another process tries and fails
                shops.get(0).clock().pass(Duration.ofSeconds(61));
                shops.get(1).runJobs();
            }
        });
        Consumer<Commerce.Builder> failing = hearing("slow", SubjectMoved.class, it -> {
            throw new IllegalStateException("not now");
        });
        try (TestShop first = TestShop.on(database, slow).unsound();
                TestShop second = TestShop.again(database, first.store().code(), first.clock(), failing, store -> {})
                        .unsound()) {
            shops.add(first);
            shops.add(second);
            record(first, moved(first.world().id(), 1, "", "A"));
            first.runJobs();
            assertThat(heard).containsExactly("A");

            first.clock().pass(Duration.ofMinutes(1));
            first.runJobs();

            assertThat(heard).as("the second try is still owed").containsExactly("A", "A");
        }
    }

    @BothDatabases
    void a_delivery_that_kills_every_worker_is_a_dead_letter_too(DataSource database) {
        Consumer<Commerce.Builder> crashing =
                builder -> builder.on(SubjectMoved.class, Timing.DURABLE, "poison", it -> {
                    throw new Crash();
                });
        try (TestShop shop = TestShop.on(database, crashing).unsound()) {
            record(shop, moved(shop.world().id(), 1, "", "A"));
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(shop::runJobs).isInstanceOf(Crash.class);
                shop.clock().pass(Duration.ofSeconds(61));
            }

            shop.runJobs();

            assertThat(shop.staff().events().deadLetters())
                    .singleElement()
                    .satisfies(it -> assertThat(it.problem()).contains("process that died"));
        }
    }

    @BothDatabases
    void a_subscriber_of_another_process_keeps_its_deliveries(DataSource database) {
        List<String> heard = new ArrayList<>();
        Consumer<Commerce.Builder> elsewhere = hearing("elsewhere", SubjectMoved.class, it -> heard.add(to(it)));
        try (TestShop writer = TestShop.on(database, elsewhere).unsound()) {
            record(writer, moved(writer.world().id(), 1, "", "A"));
            try (TestShop other = TestShop.on(database, hearing("here", SubjectMoved.class, it -> {}))
                    .unsound()) {
                other.runJobs();
            }
            assertThat(heard).isEmpty();

            writer.runJobs();
            assertThat(heard).containsExactly("A");
        }
    }

    @BothDatabases
    void many_workers_deliver_each_event_once_and_in_order(DataSource database) throws InterruptedException {
        Map<UUID, List<String>> heard = new ConcurrentHashMap<>();
        Consumer<Commerce.Builder> listening = hearing(
                "crowd",
                SubjectMoved.class,
                it -> heard.computeIfAbsent(it.subject(), subject -> Collections.synchronizedList(new ArrayList<>()))
                        .add(to(it)));
        List<TestShop> shops = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                shops.add(TestShop.on(database, listening).unsound());
            }
            TestShop writer = shops.get(0);
            for (int subject = 0; subject < 40; subject++) {
                UUID parcel = writer.world().id();
                record(writer, moved(parcel, 1, "", "A"), moved(parcel, 2, "A", "B"), moved(parcel, 3, "B", "C"));
            }

            CountDownLatch done = new CountDownLatch(shops.size());
            for (TestShop shop : shops) {
                new Thread(() -> {
                            shop.runJobs();
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            writer.runJobs(); // a worker may have left while another still held the last of a subject

            assertThat(heard)
                    .hasSize(40)
                    .allSatisfy((subject, events) -> assertThat(events).containsExactly("A", "B", "C"));
        } finally {
            shops.forEach(TestShop::close);
        }
    }

    @BothDatabases
    void a_plugin_that_takes_events_gets_all_of_them_with_their_number(DataSource database) {
        // the sink of a plugin is a durable subscriber like any other
        List<String> heard = new ArrayList<>();
        Subscriptions subscriptions = new Subscriptions(
                List.of(), () -> List.of(new Sink("mailer", it -> heard.add(it.number() + " " + to(it.event())))));
        try (TestShop shop = TestShop.on(database).unsound()) {
            EventText text = shop.part(EventText.class);
            Outbox outbox = new Outbox(new OutboxStore(text), subscriptions, shop.world(), shop.part(JobBell.class));
            Relay relay = new Relay(new DeliveryStore(text), text, subscriptions, shop.tx(), shop.world());
            shop.tx().write("test", handle -> {
                outbox.record(handle, shop.scope(), List.of(moved(shop.world().id(), 7, "X", "A")));
                return true;
            });

            assertThat(relay.job().step().getAsInt()).isEqualTo(1);
            assertThat(heard).containsExactly("7 A");
        }
    }

    private static void exhaust(TestShop shop) {
        for (int i = 0; i < 12; i++) {
            shop.runJobs();
            shop.clock().pass(Duration.ofMinutes(10));
        }
    }

    private static Change moved(UUID parcel, int seq, String from, String to) {
        return Change.of("parcel", parcel, seq, from, to, parcel, null);
    }

    private static String to(CommerceEvent event) {
        return ((SubjectMoved) event).to();
    }

    /** As if the process had been killed there. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }
}
