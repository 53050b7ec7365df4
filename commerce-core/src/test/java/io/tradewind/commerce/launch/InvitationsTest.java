package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.LaunchDesk.WINDOW;
import static io.tradewind.commerce.launch.LaunchDesk.announced;
import static io.tradewind.commerce.launch.LaunchDesk.codeOf;
import static io.tradewind.commerce.launch.LaunchDesk.guest;
import static io.tradewind.commerce.launch.LaunchDesk.refusal;
import static io.tradewind.commerce.launch.LaunchDesk.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Whose turn it is, how long, and for how many. */
class InvitationsTest {
    private final LaunchDesk desk = new LaunchDesk();

    @BothDatabases
    void waves_invite_in_the_order_of_the_line_and_never_beyond_the_quota(DataSource data) {
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(database.dataSource())) {
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
        try (TestShop test = desk.open(data)) {
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
}
