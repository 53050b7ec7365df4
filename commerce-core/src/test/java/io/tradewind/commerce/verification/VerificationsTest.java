package io.tradewind.commerce.verification;

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
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.joda.money.Money;

class VerificationsTest {
    private static final PhoneNumber ADA = PhoneNumber.of("+49 1512 3456789");

    private final FakePhones phones = new FakePhones();

    private record Cart(UUID value) implements VerificationSubject {}

    private TestShop open(DataSource dataSource) {
        return open(dataSource, "fake-sms");
    }

    private TestShop open(DataSource dataSource, String code) {
        return TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(phones).sms("text", code)),
                store -> store.brand("Juniper & Jet").webHost("shop.example").shipsTo("DE", "AT"));
    }

    private static Cart cart() {
        return new Cart(UUID.randomUUID());
    }

    private static String wrong(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    @BothDatabases
    void the_right_code_verifies_the_number_once_and_tells_of_it(DataSource dataSource) {
        List<PhoneVerified> heard = new ArrayList<>();
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(phones).sms("text", "fake-sms"))
                        .on(PhoneVerified.class, Timing.AFTER_COMMIT, "ear", heard::add))) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();

            SendAnswer.Sent sent = verifications.send(cart, ADA).orThrow();

            assertThat(sent.masked()).isEqualTo("+49 ••••••••789");
            assertThat(sent.resendAt()).isEqualTo(TestShop.START.plusSeconds(30));
            assertThat(sent.expiresAt()).isEqualTo(TestShop.START.plus(Duration.ofMinutes(10)));
            assertThat(verifications.check(cart, phones.lastCode()).orThrow()).isEqualTo(ADA);
            assertThat(verifications.check(cart, "999999")).isEqualTo(new CheckAnswer.Verified(ADA));
            assertThat(heard).hasSize(1);
            assertThat(of(shop, Actor.guest("cookie-7f3a"), cart)).contains(ADA);
        }
    }

    @BothDatabases
    void the_message_names_the_shop_and_ends_with_the_line_that_fills_the_code_in(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            shop.guest().verifications().send(cart(), ADA).orThrow();

            assertThat(phones.last().text())
                    .matches("Juniper & Jet: your code is (\\d{6})\n\n@shop.example #\\1")
                    .hasSizeLessThanOrEqualTo(160);
            assertThat(phones.last().phoneE164()).isEqualTo("+4915123456789");
        }
    }

    @BothDatabases
    void five_wrong_codes_burn_it_even_for_the_right_one(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String code = phones.lastCode();

            for (int left = 4; left >= 1; left--) {
                assertThat(verifications.check(cart, wrong(code))).isEqualTo(new CheckAnswer.Wrong(left));
            }

            assertThat(code(verifications.check(cart, wrong(code)))).isEqualTo("code-used-up");
            assertThat(code(verifications.check(cart, code))).isEqualTo("code-used-up");
            assertThat(of(shop, Actor.guest("cookie-7f3a"), cart)).isEmpty();
        }
    }

    @BothDatabases
    void thirty_two_guesses_at_once_share_the_five(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String wrong = wrong(phones.lastCode());

            List<CheckAnswer> answers = atOnce(32, () -> verifications.check(cart, wrong));

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
    void thirty_two_guesses_at_once_reach_a_managed_verifier_five_times_at_most(DataSource dataSource)
            throws Exception {
        try (TestShop shop = open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            List<CheckAnswer> answers = atOnce(32, () -> verifications.check(cart, "654321"));

            assertThat(phones.checked()).hasSizeLessThanOrEqualTo(5);
            assertThat(answers).noneMatch(it -> it instanceof CheckAnswer.Verified);
            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-used-up");
        }
    }

    @BothDatabases
    void a_managed_verifier_makes_and_checks_the_code(DataSource dataSource) {
        try (TestShop shop = open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            assertThat(phones.messages()).isZero();
            assertThat(verifications.check(cart, "654321")).isEqualTo(new CheckAnswer.Wrong(4));
            assertThat(verifications.check(cart, "123456").orThrow()).isEqualTo(ADA);
        }
    }

    @BothDatabases
    void a_lost_answer_of_a_managed_verifier_costs_no_try(DataSource dataSource) {
        try (TestShop shop = open(dataSource, "fake-verify")) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            phones.nextCheck(new Answer.Unknown<CodeCheck>(Optional.empty(), "lost"));

            assertThat(code(verifications.check(cart, "123456"))).isEqualTo("code-not-checked");
            assertThat(verifications.status(cart).orElseThrow().triesLeft()).isEqualTo(5);
            assertThat(verifications.check(cart, "123456").orThrow()).isEqualTo(ADA);
        }
    }

    @BothDatabases
    void a_code_ends_after_ten_minutes_and_says_so(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            shop.clock().pass(Duration.ofMinutes(10));

            assertThat(code(verifications.check(cart, phones.lastCode()))).isEqualTo("code-expired");
            assertThat(code(verifications.check(cart, phones.lastCode()))).isEqualTo("code-expired");
        }
    }

    @BothDatabases
    void the_job_ends_what_nobody_came_back_for(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            shop.guest().verifications().send(cart, ADA).orThrow();
            shop.clock().pass(Duration.ofMinutes(11));
            shop.runJobs();

            assertThat(shop.guest().verifications().status(cart).orElseThrow().state())
                    .isEqualTo(VerificationState.EXPIRED);
        }
    }

    @BothDatabases
    void another_code_may_be_asked_for_after_30_then_60_seconds_and_both_work(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String first = phones.lastCode();

            shop.clock().pass(Duration.ofSeconds(29));
            assertThat(code(verifications.send(cart, ADA))).isEqualTo("resend-too-soon");
            shop.clock().pass(Duration.ofSeconds(1));
            Instant second = verifications.send(cart, ADA).orThrow().resendAt();
            assertThat(second).isEqualTo(TestShop.START.plusSeconds(90));
            shop.clock().turnTo(second);
            verifications.send(cart, ADA).orThrow();

            assertThat(phones.messages()).isEqualTo(3);
            assertThat(verifications.check(cart, wrong(first))).isEqualTo(new CheckAnswer.Wrong(4));
            assertThat(verifications.check(cart, first).orThrow()).isEqualTo(ADA);
        }
    }

    @BothDatabases
    void a_number_gets_three_messages_an_hour_and_five_a_day_whoever_asks(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            List<String> answers = new ArrayList<>();
            for (int hour = 0; hour < 3; hour++) {
                for (int i = 0; i < 4; i++) {
                    Verifications somebody =
                            shop.shop(Actor.guest("guest-" + hour + i)).verifications();
                    answers.add(code(somebody.send(cart(), ADA)));
                    shop.clock().pass(Duration.ofMinutes(3));
                }
                shop.clock().pass(Duration.ofHours(1));
            }
            assertThat(answers)
                    .containsExactly(
                            "",
                            "",
                            "",
                            "cannot-send",
                            "",
                            "",
                            "cannot-send",
                            "cannot-send",
                            "cannot-send",
                            "cannot-send",
                            "cannot-send",
                            "cannot-send");

            shop.clock().pass(Duration.ofDays(1));
            assertThat(code(shop.guest().verifications().send(cart(), ADA))).isEmpty();
        }
    }

    @BothDatabases
    void an_address_block_gets_ten_messages_an_hour(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            for (int i = 0; i < 10; i++) {
                Origin origin = Origin.of(InetAddress.getByName("203.0.113." + i));
                Verifications somebody = shop.shop(Actor.guest("guest-" + i)).verifications();
                assertThat(code(somebody.send(cart(), number(i), origin))).isEmpty();
            }
            Origin same = Origin.of(InetAddress.getByName("203.0.113.200"));
            Origin other = Origin.of(InetAddress.getByName("203.0.114.200"));

            assertThat(code(shop.guest().verifications().send(cart(), number(10), same)))
                    .isEqualTo("cannot-send");
            assertThat(code(shop.guest().verifications().send(cart(), number(10), other)))
                    .isEmpty();
        }
    }

    @BothDatabases
    void a_session_gets_five_messages_an_hour(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            for (int i = 0; i < 5; i++) {
                assertThat(code(shop.guest().verifications().send(cart(), number(i))))
                        .isEmpty();
            }
            assertThat(code(shop.guest().verifications().send(cart(), number(5))))
                    .isEqualTo("cannot-send");
        }
    }

    /** As when a launch opens: what was sent a moment ago says nothing yet, up to a number that no buyers explain. */
    @BothDatabases
    void buyers_of_one_range_who_begin_at_the_same_moment_all_get_their_codes(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            List<String> answers = Crowd.of(16)
                    .each(
                            100,
                            i -> code(shop.shop(Actor.guest("crowd-" + i))
                                    .verifications()
                                    .send(cart(), PhoneNumber.of("+4915123" + (450_000 + i)))));
            assertThat(answers).hasSize(100).containsOnly("");
            assertThat(code(shop.guest().verifications().send(cart(), PhoneNumber.of("+4915123450100"))))
                    .isEqualTo("cannot-send");
            shop.clock().pass(Duration.ofMinutes(11));
            shop.commerce().jobs().runDue(); // one database serves all tests
        }
    }

    @BothDatabases
    void a_range_of_numbers_rests_when_codes_go_out_and_none_comes_back(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            for (int i = 0; i < 10; i++) {
                PhoneNumber inRange = PhoneNumber.of("+49151234567" + (10 + i));
                assertThat(code(shop.shop(Actor.guest("guest-" + i))
                                .verifications()
                                .send(cart(), inRange)))
                        .isEmpty();
            }
            PhoneNumber next = PhoneNumber.of("+4915123456799");
            shop.clock().pass(Duration.ofMinutes(3)); // nobody takes so long to type a code

            assertThat(code(shop.guest().verifications().send(cart(), next))).isEqualTo("cannot-send");
            shop.clock().pass(Duration.ofHours(23));
            assertThat(code(shop.guest().verifications().send(cart(), next))).isEqualTo("cannot-send");
            shop.clock().pass(Duration.ofHours(2));
            assertThat(code(shop.guest().verifications().send(cart(), next))).isEmpty();
        }
    }

    @BothDatabases
    void the_days_budget_stops_sending_before_it_is_overspent(DataSource dataSource) {
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(phones).sms("text", "fake-sms")),
                store -> store.smsBudgetPerDay(Money.parse("EUR 0.25")))) {
            assertThat(code(shop.guest().verifications().send(cart(), number(0))))
                    .isEmpty();
            assertThat(code(shop.guest().verifications().send(cart(), number(1))))
                    .isEmpty();
            assertThat(code(shop.guest().verifications().send(cart(), number(2))))
                    .isEqualTo("cannot-send");
            assertThat(phones.messages()).isEqualTo(2);

            shop.clock().pass(Duration.ofDays(1));
            assertThat(code(shop.guest().verifications().send(cart(), number(2))))
                    .isEmpty();
        }
    }

    @BothDatabases
    void twenty_requests_at_once_for_one_number_send_one_message(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();

            atOnce(20, () -> verifications.send(cart, ADA));

            assertThat(phones.messages()).isEqualTo(1);
        }
    }

    @BothDatabases
    void an_unknown_answer_counts_as_sent_and_a_message_that_never_left_does_not(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            phones.nextSend(new Answer.NotSent<>("refused"));
            assertThat(code(verifications.send(cart, ADA))).isEqualTo("cannot-send");
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.UNSENT);

            shop.clock().pass(Duration.ofSeconds(30));
            phones.nextSend(new Answer.Unknown<>(Optional.empty(), "lost"));
            verifications.send(cart, ADA).orThrow();
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.SENT);
            assertThat(verifications.check(cart, phones.lastCode()).orThrow()).isEqualTo(ADA);

            for (int i = 0; i < 2; i++) { // the message that never left was given back: two more fit into the hour
                shop.clock().pass(Duration.ofMinutes(3));
                assertThat(code(verifications.send(cart(), ADA))).isEmpty();
            }
            shop.clock().pass(Duration.ofMinutes(3));
            assertThat(code(verifications.send(cart(), ADA))).isEqualTo("cannot-send");
        }
    }

    @BothDatabases
    void a_provider_that_is_set_up_wrongly_reads_like_any_block(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            phones.nextSend(new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, "key"));
            SendAnswer answer = shop.guest().verifications().send(cart(), ADA);

            assertThat(answer).isEqualTo(new SendAnswer.Refused(Words.BLOCKED));
        }
    }

    @BothDatabases
    void a_new_number_ends_the_codes_of_the_first(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String first = phones.lastCode();
            PhoneNumber other = number(3);
            verifications.send(cart, other).orThrow();
            String second = phones.lastCode();

            if (!first.equals(second)) {
                assertThat(verifications.check(cart, first)).isEqualTo(new CheckAnswer.Wrong(4));
            }
            assertThat(verifications.check(cart, second).orThrow()).isEqualTo(other);
        }
    }

    @BothDatabases
    void nobody_else_can_read_enter_or_send_a_code_for_a_cart(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            shop.guest().verifications().send(cart, ADA).orThrow();
            Verifications stranger = shop.shop(Actor.guest("stranger")).verifications();

            assertThat(stranger.status(cart)).isEmpty();
            assertThat(code(stranger.check(cart, phones.lastCode()))).isEqualTo("no-code");
            assertThatThrownBy(() -> stranger.send(cart, number(4))).isInstanceOf(CommerceException.class);

            shop.guest().verifications().check(cart, phones.lastCode()).orThrow();
            assertThat(of(shop, Actor.guest("stranger"), cart)).isEmpty();
        }
    }

    @BothDatabases
    void what_was_verified_moves_with_a_merged_cart_to_its_new_owner(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart guestCart = cart();
            Cart merged = cart();
            shop.guest().verifications().send(guestCart, ADA).orThrow();
            shop.guest().verifications().check(guestCart, phones.lastCode()).orThrow();
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
        try (TestShop shop = open(dataSource)) {
            Verifications verifications = shop.guest().verifications();

            assertThat(code(verifications.send(cart(), PhoneNumber.of("+44 7400 123456"))))
                    .isEqualTo("phone-country");
            assertThat(code(verifications.send(cart(), PhoneNumber.of("+49 30 123456"))))
                    .isEqualTo("phone-not-mobile");
            assertThat(phones.messages()).isZero();
        }
    }

    @BothDatabases
    void a_malformed_code_costs_no_try(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();

            assertThat(code(verifications.check(cart, "abc"))).isEqualTo("code-malformed");
            assertThat(code(verifications.check(cart, "1".repeat(500)))).isEqualTo("code-malformed");
            String code = phones.lastCode();
            assertThat(verifications
                            .check(cart, " " + code.substring(0, 3) + "-" + code.substring(3) + " ")
                            .orThrow())
                    .isEqualTo(ADA);
        }
    }

    @BothDatabases
    void no_code_is_in_the_database_as_it_was_sent(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            shop.guest().verifications().send(cart(), ADA).orThrow();
            String code = phones.lastCode();

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

    private static PhoneNumber number(int i) {
        return PhoneNumber.of("+491512" + (5_000_000 + i * 10_000)); // each in a range of its own
    }

    private static Optional<PhoneNumber> of(TestShop shop, Actor actor, Cart cart) {
        return shop.tx()
                .read("of", handle -> shop.part(VerifiedPhones.class).of(handle, shop.scope(actor), cart.value()));
    }

    private static String code(SendAnswer answer) {
        return answer instanceof SendAnswer.Refused refused ? refused.refusal().code() : "";
    }

    private static String code(CheckAnswer answer) {
        return answer instanceof CheckAnswer.Refused refused ? refused.refusal().code() : "";
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
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
                    if (name.toLowerCase(java.util.Locale.ROOT).contains("char")) {
                        text.append(rows.getString(i)).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
