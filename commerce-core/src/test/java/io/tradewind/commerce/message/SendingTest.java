package io.tradewind.commerce.message;

import static io.tradewind.commerce.message.Mailroom.ADA;
import static io.tradewind.commerce.message.Mailroom.buy;
import static io.tradewind.commerce.message.Mailroom.mail;
import static io.tradewind.commerce.message.Mailroom.only;
import static io.tradewind.commerce.message.Mailroom.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.CommerceParts;
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.PatientThreads;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Each message goes out once, whatever its provider, its sender or its readers do. */
class SendingTest {
    private static final Duration BRIEF = Duration.ofMillis(300);

    private final Mailroom room = new Mailroom();

    @BothDatabases
    void an_event_that_is_delivered_twice_is_one_message(DataSource database) {
        try (Workshop workshop = room.open(database, store -> {})) {
            Order order = buy(workshop);
            OrderPlaced again = new OrderPlaced(
                    workshop.shop.store().code(),
                    order.id().value(),
                    order.number(),
                    order.total(),
                    order.placedAt(),
                    "guest");
            MessageWriter writer = workshop.shop.part(MessageWriter.class);
            Crowd.of(4).each(8, number -> {
                writer.hear(workshop.shop.store().id(), again);
                return true;
            });
            workshop.shop.runJobs();

            assertThat(room.post.reached()).hasSize(1);
            assertThat(only(workshop, order).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void two_processes_that_send_at_once_send_each_message_once(DataSource database) {
        Consumer<Commerce.Builder> plugins =
                builder -> builder.plugins(it -> mail(it.notFromClassPath().add(room.post)));
        try (Workshop workshop = room.byMail(database)) {
            List<Order> orders = Stream.generate(() -> buy(workshop)).limit(6).toList();
            orders.forEach(it -> workshop.staff()
                    .messages()
                    .sendAgain(only(workshop, it).id())
                    .orThrow());
            room.post.forget();
            try (TestShop second = TestShop.again(
                    database, workshop.shop.store().code(), workshop.shop.clock(), plugins, store -> {})) {
                Crowd.of(2).each(2, number -> number == 0 ? workshop.shop.runJobs() : second.runJobs());
            }

            assertThat(room.post.reached()).hasSize(6);
            assertThat(Set.copyOf(room.keys())).hasSize(6);
            assertThat(workshop.staff()
                            .messages()
                            .list(MessageQuery.inTrouble().in(MessageState.SENT))
                            .messages())
                    .hasSize(12)
                    .allSatisfy(it -> assertThat(it.tries()).isEqualTo(1));
        }
    }

    /** Stands in for a process that dies. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static Consumer<String> dyingAt(String place, boolean[] dies) {
        return reached -> {
            if (dies[0] && reached.equals(place)) {
                dies[0] = false;
                throw new Died();
            }
        };
    }

    @BothDatabases
    void a_message_whose_sender_died_stays_in_doubt_where_the_provider_knows_no_keys(DataSource database) {
        boolean[] dies = {true};
        try (Workshop workshop = room.open(
                database,
                builder -> {
                    builder.crashPoints(dyingAt("message.sent", dies));
                    builder.plugins(it -> mail(it));
                },
                store -> {})) {
            assertThatThrownBy(() -> buy(workshop)).isInstanceOf(Died.class);
            workshop.shop.runJobs();
            assertThat(room.post.reached()).hasSize(1);

            workshop.shop.clock().pass(Duration.ofMinutes(2));
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofDays(1));
            workshop.shop.runJobs();

            assertThat(room.post.reached()).hasSize(1);
            Message doubtful = workshop.staff()
                    .messages()
                    .list(MessageQuery.inTrouble())
                    .messages()
                    .get(0);
            assertThat(doubtful.state()).isEqualTo(MessageState.UNKNOWN);
            assertThat(doubtful.problem()).contains("cut short");
        }
    }

    @BothDatabases
    void a_message_whose_sender_died_is_sent_again_under_its_key_where_the_provider_knows_it(DataSource database) {
        for (String place : List.of("message.claimed", "message.sent")) {
            boolean[] dies = {true};
            room.post.forget();
            try (Workshop workshop = room.open(
                    database,
                    builder -> {
                        builder.crashPoints(dyingAt(place, dies));
                        builder.plugins(it -> it.notifier("mail", "fake-keyed"));
                    },
                    store -> {})) {
                assertThatThrownBy(() -> buy(workshop)).isInstanceOf(Died.class);
                workshop.shop.clock().pass(Duration.ofMinutes(2));
                workshop.shop.runJobs();

                assertThat(room.post.reached()).hasSize(place.equals("message.sent") ? 2 : 1);
                assertThat(Set.copyOf(room.keys())).hasSize(1);
                assertThat(room.post.reached().stream()
                                .map(OutgoingMessage::key)
                                .distinct())
                        .hasSize(1);
                assertThat(room.post.reached().stream()
                                .map(OutgoingMessage::text)
                                .distinct())
                        .hasSize(1);
                assertThat(workshop.staff()
                                .messages()
                                .list(MessageQuery.inTrouble().in(MessageState.SENT))
                                .messages())
                        .hasSize(1);
            }
        }
    }

    @BothDatabases
    void a_provider_that_throws_lies_or_answers_nothing_stops_nobody(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            room.post.next(message -> {
                throw new IllegalStateException("of " + message.to());
            });
            room.post.next(message -> {
                throw new LinkageError("no such class");
            });
            room.post.next((Answer<ProviderRef>) null);
            room.post.next(lie());
            for (int i = 0; i < 5; i++) {
                assertThat(buy(workshop).number()).isNotEmpty();
            }

            List<Message> doubtful =
                    workshop.staff().messages().list(MessageQuery.inTrouble()).messages();
            assertThat(doubtful).hasSize(4).allSatisfy(it -> {
                assertThat(it.state()).isEqualTo(MessageState.UNKNOWN);
                assertThat(it.problem()).isNotEmpty().doesNotContain(ADA);
            });
            assertThat(workshop.staff()
                            .messages()
                            .list(MessageQuery.inTrouble().in(MessageState.SENT))
                            .messages())
                    .hasSize(1);
            assertThat(workshop.staff().events().deadLetters())
                    .extracting(DeadLetter::problem)
                    .isEmpty();
        }
    }

    /** An answer whose type is only claimed. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Answer<ProviderRef> lie() {
        return (Answer) new Answer.Done<>("no reference");
    }

    @BothDatabases
    void a_provider_that_hangs_is_given_up_and_the_order_stands(DataSource database) {
        PatientThreads threads = new PatientThreads();
        try (Workshop workshop = room.open(
                database,
                builder -> CommerceParts.threads(builder, threads)
                        .plugins(it -> it.notifier("mail", "fake-mail", mail -> mail.longestCall(BRIEF))),
                store -> {})) {
            room.post.next(message -> {
                threads.timeIsUp();
                new CountDownLatch(1).await();
                return new Answer.NotSent<>("never");
            });
            Order order = buy(workshop);

            assertThat(only(workshop, order).state()).isEqualTo(MessageState.UNKNOWN);
            assertThat(threads.limits()).contains(BRIEF);
            Order next = buy(workshop);
            assertThat(only(workshop, next).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void what_did_not_go_out_is_tried_again_ever_later_and_then_given_up(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            for (int i = 0; i < MessageRow.TRIES; i++) {
                room.post.next(
                        i == 1
                                ? new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, "wrong password")
                                : new Answer.NotSent<>("refused for " + ADA));
            }
            Order order = buy(workshop);
            Message waiting = only(workshop, order);
            assertThat(waiting.state()).isEqualTo(MessageState.WAITING);
            assertThat(waiting.nextAt()).contains(TestShop.START.plus(Duration.ofMinutes(1)));
            assertThat(waiting.problem()).isEqualTo("refused for ***@***");

            for (int i = 0; i < MessageRow.TRIES + 3; i++) {
                workshop.shop.runJobs();
                workshop.shop.clock().pass(Duration.ofHours(5));
            }
            Message dead = only(workshop, order);
            assertThat(dead.state()).isEqualTo(MessageState.DEAD);
            assertThat(dead.tries()).isEqualTo(MessageRow.TRIES);
            assertThat(room.post.reached()).hasSize(MessageRow.TRIES);
            assertThat(workshop.shop
                            .commerce()
                            .health()
                            .finding("messages")
                            .orElseThrow()
                            .message())
                    .contains("1");

            Messages desk = workshop.staff().messages();
            assertThat(desk.sendAgain(dead.id())).isInstanceOf(SendAgainAnswer.Queued.class);
            assertThat(desk.sendAgain(dead.id())).isInstanceOf(SendAgainAnswer.OnItsWay.class);
            workshop.shop.runJobs();
            assertThat(only(workshop, order).state()).isEqualTo(MessageState.SENT);
            assertThat(Set.copyOf(room.keys())).hasSize(1);
        }
    }

    @BothDatabases
    void mailboxes_that_ask_to_come_later_keep_nobody_else_waiting(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            for (int i = 0; i < 6; i++) {
                room.post.next(new Answer.NotSent<>("450 mailbox busy"));
                assertThat(only(workshop, buy(workshop)).state()).isEqualTo(MessageState.WAITING);
            }
            assertThat(only(workshop, buy(workshop)).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void a_definite_no_is_not_tried_again(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            room.post.next(new Answer.Refused<>("550", "no such mailbox " + ADA));
            Order order = buy(workshop);
            workshop.shop.clock().pass(Duration.ofDays(1));
            workshop.shop.runJobs();

            Message failed = only(workshop, order);
            assertThat(failed.state()).isEqualTo(MessageState.FAILED);
            assertThat(failed.problem()).isEqualTo("550: no such mailbox ***@***");
            assertThat(room.post.reached()).hasSize(1);
        }
    }

    @BothDatabases
    void staff_send_a_copy_once_however_often_they_press(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            Order order = buy(workshop);
            Message sent = only(workshop, order);
            Messages desk = workshop.staff().messages();

            List<MessageId> copies = Crowd.of(4)
                    .each(
                            8,
                            number -> workshop.staff()
                                    .messages()
                                    .sendAgain(sent.id())
                                    .orThrow()
                                    .id());
            workshop.shop.runJobs();
            assertThat(Set.copyOf(copies)).hasSize(1).doesNotContain(sent.id());
            assertThat(room.post.reached()).hasSize(2);
            assertThat(Set.copyOf(room.keys())).hasSize(2);
            assertThat(desk.find(copies.get(0)).orElseThrow().askedBy()).isEqualTo("staff:mia");

            MessageId third = desk.sendAgain(copies.get(0)).orThrow().id();
            workshop.shop.runJobs();
            assertThat(room.post.reached()).hasSize(3);
            assertThat(third).isNotIn(sent.id(), copies.get(0));
        }
    }

    @BothDatabases
    void messages_wait_for_an_account_that_is_down(DataSource database) {
        try (Workshop workshop = room.open(
                database,
                builder -> builder.plugins(it -> it.add(new BrokenPost()).notifier("mail", "broken-mail")),
                store -> {})) {
            Order order = buy(workshop);
            assertThat(only(workshop, order).state()).isEqualTo(MessageState.WAITING);

            workshop.shop.clock().pass(Duration.ofMinutes(2));
            try (TestShop mended = TestShop.again(
                    database,
                    workshop.shop.store().code(),
                    workshop.shop.clock(),
                    builder -> builder.plugins(it -> mail(it.notFromClassPath().add(room.post))),
                    store -> {})) {
                mended.runJobs();
            }
            assertThat(room.post.to(ADA)).hasSize(1);
        }
    }

    /** A plugin whose account cannot be set up. */
    private static final class BrokenPost implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo("broken-post", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
        }

        @Override
        public List<ProviderFactory<Notifier>> notifiers() {
            return List.of(ProviderFactory.of("broken-mail", List.of(), context -> {
                throw new IllegalStateException("no disk");
            }));
        }
    }
}
