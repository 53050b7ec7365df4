package io.tradewind.commerce.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.spi.event.LaunchSignedUp;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.joda.money.Money;

class LaunchesTest {
    private static final Sku LAMP = Sku.of("LAMP");
    private static final Instant OPENS = TestShop.START.plus(Duration.ofDays(7));
    private static final Duration WINDOW = Duration.ofHours(48);

    private final FakePhones phones = new FakePhones();

    private TestShop open(DataSource data) {
        TestShop test = TestShop.on(
                data, builder -> builder.plugins(it -> it.add(phones).sms("text", "fake-sms")));
        test.staff().catalog().publish(NewProduct.named("Lamp").variant(LAMP, Money.parse("EUR 90")));
        return test;
    }

    private static Launch announced(TestShop test, int quota, int perPerson) {
        Launches staff = test.staff().launches();
        Launch launch = staff.create(
                NewLaunch.of("lamp", "The lamp", LAMP, OPENS, quota).perPerson(perPerson));
        return staff.announce(launch.id()).orThrow();
    }

    private static SignUp registered(TestShop test, String address) {
        Launches guest = guest(test, address);
        SignUpAnswer.Accepted accepted = (SignUpAnswer.Accepted) guest.signUp("lamp", address);
        return guest.confirm(accepted.signUp().id(), accepted.linkToken()).orThrow();
    }

    private static Launches guest(TestShop test, String token) {
        return test.shop(Actor.guest(token)).launches();
    }

    @BothDatabases
    void shoppers_see_a_launch_from_its_announcement_on(DataSource data) {
        try (TestShop test = open(data)) {
            Launches staff = test.staff().launches();
            Launches guest = test.guest().launches();
            Launch draft = staff.create(
                    NewLaunch.of("lamp", " The lamp ", LAMP, OPENS, 10).text("Soon"));

            assertThat(guest.find("lamp")).isEmpty();
            assertThat(guest.list()).isEmpty();
            assertThat(staff.list()).containsExactly(draft);
            assertThatThrownBy(() -> guest.signUp("lamp", "ada@example.com"))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));

            Launch shown = staff.announce(draft.id()).orThrow();
            assertThat(shown.version()).isEqualTo(2);
            assertThat(guest.find("lamp")).contains(shown);
            assertThat(guest.list()).containsExactly(shown);
            assertThat(staff.announce(draft.id()).orThrow()).as("twice is once").isEqualTo(shown);
        }
    }

    @BothDatabases(fresh = true)
    void a_launch_opens_by_itself_and_ends_by_hand_and_its_quota_is_set_aside_meanwhile(DataSource data) {
        try (TestShop test = open(data)) {
            Launch launch = announced(test, 10, 1);
            assertThat(launchFree(test)).isEqualTo(10);
            test.runJobs();
            assertThat(test.guest().launches().find("lamp").orElseThrow().state())
                    .isEqualTo(LaunchState.ANNOUNCED);

            test.clock().turnTo(OPENS);
            test.runJobs();
            assertThat(test.guest().launches().find("lamp").orElseThrow().state())
                    .isEqualTo(LaunchState.SELLING);

            Launches staff = test.staff().launches();
            assertThat(staff.end(launch.id()).orThrow().state()).isEqualTo(LaunchState.ENDED);
            assertThat(launchFree(test)).isZero();
            LaunchAnswer late = staff.open(launch.id());
            assertThat(late).isInstanceOf(LaunchAnswer.Refused.class);
            assertThat(((LaunchAnswer.Refused) late).reason().message()).contains("ENDED", "OPEN");
            assertThat(refusal(guest(test, "g").signUp("lamp", "ada@example.com")))
                    .isEqualTo("launch-over");
            assertThat(test.violations()).isEmpty();
        }
    }

    private static int launchFree(TestShop test) {
        return test.tx()
                .read(
                        "test",
                        handle -> test.part(io.tradewind.commerce.stock.Reservations.class)
                                .available(handle, test.scope(), List.of(LAMP)))
                .get(LAMP)
                .launchFree();
    }

    @BothDatabases
    void a_verified_phone_number_gets_a_place_in_line(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            Launches ada = guest(test, "ada");
            SignUp signUp = ada.signUp("lamp", "0151 23456789").orThrow();
            assertThat(signUp.contact()).isEqualTo("+4915123456789");
            assertThat(signUp.state()).isEqualTo(SignUpState.UNCONFIRMED);
            assertThat(refusal(ada.confirm(signUp.id()))).isEqualTo("not-verified");

            var verifications = test.shop(Actor.guest("ada")).verifications();
            verifications.send(signUp.id(), PhoneNumber.of("+49 1520 1234567")).orThrow();
            verifications.check(signUp.id(), phones.lastCode()).orThrow();
            assertThat(refusal(ada.confirm(signUp.id()))).as("another number").isEqualTo("not-verified");

            test.clock().pass(Duration.ofMinutes(5));
            verifications.send(signUp.id(), PhoneNumber.of("+49 1512 3456789")).orThrow();
            verifications.check(signUp.id(), phones.lastCode()).orThrow();
            SignUp placed = ada.confirm(signUp.id()).orThrow();
            assertThat(placed.state()).isEqualTo(SignUpState.REGISTERED);
            assertThat(placed.place()).isEqualTo(OptionalInt.of(1));
            assertThat(ada.confirm(signUp.id()).orThrow()).as("twice is once").isEqualTo(placed);
            assertThat(ada.mine("lamp")).contains(placed);
        }
    }

    @BothDatabases
    void the_link_sent_to_an_address_confirms_it_on_any_device(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            SignUpAnswer.Accepted first =
                    (SignUpAnswer.Accepted) guest(test, "laptop").signUp("lamp", " Ada@Example.com ");
            assertThat(first.signUp().contact()).isEqualTo("ada@example.com");
            assertThat(first.linkToken()).hasSizeGreaterThan(20);
            assertThat(first.toString()).doesNotContain(first.linkToken()).doesNotContain("ada@");

            Launches phone = guest(test, "phone");
            assertThat(refusal(phone.confirm(first.signUp().id(), "wrong"))).isEqualTo("not-verified");
            assertThat(phone.signUp(first.signUp().id())).isEmpty();
            SignUp placed =
                    phone.confirm(first.signUp().id(), first.linkToken()).orThrow();
            assertThat(placed.place()).isEqualTo(OptionalInt.of(1));
            assertThat(phone.signUp(placed.id())).contains(placed);
        }
    }

    @BothDatabases
    void a_second_sign_up_gives_the_first_and_tells_strangers_nothing(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            SignUp first = registered(test, "ada@example.com");

            SignUp again = guest(test, "ada@example.com")
                    .signUp("lamp", "ADA@example.com")
                    .orThrow();
            assertThat(again).isEqualTo(first);

            SignUpAnswer.Accepted stranger =
                    (SignUpAnswer.Accepted) guest(test, "eve").signUp("lamp", "ada@example.com");
            assertThat(stranger.linkToken()).isEmpty();
            assertThat(stranger.signUp().id()).isEqualTo(first.id());
            assertThat(stranger.signUp().contact()).doesNotContain("ada@");
            assertThat(stranger.signUp().state()).isEqualTo(SignUpState.UNCONFIRMED);
            assertThat(stranger.signUp().place()).isEmpty();
            assertThat(guest(test, "eve").signUp(first.id())).isEmpty();
            assertThat(refusal(guest(test, "eve").confirm(first.id()))).isEqualTo("not-verified");
            assertThatThrownBy(() -> guest(test, "eve").withdraw(first.id()))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
            assertThat(test.staff().launches().count(first.launch())).isEqualTo(Map.of(SignUpState.REGISTERED, 1));
        }
    }

    @BothDatabases
    void a_lost_link_can_be_asked_for_again_but_not_every_second(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            Launches ada = guest(test, "ada");
            SignUpAnswer.Accepted first = (SignUpAnswer.Accepted) ada.signUp("lamp", "ada@example.com");
            assertThat(((SignUpAnswer.Accepted) ada.signUp("lamp", "ada@example.com")).linkToken())
                    .isEmpty();

            test.clock().pass(Duration.ofMinutes(2));
            SignUpAnswer.Accepted second = (SignUpAnswer.Accepted) ada.signUp("lamp", "ada@example.com");
            assertThat(second.linkToken()).isNotEmpty().isNotEqualTo(first.linkToken());
            assertThat(refusal(ada.confirm(first.signUp().id(), first.linkToken())))
                    .isEqualTo("not-verified");
            ada.confirm(first.signUp().id(), second.linkToken()).orThrow();
        }
    }

    @BothDatabases
    void what_is_no_contact_is_refused(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            for (String bad : List.of(
                    "",
                    " ",
                    "ada",
                    "@",
                    "ada@",
                    "ada@x",
                    "a b@example.com",
                    "ada@example.com\n",
                    "a@b@example.com",
                    "ada@exa\u0000mple.com",
                    "12",
                    "+49",
                    "x".repeat(300) + "@example.com",
                    "<ada@example.com>")) {
                String text = bad.strip().equals("ada@example.com") ? "ada@example.com,x" : bad;
                assertThat(refusal(test.guest().launches().signUp("lamp", text)))
                        .as(text)
                        .isEqualTo("invalid-contact");
            }
        }
    }

    @BothDatabases
    void many_at_once_with_one_contact_get_one_place(TestDatabase database) {
        try (TestShop test = open(database.dataSource())) {
            announced(test, 10, 1);
            List<UUID> ids = Crowd.of(8)
                    .each(
                            24,
                            number -> guest(test, "g" + number)
                                    .signUp("lamp", "ada@example.com")
                                    .orThrow()
                                    .id()
                                    .value());
            assertThat(ids).hasSize(24).containsOnly(ids.get(0));
        }
    }

    @BothDatabases
    void many_at_once_each_get_a_place_of_their_own_without_gaps(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            List<Integer> places = Crowd.of(8)
                    .each(
                            24,
                            number -> registered(test, "p" + number + "@example.com")
                                    .place()
                                    .orElseThrow());
            List<Integer> expected = new ArrayList<>();
            for (int i = 1; i <= 24; i++) {
                expected.add(i);
            }
            assertThat(places).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @BothDatabases
    void waves_invite_in_the_order_of_the_line_and_never_beyond_the_quota(DataSource data) {
        try (TestShop test = open(data)) {
            Launch launch = announced(test, 5, 2);
            SignUp a = registered(test, "a@example.com");
            SignUp b = registered(test, "b@example.com");
            SignUp c = registered(test, "c@example.com");
            Launches staff = test.staff().launches();

            InviteAnswer tooMany = staff.invite(launch.id(), 3, WINDOW);
            assertThat(((InviteAnswer.Refused) tooMany).reason().message()).contains("2 people");
            assertThat(staff.count(launch.id())).isEqualTo(Map.of(SignUpState.REGISTERED, 3));

            List<Invitation> wave = staff.invite(launch.id(), 2, WINDOW).orThrow();
            assertThat(wave).extracting(it -> it.signUp().id()).containsExactly(a.id(), b.id());
            assertThat(wave)
                    .extracting(Invitation::token)
                    .doesNotHaveDuplicates()
                    .allMatch(it -> it.length() > 20);
            assertThat(wave.get(0).toString()).doesNotContain(wave.get(0).token());
            assertThat(staff.find("lamp").orElseThrow().promised()).isEqualTo(4);
            assertThat(staff.invite(launch.id(), 1, WINDOW)).isInstanceOf(InviteAnswer.Refused.class);

            guest(test, "a@example.com").withdraw(a.id()).orThrow();
            assertThat(staff.find("lamp").orElseThrow().promised()).isEqualTo(2);
            assertThat(staff.invite(launch.id(), 5, WINDOW).orThrow())
                    .extracting(it -> it.signUp().id())
                    .containsExactly(c.id());
            assertThat(staff.invite(launch.id(), 5, WINDOW).orThrow()).isEmpty();
        }
    }

    @BothDatabases
    void waves_at_once_never_invite_beyond_the_quota(DataSource data) {
        try (TestShop test = open(data)) {
            Launch launch = announced(test, 10, 1);
            for (int i = 0; i < 30; i++) {
                registered(test, "p" + i + "@example.com");
            }
            Crowd.of(6).each(12, number -> test.staff().launches().invite(launch.id(), 2, WINDOW));

            assertThat(test.staff().launches().count(launch.id()))
                    .isEqualTo(Map.of(SignUpState.INVITED, 10, SignUpState.REGISTERED, 20));
            assertThat(test.staff().launches().find("lamp").orElseThrow().promised())
                    .isEqualTo(10);
        }
    }

    @BothDatabases(fresh = true)
    void an_invitation_is_known_by_its_token_until_its_window_is_over(TestDatabase database) {
        try (TestShop test = open(database.dataSource())) {
            Launch launch = announced(test, 1, 1);
            SignUp a = registered(test, "a@example.com");
            SignUp b = registered(test, "b@example.com");
            Launches staff = test.staff().launches();
            String token = staff.invite(launch.id(), 1, WINDOW).orThrow().get(0).token();

            assertThat(claim(test, token, launch)).as("not selling yet").contains("launch-not-open");
            staff.open(launch.id()).orThrow();
            SignUp shown = guest(test, "anyone").invitation(token).orThrow();
            assertThat(shown.id()).isEqualTo(a.id());
            assertThat(shown.contact()).isEqualTo("a•••@example.com");
            assertThat(claim(test, token, launch)).isEmpty();
            assertThatThrownBy(() -> guest(test, "anyone").invitation(token + "x"))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));

            test.clock().pass(WINDOW);
            assertThat(refusal(guest(test, "anyone").invitation(token))).isEqualTo("invitation-over");
            assertThat(claim(test, token, launch)).contains("invitation-late");
            test.runJobs();
            assertThat(claim(test, token, launch)).contains("invitation-late");
            assertThat(staff.signUp(a.id()).orElseThrow().state()).isEqualTo(SignUpState.LAPSED);
            assertThat(refusal(guest(test, "anyone").invitation(token))).isEqualTo("invitation-over");
            assertThat(staff.invite(launch.id(), 1, WINDOW).orThrow())
                    .as("what lapsed goes to the next")
                    .extracting(it -> it.signUp().id())
                    .containsExactly(b.id());
            assertThat(test.violations()).isEmpty();
        }
    }

    /** Why the bearer cannot buy one unit now; empty if it can. */
    private static Optional<String> claim(TestShop test, String token, Launch launch) {
        return test.tx().write("test", handle -> {
            Invitations invitations = test.part(Invitations.class);
            Invitations.Bearer bearer = invitations.bearer(handle, test.scope(), token);
            if (bearer instanceof Invitations.Bearer.Refused refused) {
                return Optional.of(refused.refusal().code());
            }
            Invitations.Use use = new Invitations.Use(
                    ((Invitations.Bearer.Invited) bearer).invitation(),
                    launch.id().value(),
                    UUID.randomUUID(),
                    1,
                    "");
            Instant until = test.clock().instant().plusSeconds(60);
            return invitations.claim(handle, test.scope(), use, until).map(it -> it.code());
        });
    }

    @BothDatabases(fresh = true)
    void an_order_uses_the_invitation_once_and_its_cancelling_gives_it_back_inside_the_window(DataSource data) {
        try (TestShop test = open(data)) {
            Launch launch = announced(test, 1, 1);
            SignUp a = registered(test, "a@example.com");
            Launches staff = test.staff().launches();
            staff.open(launch.id()).orThrow();
            assertThat(order(test, a.id(), UUID.randomUUID()))
                    .as("not invited yet")
                    .isFalse();
            staff.invite(launch.id(), 1, WINDOW).orThrow();
            UUID order = UUID.randomUUID();

            assertThat(order(test, a.id(), order)).isTrue();
            assertThat(order(test, a.id(), UUID.randomUUID())).isFalse();
            assertThat(refusal(guest(test, "a@example.com").withdraw(a.id()))).isEqualTo("cannot-withdraw");
            reopen(test, order);
            assertThat(staff.signUp(a.id()).orElseThrow().state()).isEqualTo(SignUpState.INVITED);

            assertThat(order(test, a.id(), order)).isTrue();
            test.clock().pass(WINDOW);
            test.runJobs();
            reopen(test, order);
            assertThat(staff.signUp(a.id()).orElseThrow().state()).isEqualTo(SignUpState.LAPSED);
            assertThat(test.guest().launches().find("lamp").orElseThrow().promised())
                    .isZero();
            assertThat(test.violations()).isEmpty();
        }
    }

    private static boolean order(TestShop test, SignUpId id, UUID order) {
        return test.tx().write("test", handle -> {
            Optional<Change> change = test.part(Invitations.class).ordered(handle, test.scope(), id.value(), order);
            change.ifPresent(it -> test.part(Outbox.class).record(handle, test.scope(), List.of(it)));
            return change.isPresent();
        });
    }

    private static void reopen(TestShop test, UUID order) {
        test.tx().write("test", handle -> {
            test.part(Invitations.class).reopen(handle, test.scope(), order);
            return true;
        });
    }

    @BothDatabases(fresh = true)
    void who_withdraws_is_forgotten_and_may_come_again_at_the_end_of_the_line(DataSource data) {
        try (TestShop test = open(data)) {
            announced(test, 10, 1);
            SignUp first = registered(test, "ada@example.com");
            registered(test, "bob@example.com");

            SignUp gone = guest(test, "ada@example.com").withdraw(first.id()).orThrow();
            assertThat(gone.state()).isEqualTo(SignUpState.WITHDRAWN);
            assertThat(gone.contact()).isEmpty();
            assertThat(guest(test, "ada@example.com").withdraw(first.id()).orThrow())
                    .isEqualTo(gone);

            SignUp again = registered(test, "ada@example.com");
            assertThat(again.id()).isNotEqualTo(first.id());
            assertThat(again.place()).isEqualTo(OptionalInt.of(3));
            assertThat(test.violations()).isEmpty();
        }
    }

    @BothDatabases(fresh = true)
    void cancelling_tells_everybody_who_waits(DataSource data) {
        List<SubjectMoved> heard = new CopyOnWriteArrayList<>();
        List<LaunchSignedUp> signedUp = new CopyOnWriteArrayList<>();
        try (TestShop test = TestShop.on(
                data,
                builder -> builder.on(SubjectMoved.class, Timing.AFTER_COMMIT, "moves", heard::add)
                        .on(LaunchSignedUp.class, Timing.DURABLE, "sign-ups", signedUp::add))) {
            test.staff().catalog().publish(NewProduct.named("Lamp").variant(LAMP, Money.parse("EUR 90")));
            Launch launch = announced(test, 10, 1);
            SignUp a = registered(test, "a@example.com");
            guest(test, "b").signUp("lamp", "b@example.com").orThrow();
            heard.clear();

            test.staff().launches().cancel(launch.id(), "no lamps").orThrow();

            assertThat(heard.stream().filter(it -> it.to().equals("WITHDRAWN"))).hasSize(2);
            assertThat(heard.stream().filter(it -> it.to().equals("CANCELLED"))).hasSize(1);
            assertThat(test.staff().launches().count(launch.id())).isEqualTo(Map.of(SignUpState.WITHDRAWN, 2));
            assertThat(test.staff().launches().signUp(a.id()).orElseThrow().contact())
                    .isEqualTo("a@example.com");
            test.runJobs();
            assertThat(signedUp).hasSize(2);
            assertThat(test.violations()).isEmpty();
        }
    }

    @BothDatabases
    void one_article_has_one_launch_under_way(DataSource data) {
        try (TestShop test = open(data)) {
            Launch first = announced(test, 10, 1);
            Launches staff = test.staff().launches();
            Launch second = staff.create(NewLaunch.of("lamp-two", "Again", LAMP, OPENS, 5));

            assertThat(staff.announce(second.id())).isInstanceOf(LaunchAnswer.Refused.class);
            staff.cancel(first.id(), "").orThrow();
            assertThat(staff.announce(second.id()).orThrow().state()).isEqualTo(LaunchState.ANNOUNCED);
        }
    }

    @BothDatabases
    void bad_plans_are_refused_by_field(DataSource data) {
        try (TestShop test = open(data)) {
            Launches staff = test.staff().launches();
            NewLaunch good = NewLaunch.of("lamp", "The lamp", LAMP, OPENS, 10);
            staff.create(good);
            Map<String, NewLaunch> bad = Map.of(
                    "another launch", good,
                    "slug", NewLaunch.of("The Lamp", "x", LAMP, OPENS, 10),
                    "title", NewLaunch.of("a", " ", LAMP, OPENS, 10),
                    "text", NewLaunch.of("a", "x", LAMP, OPENS, 10).text("\u0000"),
                    "sku", NewLaunch.of("a", "x", Sku.of("NONE"), OPENS, 10),
                    "quota", NewLaunch.of("a", "x", LAMP, OPENS, 0),
                    "perPerson", NewLaunch.of("a", "x", LAMP, OPENS, 10).perPerson(0));
            bad.forEach((field, launch) -> assertThatThrownBy(() -> staff.create(launch))
                    .hasMessageContaining(field)
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.BAD_ARGUMENT)));
            assertThatThrownBy(() -> staff.invite(new LaunchId(UUID.randomUUID()), 0, WINDOW))
                    .hasMessageContaining("people");
            assertThatThrownBy(() -> staff.invite(new LaunchId(UUID.randomUUID()), 1, Duration.ZERO))
                    .hasMessageContaining("window");
            assertThatThrownBy(() -> staff.announce(new LaunchId(UUID.randomUUID())))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @BothDatabases
    void only_staff_with_the_permission_run_launches_and_other_stores_see_nothing(DataSource data) {
        try (TestShop test = open(data);
                TestShop other = open(data)) {
            Launch launch = announced(test, 10, 1);
            SignUp a = registered(test, "a@example.com");
            assertThat(other.staff().launches().find("lamp")).isEmpty();
            assertThat(other.staff().launches().signUp(a.id())).isEmpty();
            assertThatThrownBy(() -> other.staff().launches().open(launch.id()))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));

            Launches packer = test.shop(Actor.staff("pat", Role.PACKER)).launches();
            Launches guest = test.guest().launches();
            NewLaunch plan = NewLaunch.of("b", "B", LAMP, OPENS, 1);
            for (Launches who : List.of(packer, guest)) {
                List<Runnable> calls = List.of(
                        () -> who.create(plan),
                        () -> who.open(launch.id()),
                        () -> who.announce(launch.id()),
                        () -> who.end(launch.id()),
                        () -> who.cancel(launch.id(), ""),
                        () -> who.invite(launch.id(), 1, WINDOW),
                        () -> who.count(launch.id()),
                        () -> who.signUps(launch.id(), Optional.empty()));
                calls.forEach(call -> assertThatThrownBy(call::run)
                        .satisfies(it -> assertThat(codeOf(it))
                                .isEqualTo(who == packer ? ErrorCode.FORBIDDEN : ErrorCode.NOT_FOUND)));
            }
        }
    }

    @BothDatabases
    void staff_read_the_line_page_by_page(DataSource data) {
        try (TestShop test = open(data)) {
            Launch launch = announced(test, 10, 1);
            for (int i = 0; i < 105; i++) {
                guest(test, "g").signUp("lamp", "p" + i + "@example.com").orThrow();
                test.clock().pass(Duration.ofMillis(2));
            }
            var first = test.staff().launches().signUps(launch.id(), Optional.empty());
            var second = test.staff().launches().signUps(launch.id(), first.next());

            assertThat(first.items()).hasSize(100);
            assertThat(second.items()).hasSize(5);
            assertThat(second.next()).isEmpty();
            assertThat(second.items().get(4).contact()).isEqualTo("p104@example.com");
            assertThatThrownBy(() -> test.staff().launches().signUps(launch.id(), Optional.of("x")))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.BAD_ARGUMENT));
        }
    }

    private static String refusal(SignUpAnswer answer) {
        return ((SignUpAnswer.Refused) answer).reason().code();
    }

    private static ErrorCode codeOf(Throwable thrown) {
        return ((CommerceException) thrown).code();
    }
}
