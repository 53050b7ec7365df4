package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.LaunchDesk.OPENS;
import static io.tradewind.commerce.launch.LaunchDesk.WINDOW;
import static io.tradewind.commerce.launch.LaunchDesk.announced;
import static io.tradewind.commerce.launch.LaunchDesk.codeOf;
import static io.tradewind.commerce.launch.LaunchDesk.guest;
import static io.tradewind.commerce.launch.LaunchDesk.refusal;
import static io.tradewind.commerce.launch.LaunchDesk.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
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

    @BothDatabases(fresh = true)
    void a_contact_that_nobody_confirms_is_forgotten_30_days_after_the_last_link_and_no_other(DataSource data) {
        try (TestShop test = desk.open(data)) {
            Launch launch = announced(test, 10, 1);
            SignUp placed = registered(test, "ada@example.com");
            SignUpAnswer.Accepted never =
                    (SignUpAnswer.Accepted) guest(test, "eve").signUp("lamp", "eve@example.com");
            SignUp typed = guest(test, "kim").signUp("lamp", "0151 23456789").orThrow();
            SignUp beside = guest(test, "lee").signUp("lamp", "0151 23456789").orThrow();
            SignUp again = guest(test, "bob").signUp("lamp", "bob@example.com").orThrow();
            test.clock().pass(Duration.ofDays(29));
            test.runJobs();
            guest(test, "bob").signUp("lamp", "bob@example.com").orThrow();
            assertThat(test.staff().launches().count(launch.id()))
                    .isEqualTo(Map.of(SignUpState.REGISTERED, 1, SignUpState.UNCONFIRMED, 4));

            test.clock().pass(Duration.ofDays(1));
            test.runJobs();

            assertThat(test.staff().launches().count(launch.id()))
                    .isEqualTo(Map.of(SignUpState.REGISTERED, 1, SignUpState.UNCONFIRMED, 1, SignUpState.WITHDRAWN, 3));
            for (SignUp gone : List.of(never.signUp(), typed, beside)) {
                SignUp now = test.staff().launches().signUp(gone.id()).orElseThrow();
                assertThat(now.state()).isEqualTo(SignUpState.WITHDRAWN);
                assertThat(now.contact()).isEmpty();
            }
            assertThat(refusal(guest(test, "eve").confirm(never.signUp().id(), never.linkToken())))
                    .isEqualTo("cannot-confirm");
            assertThat(guest(test, "eve")
                            .signUp("lamp", "eve@example.com")
                            .orThrow()
                            .id())
                    .as("who comes back begins anew")
                    .isNotEqualTo(never.signUp().id());
            assertThat(test.staff().launches().signUp(again.id()).orElseThrow().contact())
                    .isEqualTo("bob@example.com");
            assertThat(test.staff().launches().signUp(placed.id()).orElseThrow().contact())
                    .isEqualTo("ada@example.com");
        }
    }

    @BothDatabases(fresh = true)
    void who_proves_the_number_on_another_device_has_the_place_and_the_invitation_there(DataSource data) {
        try (TestShop test = desk.open(data)) {
            Launch launch = announced(test, 10, 1);
            SignUp first = proven(test, "laptop", "+4915123456789");
            test.clock().turnTo(OPENS);
            test.runJobs();
            test.staff().launches().invite(launch.id(), 1, WINDOW).orThrow();

            SignUp asked = guest(test, "phone").signUp("lamp", "0151 23456789").orThrow();
            assertThat(asked.id()).isNotEqualTo(first.id());
            assertThat(refusal(guest(test, "phone").confirm(asked.id()))).isEqualTo("not-verified");
            assertThat(guest(test, "phone").signUp(first.id())).isEmpty();
            SignUp here = proven(test, "phone", "+4915123456789");
            assertThat(here.id()).isEqualTo(first.id());
            assertThat(here.state()).isEqualTo(SignUpState.INVITED);
            assertThat(here.place()).isEqualTo(first.place());
            assertThat(guest(test, "phone").mine("lamp")).contains(here);
            assertThat(guest(test, "phone").confirm(asked.id()).orThrow())
                    .as("twice is once")
                    .isEqualTo(here);
            Shop shop = test.shop(Actor.guest("phone"));
            CartId cart = shop.carts().open().id();
            assertThat(shop.carts().invitation(cart, here.id())).isInstanceOf(CartChange.Changed.class);

            Shop laptop = test.shop(Actor.guest("laptop"));
            assertThat(laptop.launches().mine("lamp")).isEmpty();
            CartId old = laptop.carts().open().id();
            assertThat(laptop.carts().invitation(old, first.id())).isInstanceOf(CartChange.Refused.class);
            assertThat(proven(test, "laptop", "+4915123456789"))
                    .as("and back again")
                    .isEqualTo(here);
            assertThat(test.violations()).isEmpty();
        }
    }

    @BothDatabases
    void a_number_that_somebody_signed_up_with_looks_like_any_other_to_whoever_cannot_prove_it(DataSource data) {
        try (TestShop test = desk.open(data)) {
            announced(test, 10, 1);
            SignUp known = proven(test, "laptop", "+4915123456789");
            Launches eve = guest(test, "eve");
            SignUp hit = eve.signUp("lamp", "+4915123456789").orThrow();
            SignUp miss = eve.signUp("lamp", "+4915123456780").orThrow();
            assertThat(hit)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "contact", "signedUpAt")
                    .isEqualTo(miss);
            assertThat(eve.signUp("lamp", "+4915123456780").orThrow())
                    .as("asked again")
                    .isEqualTo(miss);
            SignUp again = eve.signUp("lamp", "+4915123456789").orThrow();
            test.clock().pass(Duration.ofHours(1)); // limits
            var verifications = test.shop(Actor.guest("eve")).verifications();
            assertThat(verifications.send(again.id(), PhoneNumber.of("+4915123456789")))
                    .isInstanceOf(SendAnswer.Sent.class);
            assertThat(verifications.check(again.id(), "999999".equals(desk.phones.lastCode()) ? "111111" : "999999"))
                    .isInstanceOf(CheckAnswer.Wrong.class);
            assertThat(refusal(eve.confirm(again.id()))).isEqualTo("not-verified");
            assertThat(guest(test, "laptop").mine("lamp")).contains(known);

            SignUp squatted = eve.signUp("lamp", "+4915123456770").orThrow();
            SignUp owner = proven(test, "owner", "+4915123456770");
            assertThat(owner.state())
                    .as("who came first without proof is in nobody's way")
                    .isEqualTo(SignUpState.REGISTERED);
            assertThat(eve.signUp(squatted.id())).isEmpty();

            SignUp late = guest(test, "late").signUp("lamp", "+4915123456770").orThrow();
            guest(test, "owner").withdraw(owner.id()).orThrow();
            SignUp fresh = proven(test, "late", late.id(), "+4915123456770");
            assertThat(fresh.id()).as("the first has left meanwhile").isEqualTo(late.id());
            assertThat(fresh.place()).isEqualTo(OptionalInt.of(3));
            assertThat(test.violations()).isEmpty();
        }
    }

    /** Signs up with a number, or again, and proves it. */
    private SignUp proven(TestShop test, String token, String number) {
        return proven(
                test, token, guest(test, token).signUp("lamp", number).orThrow().id(), number);
    }

    private SignUp proven(TestShop test, String token, SignUpId asked, String number) {
        test.clock().pass(Duration.ofHours(1)); // limits
        Shop shop = test.shop(Actor.guest(token));
        shop.verifications().send(asked, PhoneNumber.of(number)).orThrow();
        shop.verifications().check(asked, desk.phones.lastCode()).orThrow();
        return shop.launches().confirm(asked).orThrow();
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
