package io.tradewind.commerce.message;

import static io.tradewind.commerce.message.Mailroom.ADA;
import static io.tradewind.commerce.message.Mailroom.DOCK;
import static io.tradewind.commerce.message.Mailroom.buy;
import static io.tradewind.commerce.message.Mailroom.mail;
import static io.tradewind.commerce.message.Mailroom.only;
import static io.tradewind.commerce.message.Mailroom.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
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
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Who is told what, and what staff see of it. */
class MessagesTest {
    private static final String MOBILE = "+4915123456789";

    private final Mailroom room = new Mailroom();

    @BothDatabases
    void an_order_is_acknowledged_by_mail_and_text_in_the_language_of_the_store(DataSource database) {
        try (Workshop workshop = room.open(database, store -> store.language("de"))) {
            Sku mug = workshop.sell("MUG-DE", "EUR 12.50", 10);
            var cart = workshop.cart(2, mug);
            workshop.buyer().verifications().send(cart, PhoneNumber.of(MOBILE)).orThrow();
            workshop.buyer().verifications().check(cart, room.phones.lastCode()).orThrow();
            Order order = workshop.place(cart, "card", ADA);

            OutgoingMessage mail = room.post.to(ADA).get(0);
            assertThat(room.post.to(ADA)).hasSize(1);
            assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
            assertThat(mail.locale()).isEqualTo(Locale.GERMAN);
            assertThat(mail.subject()).isEqualTo("Mugs & more: Bestellung " + order.number());
            assertThat(mail.text()).startsWith("Guten Tag Ada,").contains("EUR", "https://shop.example/o/");
            String token = mail.text().replaceAll("(?s).*/o/(\\S+).*", "$1");
            assertThat(workshop.shop.shop(Actor.guest("a stranger")).parcels().track(token))
                    .isPresent();

            OutgoingMessage text = room.post.to(MOBILE).get(0);
            assertThat(room.post.to(MOBILE)).hasSize(1);
            assertThat(text.channel()).isEqualTo(Channel.SMS);
            assertThat(text.text())
                    .startsWith("Mugs & more: Vielen Dank. Bestellung " + order.number())
                    .hasSizeLessThanOrEqualTo(160);
            assertThat(text.html()).isEmpty();
            assertThat(workshop.staff().messages().of(order.id()))
                    .extracting(Message::state, Message::account)
                    .containsExactlyInAnyOrder(tuple(MessageState.SENT, "mail"), tuple(MessageState.SENT, "texts"));
        }
    }

    @BothDatabases(fresh = true)
    void each_step_of_an_order_is_told_once_to_whom_it_concerns(DataSource database) {
        try (Workshop workshop = room.open(
                database, store -> store.staffContact(DOCK).workLink("https://shop.example/admin/pack/{work}"))) {
            Order order = buy(workshop);
            assertThat(room.post.to(DOCK)).hasSize(1);
            assertThat(room.post.to(DOCK).get(0).text())
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
            assertThat(room.post.reached()).hasSize(10);
            assertThat(room.post.to(ADA)).hasSize(9);
            assertThat(room.last(ADA).text()).contains("EUR 12.50 goes back to you", order.number());
            assertThat(room.post.to(ADA).get(1).text()).contains(parcel.trackingNumber());
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void what_staff_write_to_a_buyer_stands_with_the_order_and_goes_out_once(DataSource database) {
        try (Workshop workshop = room.open(database, store -> {})) {
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
            assertThat(room.post.to(ADA))
                    .filteredOn(it -> it.text().contains("We engrave it"))
                    .hasSize(1);
            assertThat(room.last(ADA).html().orElseThrow()).contains("&lt;tomorrow&gt;");
            assertThat(room.last(ADA).text()).contains(order.number()).doesNotContain("by phone");
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

    @BothDatabases
    void what_says_where_a_parcel_is_is_not_sent_once_it_has_gone_on(DataSource database) {
        try (Workshop workshop = room.open(database, store -> {})) {
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
        try (Workshop workshop = room.open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            workshop.staff().orders().cancel(order.id(), "the buyer called");
            workshop.shop.runJobs();

            assertThat(room.post.to(DOCK))
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
        try (Workshop workshop = room.open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            var work = workshop.work(order);
            workshop.bench().claim(work.id()).orThrow();
            workshop.staff().orders().cancel(order.id(), "wrong address");
            workshop.shop.runJobs();
            assertThat(room.last(DOCK).text()).contains("must not leave", "Reason: wrong address");

            workshop.bench().confirmStop(work.id()).orThrow();
            workshop.shop.runJobs();
            assertThat(room.post.to(DOCK)).hasSize(2);
        }
    }

    @BothDatabases
    void a_held_order_is_announced_to_the_dock_each_time_it_is_released(DataSource database) {
        try (Workshop workshop = room.open(database, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            workshop.staff().orders().hold(order.id(), HoldKind.STAFF, "a question");
            workshop.shop.clock().pass(Duration.ofMinutes(1));
            workshop.staff().orders().lift(order.id(), HoldKind.STAFF);
            workshop.shop.runJobs();

            assertThat(room.post.to(DOCK))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.subject()).startsWith("To pack"));
        }
    }

    @BothDatabases
    void whoever_is_in_line_for_a_launch_hears_of_their_place(DataSource database) {
        try (Workshop workshop = room.open(database, store -> {})) {
            Sku lamp = workshop.sell("LAMP", "EUR 90", 0);
            Launches desk = workshop.staff().launches();
            Launch launch =
                    desk.create(NewLaunch.of("lamp", "The <lamp>", lamp, TestShop.START.plus(Duration.ofDays(7)), 10));
            desk.announce(launch.id()).orThrow();
            var asked = (SignUpAnswer.Accepted) workshop.buyer().launches().signUp("lamp", "Bo@Shop.example");
            workshop.shop.runJobs();
            assertThat(room.post.reached()).isEmpty();

            workshop.buyer()
                    .launches()
                    .confirm(asked.signUp().id(), asked.linkToken())
                    .orThrow();
            workshop.shop.runJobs();
            OutgoingMessage told = room.post.to("bo@shop.example").get(0);
            assertThat(told.text()).contains("The <lamp>", "place in line: 1");
            assertThat(told.html().orElseThrow()).contains("The &lt;lamp&gt;");
            assertThat(room.post.reached()).hasSize(1);
        }
    }

    @BothDatabases(fresh = true)
    void whoever_is_invited_to_a_launch_hears_once_that_it_is_their_turn(DataSource database) {
        try (Workshop workshop = room.open(database, store -> store.launchLink("https://shop.example/launch/{slug}"))) {
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

            List<OutgoingMessage> told = room.post.to("bo@shop.example");
            assertThat(told).hasSize(2);
            assertThat(told.get(1).subject()).isEqualTo("Mugs & more: it is your turn for The <lamp>");
            assertThat(told.get(1).text()).contains("holds until", "https://shop.example/launch/lamp");
            assertThat(room.post.to("eve@shop.example"))
                    .as("who left meanwhile")
                    .hasSize(1);
        }
    }

    @BothDatabases
    void somebody_who_cannot_be_reached_is_skipped_and_it_says_why(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
            Sku mug = workshop.sell("MUG-NOBODY", "EUR 12.50", 10);
            Message skipped = only(workshop, workshop.buy(1, mug));
            assertThat(skipped.state()).isEqualTo(MessageState.SKIPPED);
            assertThat(skipped.problem()).isEqualTo("there is neither an e-mail address nor a number");
            assertThat(room.post.reached()).isEmpty();
        }
    }

    @BothDatabases
    void nothing_is_written_where_no_account_is_switched_on(DataSource database) {
        try (Workshop workshop = room.open(database, builder -> {}, store -> store.staffContact(DOCK))) {
            Order order = buy(workshop);
            assertThat(workshop.staff().messages().of(order.id())).isEmpty();
            assertThat(workshop.staff().messages().sendAgain(new MessageId(UUID.randomUUID())))
                    .isInstanceOf(SendAgainAnswer.Refused.class);
        }
    }

    @BothDatabases
    void markup_in_a_name_is_text_in_the_mail(DataSource database) {
        try (Workshop workshop = room.open(database, store -> {})) {
            buy(workshop, "<img src=x onerror=alert(1)>");

            OutgoingMessage mail = room.last(ADA);
            assertThat(mail.html().orElseThrow())
                    .contains("Hello &lt;img src=x onerror=alert(1)&gt;")
                    .doesNotContain("<img");
            assertThat(mail.text()).contains("Hello <img src=x onerror=alert(1)>");
        }
    }

    @BothDatabases
    void staff_see_pages_of_messages_and_nobody_else_sees_any(DataSource database) {
        try (Workshop workshop = room.byMail(database)) {
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
        try (Workshop workshop = room.open(database, builder -> builder.messageTexts(typo), store -> {})) {
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
}
