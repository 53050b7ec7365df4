package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.LaunchDesk.announced;
import static io.tradewind.commerce.launch.LaunchDesk.codeOf;
import static io.tradewind.commerce.launch.LaunchDesk.guest;
import static io.tradewind.commerce.launch.LaunchDesk.refusal;
import static io.tradewind.commerce.launch.LaunchDesk.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;

/** Who gets a place in line, once and provably. */
class SignUpsTest {
    private final LaunchDesk desk = new LaunchDesk();

    @BothDatabases
    void a_verified_phone_number_gets_a_place_in_line(DataSource data) {
        try (TestShop test = desk.open(data)) {
            announced(test, 10, 1);
            Launches ada = guest(test, "ada");
            SignUp signUp = ada.signUp("lamp", "0151 23456789").orThrow();
            assertThat(signUp.contact()).isEqualTo("+4915123456789");
            assertThat(signUp.state()).isEqualTo(SignUpState.UNCONFIRMED);
            assertThat(refusal(ada.confirm(signUp.id()))).isEqualTo("not-verified");

            var verifications = test.shop(Actor.guest("ada")).verifications();
            verifications.send(signUp.id(), PhoneNumber.of("+49 1520 1234567")).orThrow();
            verifications.check(signUp.id(), desk.phones.lastCode()).orThrow();
            assertThat(refusal(ada.confirm(signUp.id()))).as("another number").isEqualTo("not-verified");

            test.clock().pass(Duration.ofMinutes(5));
            verifications.send(signUp.id(), PhoneNumber.of("+49 1512 3456789")).orThrow();
            verifications.check(signUp.id(), desk.phones.lastCode()).orThrow();
            SignUp placed = ada.confirm(signUp.id()).orThrow();
            assertThat(placed.state()).isEqualTo(SignUpState.REGISTERED);
            assertThat(placed.place()).isEqualTo(OptionalInt.of(1));
            assertThat(ada.confirm(signUp.id()).orThrow()).as("twice is once").isEqualTo(placed);
            assertThat(ada.mine("lamp")).contains(placed);
        }
    }

    @BothDatabases
    void the_link_sent_to_an_address_confirms_it_on_any_device(DataSource data) {
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(data)) {
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
        try (TestShop test = desk.open(database.dataSource())) {
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
        try (TestShop test = desk.open(data)) {
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

    @BothDatabases(fresh = true)
    void who_withdraws_is_forgotten_and_may_come_again_at_the_end_of_the_line(DataSource data) {
        try (TestShop test = desk.open(data)) {
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
}
