package io.tradewind.commerce.verification;

import static io.tradewind.commerce.verification.PhoneDesk.ADA;
import static io.tradewind.commerce.verification.PhoneDesk.cart;
import static io.tradewind.commerce.verification.PhoneDesk.code;
import static io.tradewind.commerce.verification.PhoneDesk.number;
import static io.tradewind.commerce.verification.PhoneDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.Meanwhile;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.verification.PhoneDesk.Cart;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;

/** How many codes go to whom, and when. */
class SendLimitsTest {
    /** Of one message in cents, where the provider tells no price. */
    private static final long COST = 10;

    private final PhoneDesk desk = new PhoneDesk();

    @BothDatabases
    void another_code_may_be_asked_for_after_30_then_60_seconds_and_both_work(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            verifications.send(cart, ADA).orThrow();
            String first = desk.phones.lastCode();

            shop.clock().pass(Duration.ofSeconds(29));
            assertThat(code(verifications.send(cart, ADA))).isEqualTo("resend-too-soon");
            shop.clock().pass(Duration.ofSeconds(1));
            Instant second = verifications.send(cart, ADA).orThrow().resendAt();
            assertThat(second).isEqualTo(TestShop.START.plusSeconds(90));
            shop.clock().turnTo(second);
            verifications.send(cart, ADA).orThrow();

            assertThat(desk.phones.messages()).isEqualTo(3);
            assertThat(verifications.check(cart, wrong(first))).isEqualTo(new CheckAnswer.Wrong(4));
            assertThat(verifications.check(cart, first).orThrow()).isEqualTo(ADA);
        }
    }

    @BothDatabases
    void what_is_known_and_what_was_counted_is_asked_in_one_way(CountingDataSource counting, Engine engine) {
        try (TestShop shop = desk.open(counting)) {
            shop.guest().verifications().send(cart(), number(0)).orThrow(); // the day's first

            List<String> ways = counting.during(() ->
                            shop.guest().verifications().send(cart(), number(1)).orThrow())
                    .toString()
                    .lines()
                    .map(String::strip)
                    .toList();

            assertThat(ways.get(1)).startsWith("select id, subject_id");
            assertThat(ways.get(2))
                    .startsWith(engine == Engine.POSTGRESQL ? "+ select w.limit_key" : "select w.limit_key");
        }
    }

    @BothDatabases
    void a_number_gets_three_messages_an_hour_and_five_a_day_whoever_asks(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
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
        try (TestShop shop = desk.open(dataSource)) {
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
        try (TestShop shop = desk.open(dataSource)) {
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
    void buyers_of_one_range_who_begin_at_the_same_moment_all_get_their_codes(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
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
        try (TestShop shop = desk.open(dataSource)) {
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
                builder -> builder.plugins(it -> it.add(desk.phones).sms("text", "fake-sms")),
                store -> store.smsBudgetPerDay(Money.parse("EUR 0.25")))) {
            assertThat(code(shop.guest().verifications().send(cart(), number(0))))
                    .isEmpty();
            assertThat(code(shop.guest().verifications().send(cart(), number(1))))
                    .isEmpty();
            assertThat(code(shop.guest().verifications().send(cart(), number(2))))
                    .isEqualTo("cannot-send");
            assertThat(desk.phones.messages()).isEqualTo(2);

            shop.clock().pass(Duration.ofDays(1));
            assertThat(code(shop.guest().verifications().send(cart(), number(2))))
                    .isEmpty();
        }
    }

    @BothDatabases
    void whoever_is_not_the_days_first_by_a_moment_gets_a_code_all_the_same(DataSource dataSource) {
        Meanwhile meanwhile = new Meanwhile(dataSource);
        try (TestShop shop = desk.open(meanwhile.dataSource());
                TestShop other = desk.again(dataSource, shop)) {
            int buyers = 0;
            for (String moment :
                    List.of("update commerce.send_spend", "select spent", "insert into commerce.send_spend")) {
                int faster = ++buyers;
                int slower = ++buyers;
                meanwhile.before(
                        moment,
                        () -> assertThat(code(other.shop(Actor.guest("buyer-" + faster))
                                        .verifications()
                                        .send(cart(), number(faster))))
                                .isEmpty());
                assertThat(code(shop.shop(Actor.guest("buyer-" + slower))
                                .verifications()
                                .send(cart(), number(slower))))
                        .as("somebody was faster before " + moment)
                        .isEmpty();
                assertThat(meanwhile.happened()).isTrue();
                assertThat(desk.phones.messages()).isEqualTo(buyers);
                assertThat(spent(shop)).as("spent today, in cents").isEqualTo(2 * COST);
                shop.clock().pass(Duration.ofDays(1));
            }
        }
    }

    private static long spent(TestShop shop) {
        String today = shop.clock().instant().toString().substring(0, 10);
        return shop.tx()
                .read(
                        "test",
                        handle -> handle.createQuery(
                                        "select spent from commerce.send_spend where store_id = :store and spent_on = :today")
                                .bind("store", shop.scope().storeId())
                                .bind("today", today)
                                .mapTo(Long.class)
                                .one());
    }

    @BothDatabases
    void twenty_requests_at_once_for_one_number_send_one_message(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();

            Crowd.of(20).each(20, it -> verifications.send(cart, ADA));

            assertThat(desk.phones.messages()).isEqualTo(1);
        }
    }

    @BothDatabases
    void an_unknown_answer_counts_as_sent_and_a_message_that_never_left_does_not(DataSource dataSource) {
        try (TestShop shop = desk.open(dataSource)) {
            Cart cart = cart();
            Verifications verifications = shop.guest().verifications();
            desk.phones.nextSend(new Answer.NotSent<>("refused"));
            assertThat(code(verifications.send(cart, ADA))).isEqualTo("cannot-send");
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.UNSENT);

            shop.clock().pass(Duration.ofSeconds(30));
            desk.phones.nextSend(new Answer.Unknown<>(Optional.empty(), "lost"));
            verifications.send(cart, ADA).orThrow();
            assertThat(verifications.status(cart).orElseThrow().state()).isEqualTo(VerificationState.SENT);
            assertThat(verifications.check(cart, desk.phones.lastCode()).orThrow())
                    .isEqualTo(ADA);

            for (int i = 0; i < 2; i++) { // the message that never left was given back: two more fit into the hour
                shop.clock().pass(Duration.ofMinutes(3));
                assertThat(code(verifications.send(cart(), ADA))).isEmpty();
            }
            shop.clock().pass(Duration.ofMinutes(3));
            assertThat(code(verifications.send(cart(), ADA))).isEqualTo("cannot-send");
        }
    }
}
