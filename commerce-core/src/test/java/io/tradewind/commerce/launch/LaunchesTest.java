package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.LaunchDesk.LAMP;
import static io.tradewind.commerce.launch.LaunchDesk.OPENS;
import static io.tradewind.commerce.launch.LaunchDesk.WINDOW;
import static io.tradewind.commerce.launch.LaunchDesk.announced;
import static io.tradewind.commerce.launch.LaunchDesk.codeOf;
import static io.tradewind.commerce.launch.LaunchDesk.guest;
import static io.tradewind.commerce.launch.LaunchDesk.refusal;
import static io.tradewind.commerce.launch.LaunchDesk.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.spi.event.LaunchSignedUp;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.joda.money.Money;

/** The life of a launch, and who may run it. */
class LaunchesTest {
    private final LaunchDesk desk = new LaunchDesk();

    @BothDatabases
    void shoppers_see_a_launch_from_its_announcement_on(DataSource data) {
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
                .read("test", handle -> test.part(Reservations.class).available(handle, test.scope(), List.of(LAMP)))
                .get(LAMP)
                .launchFree();
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data);
                TestShop other = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
}
