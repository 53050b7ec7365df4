package io.tradewind.commerce.verification;

import static io.tradewind.commerce.verification.PhoneDesk.ADA;
import static io.tradewind.commerce.verification.PhoneDesk.cart;
import static io.tradewind.commerce.verification.PhoneDesk.code;
import static io.tradewind.commerce.verification.PhoneDesk.number;
import static io.tradewind.commerce.verification.PhoneDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.event.PhoneVerified;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.verification.PhoneDesk.Cart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** A code proves a number: to whom, how long, and not to whoever guesses. */
class VerificationsTest {
    private final PhoneDesk desk = new PhoneDesk();

    @BothDatabases
    void the_right_code_verifies_the_number_once_and_tells_of_it(DataSource dataSource) {
        List<PhoneVerified> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(desk.phones).sms("text", "fake-sms"))
                        .on(PhoneVerified.class, Timing.AFTER_COMMIT, "ear", heard::add))) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();

            SendAnswer.Sent sent = verifications.send(cart, ADA).orThrow();

            assertThat(sent.masked()).isEqualTo("+49 ••••••••789");
            assertThat(sent.resendAt()).isEqualTo(TestShop.START.plusSeconds(30));
            assertThat(sent.expiresAt()).isEqualTo(TestShop.START.plus(Duration.ofMinutes(10)));
            assertThat(verifications.check(cart, desk.phones.lastCode()).orThrow())
                    .isEqualTo(ADA);
            assertThat(verifications.check(cart, "999999")).isEqualTo(new CheckAnswer.Verified(ADA));
            assertThat(heard).hasSize(1);
            assertThat(of(shop, Actor.guest("cookie-7f3a"), cart)).contains(ADA);
        }
    }

    @BothDatabases
    void the_message_names_the_shop_and_ends_with_the_line_that_fills_the_code_in(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            shop.guest().verifications().send(cart(), ADA).orThrow();

            assertThat(desk.phones.last().text())
                    .matches("Juniper & Jet: your code is (\\d{6})\n\n@shop.example #\\1")
                    .hasSizeLessThanOrEqualTo(160);
            assertThat(desk.phones.last().phoneE164()).isEqualTo("+4915123456789");
        }
    }

    @BothDatabases
    void five_wrong_codes_burn_it_even_for_the_right_one(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String code = desk.phones.lastCode();

            for (int left = 4; left >= 1; left--) {
                assertThat(verifications.check(cart, wrong(code))).isEqualTo(new CheckAnswer.Wrong(left));
            }

            assertThat(code(verifications.check(cart, wrong(code)))).isEqualTo("code-used-up");
            assertThat(code(verifications.check(cart, code))).isEqualTo("code-used-up");
            assertThat(of(shop, Actor.guest("cookie-7f3a"), cart)).isEmpty();
        }
    }

    @BothDatabases
    void thirty_two_guesses_at_once_share_the_five(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String wrong = wrong(desk.phones.lastCode());

            List<CheckAnswer> answers = Crowd.of(32).each(32, it -> verifications.check(cart, wrong));

            assertThat(answers)
                    .filteredOn(it -> it instanceof CheckAnswer.Wrong)
                    .hasSize(4);
            assertThat(answers)
                    .filteredOn(it -> it instanceof CheckAnswer.Refused)
                    .hasSize(28)
                    .allMatch(it -> code(it).equals("code-used-up"));
        }
    }

    @BothDatabases
    void thirty_two_guesses_at_once_reach_a_managed_verifier_five_times_at_most(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            List<CheckAnswer> answers = Crowd.of(32).each(32, it -> verifications.check(cart, "654321"));

            assertThat(desk.phones.checked()).hasSizeLessThanOrEqualTo(5);
            assertThat(answers).noneMatch(it -> it instanceof CheckAnswer.Verified);
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-used-up");
        }
    }

    @BothDatabases
    void a_managed_verifier_makes_and_checks_the_code(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            assertThat(desk.phones.messages()).isZero();
            assertThat(verifications.check(cart, "654321")).isEqualTo(new CheckAnswer.Wrong(4));
            assertThat(verifications.check(cart, "123456").orThrow()).isEqualTo(ADA);
        }
    }

    /** It is counted and read in one way; the record of the provider's call takes two as well. */
    @BothDatabases
    void a_guess_that_a_provider_checks_is_counted_in_one_way(CountingDataSource counting, Engine engine) {
        try (TestShop shop = desk.open(counting, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            CountingDataSource.Counts used =
                    counting.during(() -> verifications.check(cart, "123456").orThrow());

            assertThat(used.statements()).as(used.toString()).isEqualTo(5);
            assertThat(used.commits()).as(used.toString()).isEqualTo(3);
            assertThat(used.trips()).as(used.toString()).isEqualTo(engine == Engine.POSTGRESQL ? 6 : 8);
        }
    }

    @BothDatabases
    void what_cannot_be_guessed_at_is_not_put_to_a_managed_verifier(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("no-code");

            verifications.send(cart, ADA).orThrow();
            assertThat(code(shop.shop(Actor.guest("stranger")).verifications().check(cart, "123456")))
                    .isEqualTo("no-code");
            shop.clock().pass(Duration.ofMinutes(10));
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-expired");
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.EXPIRED);
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-expired");
            assertThat(desk.phones.checked()).isEmpty();

            verifications.send(cart, ADA).orThrow();
            for (int left = 4; left >= 1; left--) {
                assertThat(verifications.check(cart, "654321")).isEqualTo(new CheckAnswer.Wrong(left));
            }
            assertThat(code(verifications.check(cart, "654321"))).isEqualTo("code-used-up");
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-used-up");
            assertThat(desk.phones.checked()).hasSize(5);
        }
    }

    @BothDatabases
    void whoever_finds_all_five_guesses_under_way_is_refused(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            shop.tx()
                    .write(
                            "test",
                            handle -> handle.execute(
                                    "update commerce.verification set checks = 5 where subject_id = ?", cart.value()));

            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-used-up");
            assertThat(desk.phones.checked()).isEmpty();
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.SENT);
        }
    }

    @BothDatabases
    void a_code_of_ours_is_still_good_when_only_managed_verifiers_are_left(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            shop.guest().verifications().send(cart, ADA).orThrow();
            String code = desk.phones.lastCode();

            try (TestShop next = desk.again(dataSource, shop, "fake-verify")) {
                Verifications verifications = next.guest().verifications();
                assertThat(verifications.check(cart, wrong(code))).isEqualTo(new CheckAnswer.Wrong(4));
                assertThat(verifications.check(cart, code).orThrow()).isEqualTo(ADA);
                assertThat(desk.phones.checked()).isEmpty();
            }
        }
    }

    @BothDatabases
    void a_lost_answer_of_a_managed_verifier_costs_no_try(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            desk.phones.nextCheck(new Answer.Unknown<CodeCheck>(Optional.empty(), "lost"));

            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-not-checked");
            assertThat(verifications.status(cart).orElseThrow().triesLeft()).isEqualTo(5);
            assertThat(verifications.check(cart, "123456").orThrow()).isEqualTo(ADA);
        }
    }

    @BothDatabases
    void a_code_ends_after_ten_minutes_and_says_so(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            shop.clock().pass(Duration.ofMinutes(10));

            assertThat(code(verifications.check(cart, desk.phones.lastCode()))).isEqualTo("code-expired");
            assertThat(code(verifications.check(cart, desk.phones.lastCode()))).isEqualTo("code-expired");
        }
    }

    @BothDatabases
    void the_job_ends_what_nobody_came_back_for(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            shop.guest().verifications().send(cart, ADA).orThrow();
            shop.clock().pass(Duration.ofMinutes(11));
            shop.runJobs();

            assertThat(shop.guest().verifications().status(cart).orElseThrow().state())
                    .isEqualTo(VerificationState.EXPIRED);
        }
    }

    @BothDatabases
    void a_provider_that_is_set_up_wrongly_reads_like_any_block(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            desk.phones.nextSend(new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, "key"));
            SendAnswer answer = shop.guest().verifications().send(cart(), ADA);

            assertThat(answer).isEqualTo(new SendAnswer.Refused(Words.BLOCKED));
        }
    }

    @BothDatabases
    void a_new_number_ends_the_codes_of_the_first(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String first = desk.phones.lastCode();
            PhoneNumber other = number(3);
            verifications.send(cart, other).orThrow();
            String second = desk.phones.lastCode();

            if (!first.equals(second)) {
                assertThat(verifications.check(cart, first)).isEqualTo(new CheckAnswer.Wrong(4));
            }
            assertThat(verifications.check(cart, second).orThrow()).isEqualTo(other);
        }
    }

    @BothDatabases
    void nobody_else_can_read_enter_or_send_a_code_for_a_cart(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            shop.guest().verifications().send(cart, ADA).orThrow();
            Verifications stranger = shop.shop(Actor.guest("stranger")).verifications();

            assertThat(stranger.status(cart)).isEmpty();
            assertThat(code(stranger.check(cart, desk.phones.lastCode()))).isEqualTo("no-code");
            assertThatThrownBy(() -> stranger.send(cart, number(4))).isInstanceOf(CommerceException.class);

            shop.guest().verifications().check(cart, desk.phones.lastCode()).orThrow();
            assertThat(of(shop, Actor.guest("stranger"), cart)).isEmpty();
        }
    }

    @BothDatabases
    void what_was_verified_moves_with_a_merged_cart_to_its_new_owner(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart guestCart = cart();
            Cart merged = cart();
            shop.guest().verifications().send(guestCart, ADA).orThrow();
            shop.guest()
                    .verifications()
                    .check(guestCart, desk.phones.lastCode())
                    .orThrow();
            Actor ada = Actor.customer("ada");

            shop.tx().write("merge", handle -> {
                shop.part(VerifiedPhones.class).moved(handle, shop.scope(ada), guestCart.value(), merged.value());
                return true;
            });

            assertThat(of(shop, ada, merged)).contains(ADA);
            assertThat(of(shop, Actor.guest("cookie-7f3a"), guestCart)).isEmpty();
            assertThat(of(shop, Actor.system("worker"), merged)).contains(ADA);
        }
    }

    @BothDatabases
    void numbers_that_cannot_be_served_are_refused_before_anything_is_sent(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Verifications verifications = shop.guest().verifications();

            assertThat(code(verifications.send(cart(), PhoneNumber.of("+44 7400 123456"))))
                    .isEqualTo("phone-country");
            assertThat(code(verifications.send(cart(), PhoneNumber.of("+49 30 123456"))))
                    .isEqualTo("phone-not-mobile");
            assertThat(desk.phones.messages()).isZero();
        }
    }

    @BothDatabases
    void a_malformed_code_costs_no_try(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            assertThat(code(verifications.check(cart, "abc"))).isEqualTo("code-malformed");
            assertThat(code(verifications.check(cart, "1".repeat(500)))).isEqualTo("code-malformed");
            String code = desk.phones.lastCode();
            assertThat(verifications
                            .check(cart, " " + code.substring(0, 3) + "-" + code.substring(3) + " ")
                            .orThrow())
                    .isEqualTo(ADA);
        }
    }

    @BothDatabases
    void no_code_is_in_the_database_as_it_was_sent(DataSource dataSource) throws Exception {
        try (TestShop shop = desk.open(dataSource)) {
            shop.guest().verifications().send(cart(), ADA).orThrow();
            String code = desk.phones.lastCode();

            for (String table : List.of("verification", "plugin_call", "history")) {
                assertThat(dump(dataSource, table)).as(table).doesNotContain(code);
            }
            assertThat(dump(dataSource, "send_taken")).doesNotContain("15123456789");
            assertThat(dump(dataSource, "history")).doesNotContain("15123456789");
        }
    }

    @BothDatabases
    void a_sender_that_died_counts_as_having_sent(DataSource dataSource) {
        FakePhones silent = new FakePhones();
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(silent).sms("text", "fake-sms"))
                        .crashPoints(place -> {
                            if (place.equals("verification.sending")) {
                                throw new IllegalStateException("the process died here");
                            }
                        }))) {
            Cart cart = cart();
            assertThatThrownBy(() -> shop.guest().verifications().send(cart, ADA))
                    .hasMessageContaining("died");
            assertThat(shop.guest().verifications().status(cart).orElseThrow().state())
                    .isEqualTo(VerificationState.SENDING);

            shop.clock().pass(Duration.ofSeconds(31));
            shop.runJobs();

            assertThat(shop.guest().verifications().status(cart).orElseThrow().state())
                    .isEqualTo(VerificationState.SENT);
        }
    }

    private static Optional<PhoneNumber> of(TestShop shop, Actor actor, Cart cart) {
        return shop.tx()
                .read("of", handle -> shop.part(VerifiedPhones.class).of(handle, shop.scope(actor), cart.value()));
    }

    private static String dump(DataSource dataSource, String table) throws Exception {
        StringBuilder text = new StringBuilder();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from commerce." + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    String name = rows.getMetaData().getColumnTypeName(i);
                    if (name.toLowerCase(Locale.ROOT).contains("char")) {
                        text.append(rows.getString(i)).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
