package io.tradewind.commerce.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.launch.SignUpAnswer;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderNote;
import io.tradewind.commerce.order.Orders;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.stock.AlertAnswer;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.FakePost;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerificationSubject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

class MessagesTest {
    private static final String ADA = "ada@shop.example";
    private static final String DOCK = "dock@shop.example";
    private static final String MOBILE = "+4915123456789";

    private final FakePost post = new FakePost();
    private final FakePhones phones = new FakePhones();

    private Workshop open(DataSource database, Consumer<StoreSpec> policy) {
        return open(database, builder -> builder.plugins(it -> mail(it).notifier("texts", "fake-text")), policy);
    }

    private Workshop open(DataSource database, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        return Workshop.on(
                database,
                builder -> {
                    builder.plugins(it -> it.add(post).add(phones).sms("codes", "fake-sms"));
                    more.accept(builder);
                },
                store -> policy.accept(store.brand("Mugs & more").orderLink("https://shop.example/o/{token}")));
    }

    private static io.tradewind.commerce.plugin.PluginSpec mail(io.tradewind.commerce.plugin.PluginSpec plugins) {
        return plugins.notifier("mail", "fake-mail");
    }

    private static Order buy(Workshop workshop) {
        return buy(workshop, "Ada");
    }

    private static Order buy(Workshop workshop, String name) {
        Sku mug = workshop.sell("MUG-" + UUID.randomUUID(), "EUR 12.50", 10);
        Address home = new Address(name, List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
        return workshop.place(workshop.cart(2, mug), "card", ADA, home);
    }

    private static List<Template> sent(Workshop workshop, Order order) {
        return workshop.staff().messages().of(order.id()).stream()
                .filter(it -> it.state() == MessageState.SENT)
                .map(Message::template)
                .toList();
    }

    private static Message only(Workshop workshop, Order order) {
        List<Message> all = workshop.staff().messages().of(order.id());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @BothDatabases
    void an_order_is_acknowledged_by_mail_and_text_in_the_language_of_the_store(DataSource database) {
        try (Workshop workshop = open(database, store -> store.language("de"))) {
            Sku mug = workshop.sell("MUG-DE", "EUR 12.50", 10);
            var cart = workshop.cart(2, mug);
            workshop.buyer().verifications().send(cart, PhoneNumber.of(MOBILE)).orThrow();
            workshop.buyer().verifications().check(cart, phones.lastCode()).orThrow();
            Order order = workshop.place(cart, "card", ADA);

            OutgoingMessage mail = post.to(ADA).get(0);
            assertThat(post.to(ADA)).hasSize(1);
            assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
            assertThat(mail.locale()).isEqualTo(Locale.GERMAN);
            assertThat(mail.subject()).isEqualTo("Mugs & more: Bestellung " + order.number());
            assertThat(mail.text()).startsWith("Guten Tag Ada,").contains("EUR", "https://shop.example/o/");
            String token = mail.text().replaceAll("(?s).*/o/(\\S+).*", "$1");
            assertThat(workshop.shop.shop(Actor.guest("a stranger")).parcels().track(token))
                    .isPresent();

            OutgoingMessage text = post.to(MOBILE).get(0);
            assertThat(post.to(MOBILE)).hasSize(1);
            assertThat(text.channel()).isEqualTo(Channel.SMS);
            assertThat(text.text())
                    .startsWith("Mugs & more: Vielen Dank. Bestellung " + order.number())
                    .hasSizeLessThanOrEqualTo(160);
            assertThat(text.html()).isEmpty();
            assertThat(workshop.staff().messages().of(order.id()))
                    .extracting(Message::state, Message::account)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.api.Assertions.tuple(MessageState.SENT, "mail"),
                            org.assertj.core.api.Assertions.tuple(MessageState.SENT, "texts"));
        }
    }

    @BothDatabases(fresh = true)
    void each_step_of_an_order_is_told_once_to_whom_it_concerns(DataSource database) {
        try (Workshop workshop =
                open(database, store -> store.staffContact(DOCK).workLink("https://shop.example/admin/pack/{work}"))) {
            Order order = buy(workshop);
            assertThat(post.to(DOCK)).hasSize(1);
            assertThat(post.to(DOCK).get(0).text())
                    .contains(
                            order.number(),
                            "https://shop.example/admin/pack/"
                                    + workshop.work(order).id());

            Parcel parcel = workshop.send(order);
            scan(workshop, parcel, "s1", TrackingStatus.OUT_FOR_DELIVERY);
            scan(workshop, parcel, "s2", TrackingStatus.ATTEMPT_FAILED);
            workshop.shop.clock().pass(Duration.ofDays(1));
            scan(workshop, parcel, "s3", TrackingStatus.OUT_FOR_DELIVERY);
            scan(workshop, parcel, "s4", TrackingStatus.DELIVERED);

            UUID line = order.lines().get(0).id();
            Returns desk = workshop.staff().returns();
            var asked = workshop.buyer()
                    .returns()
                    .request(order.id(), List.of(ReturnItem.of(line, 1, ReturnReason.CHANGED_MIND)), "")
                    .orThrow();
            desk.approve(asked.id()).orThrow();
            desk.receive(asked.id(), Map.of(line, 1)).orThrow();
            desk.inspect(asked.id(), List.of(Inspection.good(line, 1))).orThrow();
            for (int i = 0; i < 3; i++) {
                workshop.shop.runJobs();
            }

            assertThat(sent(workshop, order))
                    .containsExactlyInAnyOrder(
                            Template.ORDER_RECEIVED,
                            Template.TO_PACK,
                            Template.PARCEL_HANDED_OVER,
                            Template.OUT_FOR_DELIVERY,
                            Template.DELIVERY_MISSED,
                            Template.OUT_FOR_DELIVERY,
                            Template.DELIVERED,
                            Template.RETURN_APPROVED,
                            Template.RETURN_RECEIVED,
                            Template.REFUNDED);
            assertThat(post.reached()).hasSize(10);
            assertThat(post.to(ADA)).hasSize(9);
            assertThat(last(ADA).text()).contains("EUR 12.50 goes back to you", order.number());
            assertThat(post.to(ADA).get(1).text()).contains(parcel.trackingNumber());
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void what_staff_write_to_a_buyer_stands_with_the_order_and_goes_out_once(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            Order order = buy(workshop);
            workshop.staff().orders().note(order.id(), "asked for by phone");
            Order told = workshop.staff().orders().tell(order.id(), " We engrave it <tomorrow>. ");
            workshop.shop.runJobs();
            workshop.shop.runJobs();

            assertThat(told.notes()).extracting(OrderNote::text).containsExactly("We engrave it <tomorrow>.");
            assertThat(told.state()).isEqualTo(order.state());
            String token = workshop.buyer().orders().token(order.id());
            assertThat(workshop.shop.shop(Actor.guest("a stranger")).orders().track(token))
                    .as("the link of the order")
                    .hasValueSatisfying(it -> assertThat(it.notes()).isEqualTo(told.notes()));
            assertThat(post.to(ADA))
                    .filteredOn(it -> it.text().contains("We engrave it"))
                    .hasSize(1);
            assertThat(last(ADA).html().orElseThrow()).contains("&lt;tomorrow&gt;");
            assertThat(last(ADA).text()).contains(order.number()).doesNotContain("by phone");
            assertThat(workshop.staff().orders().timeline(order.id()))
                    .extracting(Entry::note)
                    .contains("to the buyer: We engrave it <tomorrow>.");

            Orders buyer = workshop.buyer().orders();
            assertThatThrownBy(() -> buyer.tell(order.id(), "me")).hasMessageContaining("TW-4001");
            Orders staff = workshop.staff().orders();
            for (String bad : List.of(" ", "x".repeat(401), "card 4111 1111 1111 1111", "a\u0000b")) {
                assertThatThrownBy(() -> staff.tell(order.id(), bad)).hasMessageContaining("text");
            }
            assertThat(workshop.order(order.id()).notes()).hasSize(1);
        }
    }

    private void scan(Workshop workshop, Parcel parcel, String event, TrackingStatus status) {
        workshop.shop.clock().pass(Duration.ofMinutes(5));
        assertThat(workshop.scanned(parcel, event, status, workshop.shop.clock().instant()))
                .isTrue();
        workshop.shop.runJobs();
    }

    private OutgoingMessage last(String receiver) {
        List<OutgoingMessage> all = post.to(receiver);
        return all.get(all.size() - 1);
    }

    @BothDatabases
    void what_says_where_a_parcel_is_is_not_sent_once_it_has_gone_on(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            Order order = buy(workshop);
            Parcel parcel = workshop.send(order);
            workshop.scanned(
                    parcel,
                    "a",
                    TrackingStatus.OUT_FOR_DELIVERY,
                    workshop.shop.clock().instant());
            workshop.scanned(
                    parcel, "b", TrackingStatus.DELIVERED, workshop.shop.clock().instant());
            workshop.shop.runJobs();

            assertThat(sent(workshop, order))
                    .containsExactlyInAnyOrder(
                            Template.ORDER_RECEIVED, Template.PARCEL_HANDED_OVER, Template.DELIVERED);
        }
    }

    @BothDatabases
    void a_cancelled_order_is_told_to_the_buyer_and_stopped_at_the_dock(DataSource database) {
        try (Workshop workshop = open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            workshop.staff().orders().cancel(order.id(), "the buyer called");
            workshop.shop.runJobs();

            assertThat(post.to(DOCK))
                    .extracting(OutgoingMessage::subject)
                    .containsExactly("To pack: " + order.number(), "STOP: " + order.number());
            assertThat(sent(workshop, order))
                    .containsExactlyInAnyOrder(
                            Template.ORDER_RECEIVED,
                            Template.TO_PACK,
                            Template.STOP,
                            Template.ORDER_CANCELLED,
                            Template.REFUNDED);
        }
    }

    @BothDatabases
    void a_packer_who_must_stop_hears_why_once(DataSource database) {
        try (Workshop workshop = open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            var work = workshop.work(order);
            workshop.bench().claim(work.id()).orThrow();
            workshop.staff().orders().cancel(order.id(), "wrong address");
            workshop.shop.runJobs();
            assertThat(last(DOCK).text()).contains("must not leave", "Reason: wrong address");

            workshop.bench().confirmStop(work.id()).orThrow();
            workshop.shop.runJobs();
            assertThat(post.to(DOCK)).hasSize(2);
        }
    }

    @BothDatabases
    void a_held_order_is_announced_to_the_dock_each_time_it_is_released(DataSource database) {
        try (Workshop workshop = open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            workshop.staff().orders().hold(order.id(), HoldKind.STAFF, "a question");
            workshop.shop.clock().pass(Duration.ofMinutes(1));
            workshop.staff().orders().lift(order.id(), HoldKind.STAFF);
            workshop.shop.runJobs();

            assertThat(post.to(DOCK))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.subject()).startsWith("To pack"));
        }
    }

    @BothDatabases
    void whoever_is_in_line_for_a_launch_hears_of_their_place(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            Sku lamp = workshop.sell("LAMP", "EUR 90", 0);
            Launches desk = workshop.staff().launches();
            Launch launch =
                    desk.create(NewLaunch.of("lamp", "The <lamp>", lamp, TestShop.START.plus(Duration.ofDays(7)), 10));
            desk.announce(launch.id()).orThrow();
            var asked = (SignUpAnswer.Accepted) workshop.buyer().launches().signUp("lamp", "Bo@Shop.example");
            workshop.shop.runJobs();
            assertThat(post.reached()).isEmpty();

            workshop.buyer()
                    .launches()
                    .confirm(asked.signUp().id(), asked.linkToken())
                    .orThrow();
            workshop.shop.runJobs();
            OutgoingMessage told = post.to("bo@shop.example").get(0);
            assertThat(told.text()).contains("The <lamp>", "place in line: 1");
            assertThat(told.html().orElseThrow()).contains("The &lt;lamp&gt;");
            assertThat(post.reached()).hasSize(1);
        }
    }

    @BothDatabases(fresh = true)
    void whoever_is_invited_to_a_launch_hears_once_that_it_is_their_turn(DataSource database) {
        try (Workshop workshop = open(database, store -> store.launchLink("https://shop.example/launch/{slug}"))) {
            Sku lamp = workshop.sell("LAMP", "EUR 90", 10);
            Launches desk = workshop.staff().launches();
            Launch launch =
                    desk.create(NewLaunch.of("lamp", "The <lamp>", lamp, TestShop.START.plus(Duration.ofDays(7)), 10));
            desk.announce(launch.id()).orThrow();
            Launches bo = workshop.buyer().launches();
            var asked = (SignUpAnswer.Accepted) bo.signUp("lamp", "bo@shop.example");
            bo.confirm(asked.signUp().id(), asked.linkToken()).orThrow();
            Launches eve = workshop.shop.shop(Actor.guest("eve")).launches();
            var other = (SignUpAnswer.Accepted) eve.signUp("lamp", "eve@shop.example");
            eve.confirm(other.signUp().id(), other.linkToken()).orThrow();
            workshop.shop.runJobs();

            desk.invite(launch.id(), 2, Duration.ofHours(48)).orThrow();
            eve.withdraw(other.signUp().id());
            workshop.shop.runJobs();
            workshop.shop.runJobs();

            List<OutgoingMessage> told = post.to("bo@shop.example");
            assertThat(told).hasSize(2);
            assertThat(told.get(1).subject()).isEqualTo("Mugs & more: it is your turn for The <lamp>");
            assertThat(told.get(1).text()).contains("holds until", "https://shop.example/launch/lamp");
            assertThat(post.to("eve@shop.example")).as("who left meanwhile").hasSize(1);
        }
    }

    @BothDatabases
    void an_event_that_is_delivered_twice_is_one_message(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
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

            assertThat(post.reached()).hasSize(1);
            assertThat(only(workshop, order).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void two_processes_that_send_at_once_send_each_message_once(DataSource database) {
        Consumer<Commerce.Builder> plugins =
                builder -> builder.plugins(it -> mail(it.notFromClassPath().add(post)));
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            List<Order> orders = Stream.generate(() -> buy(workshop)).limit(6).toList();
            orders.forEach(it -> workshop.staff()
                    .messages()
                    .sendAgain(only(workshop, it).id())
                    .orThrow());
            post.forget();
            try (TestShop second = TestShop.again(
                    database, workshop.shop.store().code(), workshop.shop.clock(), plugins, store -> {})) {
                Crowd.of(2).each(2, number -> number == 0 ? workshop.shop.runJobs() : second.runJobs());
            }

            assertThat(post.reached()).hasSize(6);
            assertThat(Set.copyOf(keys())).hasSize(6);
            assertThat(workshop.staff()
                            .messages()
                            .list(MessageQuery.inTrouble().in(MessageState.SENT))
                            .messages())
                    .hasSize(12)
                    .allSatisfy(it -> assertThat(it.tries()).isEqualTo(1));
        }
    }

    private List<UUID> keys() {
        return post.reached().stream().map(it -> it.call().id().value()).toList();
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
        try (Workshop workshop = open(
                database,
                builder -> {
                    builder.crashPoints(dyingAt("message.sent", dies));
                    builder.plugins(it -> mail(it));
                },
                store -> {})) {
            assertThatThrownBy(() -> buy(workshop)).isInstanceOf(Died.class);
            workshop.shop.runJobs();
            assertThat(post.reached()).hasSize(1);

            workshop.shop.clock().pass(Duration.ofMinutes(2));
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofDays(1));
            workshop.shop.runJobs();

            assertThat(post.reached()).hasSize(1);
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
            post.forget();
            try (Workshop workshop = open(
                    database,
                    builder -> {
                        builder.crashPoints(dyingAt(place, dies));
                        builder.plugins(it -> it.notifier("mail", "fake-keyed"));
                    },
                    store -> {})) {
                assertThatThrownBy(() -> buy(workshop)).isInstanceOf(Died.class);
                workshop.shop.clock().pass(Duration.ofMinutes(2));
                workshop.shop.runJobs();

                assertThat(post.reached()).hasSize(place.equals("message.sent") ? 2 : 1);
                assertThat(Set.copyOf(keys())).hasSize(1);
                assertThat(post.reached().stream().map(OutgoingMessage::key).distinct())
                        .hasSize(1);
                assertThat(post.reached().stream().map(OutgoingMessage::text).distinct())
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
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            post.next(message -> {
                throw new IllegalStateException("of " + message.to());
            });
            post.next(message -> {
                throw new LinkageError("no such class");
            });
            post.next((Answer<ProviderRef>) null);
            post.next(lie());
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
        try (Workshop workshop = open(
                database,
                builder -> builder.plugins(
                        it -> it.notifier("mail", "fake-mail", mail -> mail.longestCall(Duration.ofMillis(300)))),
                store -> {})) {
            post.next(message -> {
                new java.util.concurrent.CountDownLatch(1).await();
                return new Answer.NotSent<>("never");
            });
            Order order = buy(workshop);

            assertThat(only(workshop, order).state()).isEqualTo(MessageState.UNKNOWN);
            Order next = buy(workshop);
            assertThat(only(workshop, next).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void what_did_not_go_out_is_tried_again_ever_later_and_then_given_up(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            for (int i = 0; i < MessageRow.TRIES; i++) {
                post.next(
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
            assertThat(post.reached()).hasSize(MessageRow.TRIES);
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
            assertThat(Set.copyOf(keys())).hasSize(1);
        }
    }

    @BothDatabases
    void mailboxes_that_ask_to_come_later_keep_nobody_else_waiting(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            for (int i = 0; i < 6; i++) {
                post.next(new Answer.NotSent<>("450 mailbox busy"));
                assertThat(only(workshop, buy(workshop)).state()).isEqualTo(MessageState.WAITING);
            }
            assertThat(only(workshop, buy(workshop)).state()).isEqualTo(MessageState.SENT);
        }
    }

    @BothDatabases
    void a_definite_no_is_not_tried_again(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            post.next(new Answer.Refused<>("550", "no such mailbox " + ADA));
            Order order = buy(workshop);
            workshop.shop.clock().pass(Duration.ofDays(1));
            workshop.shop.runJobs();

            Message failed = only(workshop, order);
            assertThat(failed.state()).isEqualTo(MessageState.FAILED);
            assertThat(failed.problem()).isEqualTo("550: no such mailbox ***@***");
            assertThat(post.reached()).hasSize(1);
        }
    }

    @BothDatabases
    void staff_send_a_copy_once_however_often_they_press(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
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
            assertThat(post.reached()).hasSize(2);
            assertThat(Set.copyOf(keys())).hasSize(2);
            assertThat(desk.find(copies.get(0)).orElseThrow().askedBy()).isEqualTo("staff:mia");

            MessageId third = desk.sendAgain(copies.get(0)).orThrow().id();
            workshop.shop.runJobs();
            assertThat(post.reached()).hasSize(3);
            assertThat(third).isNotIn(sent.id(), copies.get(0));
        }
    }

    @BothDatabases
    void somebody_who_cannot_be_reached_is_skipped_and_it_says_why(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            Sku mug = workshop.sell("MUG-NOBODY", "EUR 12.50", 10);
            Message skipped = only(workshop, workshop.buy(1, mug));
            assertThat(skipped.state()).isEqualTo(MessageState.SKIPPED);
            assertThat(skipped.problem()).isEqualTo("there is neither an e-mail address nor a number");
            assertThat(post.reached()).isEmpty();
        }
    }

    @BothDatabases
    void nothing_is_written_where_no_account_is_switched_on(DataSource database) {
        try (Workshop workshop = open(database, builder -> {}, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            assertThat(workshop.staff().messages().of(order.id())).isEmpty();
            assertThat(workshop.staff().messages().sendAgain(new MessageId(UUID.randomUUID())))
                    .isInstanceOf(SendAgainAnswer.Refused.class);
        }
    }

    @BothDatabases
    void messages_wait_for_an_account_that_is_down(DataSource database) {
        try (Workshop workshop = open(
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
                    builder -> builder.plugins(it -> mail(it.notFromClassPath().add(post))),
                    store -> {})) {
                mended.runJobs();
            }
            assertThat(post.to(ADA)).hasSize(1);
        }
    }

    @BothDatabases
    void markup_in_a_name_is_text_in_the_mail(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            buy(workshop, "<img src=x onerror=alert(1)>");

            OutgoingMessage mail = last(ADA);
            assertThat(mail.html().orElseThrow())
                    .contains("Hello &lt;img src=x onerror=alert(1)&gt;")
                    .doesNotContain("<img");
            assertThat(mail.text()).contains("Hello <img src=x onerror=alert(1)>");
        }
    }

    @BothDatabases
    void staff_see_pages_of_messages_and_nobody_else_sees_any(DataSource database) {
        try (Workshop workshop = open(database, builder -> builder.plugins(it -> mail(it)), store -> {})) {
            for (int i = 0; i < 5; i++) {
                buy(workshop);
            }
            Messages desk = workshop.staff().messages();
            MessageQuery query = MessageQuery.inTrouble().in(MessageState.SENT).size(2);
            MessagePage first = desk.list(query);
            MessagePage second = desk.list(query.after(first.next().orElseThrow()));
            MessagePage third = desk.list(query.after(second.next().orElseThrow()));
            assertThat(third.next()).isEmpty();
            assertThat(Stream.of(first, second, third)
                            .flatMap(it -> it.messages().stream())
                            .map(Message::id)
                            .distinct())
                    .hasSize(5);

            MessageId id = first.messages().get(0).id();
            assertThatThrownBy(() -> workshop.buyer().messages().find(id)).isInstanceOf(CommerceException.class);
            assertThatThrownBy(
                            () -> workshop.buyer().messages().preview(Template.DELIVERED, Channel.SMS, Locale.ENGLISH))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> workshop.shop
                            .shop(Actor.staff("pat", Role.PACKER))
                            .messages()
                            .sendAgain(id))
                    .hasMessageContaining("ORDERS");
            assertThatThrownBy(() -> desk.list(query.after("nonsense"))).hasMessageContaining("after");
        }
    }

    @BothDatabases
    void a_preview_shows_each_message_without_an_account(DataSource database) {
        MessageTexts typo = (template, channel, language) -> template == Template.DELIVERED
                ? Optional.of(new MessageTexts.Words("Da", "Da ist {bestellung}"))
                : Optional.empty();
        try (Workshop workshop = open(database, builder -> builder.messageTexts(typo), store -> {})) {
            Messages desk = workshop.staff().messages();
            for (Template template : Template.values()) {
                if (template != Template.DELIVERED) {
                    MessagePreview shown = desk.preview(template, Channel.EMAIL, Locale.GERMAN);
                    assertThat(shown.text()).isNotBlank();
                    assertThat(shown.html()).isPresent();
                    assertThat(desk.preview(template, Channel.SMS, Locale.GERMAN)
                                    .text())
                            .startsWith("Mugs & more: ");
                }
            }
            assertThatThrownBy(() -> desk.preview(Template.DELIVERED, Channel.EMAIL, Locale.GERMAN))
                    .hasMessageContaining("{bestellung} is no value of this message");
            assertThatThrownBy(() -> desk.preview(Template.DELIVERED, Channel.VOICE, Locale.GERMAN))
                    .hasMessageContaining("EMAIL or SMS");
        }
    }

    /** A plugin whose account cannot be set up. */
    private static final class BrokenPost implements io.tradewind.commerce.spi.CommercePlugin {
        @Override
        public io.tradewind.commerce.spi.PluginInfo info() {
            return new io.tradewind.commerce.spi.PluginInfo(
                    "broken-post", "1.0.0", "Tests", "Apache-2.0", java.net.URI.create("https://tests.example"));
        }

        @Override
        public List<io.tradewind.commerce.spi.ProviderFactory<io.tradewind.commerce.spi.message.Notifier>> notifiers() {
            return List.of(io.tradewind.commerce.spi.ProviderFactory.of("broken-mail", List.of(), context -> {
                throw new IllegalStateException("no disk");
            }));
        }
    }

    @BothDatabases(fresh = true)
    void who_asked_for_a_sold_out_article_hears_once_when_it_is_back(DataSource database) {
        try (Workshop workshop =
                open(database, store -> store.productLink("https://shop.example/p/{slug}?sku={sku}"))) {
            Sku vase = workshop.sell("VASE", "EUR 20.00", 0);
            Sku bowl = workshop.sell("BOWL", "EUR 20.00", 0);
            workshop.buyer().stock().tellMe(vase, " Ada@Shop.example ").orThrow();
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            workshop.buyer().stock().tellMe(bowl, ADA).orThrow();
            workshop.shop.shop(Actor.guest("eve")).stock().tellMe(vase, DOCK).orThrow();
            workshop.shop.runJobs();
            assertThat(post.reached()).isEmpty();

            workshop.staff().stock().receive(vase, 1, "delivery note 18");
            for (int i = 0; i < 3; i++) {
                workshop.shop.runJobs();
            }

            assertThat(post.to(ADA)).hasSize(1);
            assertThat(post.to(DOCK)).hasSize(1);
            OutgoingMessage mail = post.to(ADA).get(0);
            assertThat(mail.subject()).isEqualTo("Mugs & more: Mug VASE is back");
            assertThat(mail.text()).contains("https://shop.example/p/mug-vase?sku=VASE");

            workshop.staff().stock().adjust(vase, -1, "broken").orThrow();
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            workshop.staff().stock().receive(vase, 1, "delivery note 19");
            workshop.shop.runJobs();
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).as("another wish is another message").hasSize(2);
            assertThat(post.to(DOCK)).hasSize(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void nobody_is_told_of_goods_that_others_hold_and_wishes_do_not_wait_for_ever(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            Sku vase = workshop.sell("VASE", "EUR 20.00", 1);
            assertThat(refusal(workshop.buyer().stock().tellMe(vase, ADA))).isEqualTo("in-stock");
            assertThat(refusal(workshop.buyer().stock().tellMe(vase, "ada at shop")))
                    .isEqualTo("email-malformed");
            assertThat(refusal(workshop.buyer().stock().tellMe(Sku.of("NONE"), ADA)))
                    .isEqualTo("unavailable");
            workshop.buy(1, vase);
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            for (int i = 2; i <= 20; i++) {
                Sku other = workshop.sell("VASE-" + i, "EUR 20.00", 0);
                workshop.buyer().stock().tellMe(other, ADA).orThrow();
            }
            Sku last = workshop.sell("VASE-21", "EUR 20.00", 0);
            assertThat(refusal(workshop.buyer().stock().tellMe(last, ADA))).isEqualTo("too-many-alerts");
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).as("the one unit is reserved").isEmpty();

            workshop.shop.clock().pass(Duration.ofDays(181));
            workshop.shop.runJobs();
            workshop.staff().stock().receive(vase, 5, "delivery note 18");
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).isEmpty();
            assertThat(count(workshop, "state = 'WAITING'")).isZero();
            workshop.shop.clock().pass(Duration.ofDays(31));
            workshop.shop.runJobs();
            assertThat(count(workshop, "email <> ''"))
                    .as("addresses that are still known")
                    .isZero();
            workshop.checkInvariants();
        }
    }

    private static int count(Workshop workshop, String condition) {
        return workshop.shop
                .tx()
                .read(
                        "test",
                        handle -> handle.createQuery("select count(*) from commerce.stock_alert where " + condition)
                                .mapTo(Integer.class)
                                .one());
    }

    private static String refusal(AlertAnswer answer) {
        assertThat(answer).isInstanceOf(AlertAnswer.Refused.class);
        return ((AlertAnswer.Refused) answer).refusal().code();
    }

    @BothDatabases
    void a_customer_who_signs_in_by_phone_finds_basket_number_and_earlier_orders(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            PhoneNumber number = PhoneNumber.of(MOBILE);
            Sku mug = workshop.sell("MUG-" + UUID.randomUUID(), "EUR 12.50", 10);
            CartId first = workshop.cart(1, mug);
            verify(workshop, first, number);
            Order before = workshop.place(first, "card", ADA);
            CartId basket = workshop.cart(2, mug);
            UUID subject = UUID.randomUUID();
            VerificationSubject signIn = () -> subject;
            verify(workshop, signIn, number);
            Shop eve = workshop.shop.shop(Actor.customer("eve"));
            Shop ada = workshop.shop.shop(Actor.customer("ada"));

            eve.carts().merge("another-cookie", signIn);
            assertThatThrownBy(() -> eve.orders().claim(number)).isInstanceOf(CommerceException.class);
            Cart mine = ada.carts().merge("cookie-7f3a", signIn).cart();
            assertThat(mine.units()).isEqualTo(2);
            assertThat(ada.checkout().open(mine.id()).phone())
                    .as("not asked for again")
                    .isPresent();
            assertThat(ada.orders().claim(number)).isEqualTo(1);
            assertThat(ada.orders().claim(number)).isZero();
            assertThat(ada.orders().find(before.id())).isPresent();
            assertThat(workshop.buyer().orders().find(before.id()))
                    .as("whoever still has the cookie")
                    .isEmpty();
            assertThat(workshop.buyer().carts().find(basket)).isEmpty();

            Cart next = ada.carts().open();
            assertThat(ada.checkout().open(next.id()).phone())
                    .as("nor in the next cart")
                    .isPresent();
            assertThat(eve.checkout().open(eve.carts().open().id()).phone()).isEmpty();
            workshop.shop.clock().pass(Duration.ofDays(181));
            assertThat(ada.checkout().open(next.id()).phone())
                    .as("half a year later")
                    .isEmpty();
            workshop.checkInvariants();
        }
    }

    private void verify(Workshop workshop, VerificationSubject subject, PhoneNumber number) {
        workshop.shop.clock().pass(Duration.ofMinutes(5));
        workshop.buyer().verifications().send(subject, number).orThrow();
        workshop.buyer().verifications().check(subject, phones.lastCode()).orThrow();
    }
}
