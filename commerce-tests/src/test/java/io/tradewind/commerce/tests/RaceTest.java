package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxWebhooks;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;

/** Many at once, on real databases with a small pool: exact outcomes, a proper answer for everybody, nothing hangs. */
class RaceTest {
    private static final int BUYERS = 400;
    private static final int UNITS = 100;

    @BothDatabases(fresh = true)
    void four_hundred_buyers_get_exactly_the_hundred_units(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource(), it -> {}, store -> store.phone(PhoneRule.OPTIONAL))) {
            for (int round = 0; round < rounds(database, 20, 20); round++) {
                String name = "MUG-" + round;
                var sku = Sku.of(name);
                mugs.sell(sku, "EUR 12.50", UNITS);
                int chargedBefore = mugs.book.payments().size();
                List<Callable<Placement>> buyers = new ArrayList<>();
                for (int i = 0; i < BUYERS; i++) {
                    Shop shop = mugs.guest("buyer " + round + "." + i);
                    buyers.add(() -> {
                        CartId cart = shop.carts().open().id();
                        shop.carts().add(cart, sku, 1).orThrow();
                        return shop.checkout().place(cart, mugs.facts(shop, cart, "approve"), "only key");
                    });
                }

                List<Placement> answers = atOnce(40, buyers);

                assertThat(outcomes(answers)).isEqualTo(Map.of("Placed", UNITS, "sold-out", BUYERS - UNITS));
                assertThat(mugs.staff().stock().level(sku).reserved()).isEqualTo(UNITS);
                assertThat(mugs.book.payments()).hasSize(chargedBefore + UNITS);
            }
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void one_use_left_on_a_code_goes_to_one_buyer(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource(), it -> {}, store -> store.phone(PhoneRule.OPTIONAL))) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 1000);
            for (int round = 0; round < rounds(database, 10, 3); round++) {
                String code = "LAST" + round;
                mugs.staff().promotions().create(NewCode.percent(code, "10").maxUses(1));
                List<Callable<Placement>> buyers = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    Shop shop = mugs.guest("saver " + round + "." + i);
                    CartId cart = shop.carts().open().id();
                    shop.carts().add(cart, Mugs.MUG, 1).orThrow();
                    shop.carts().code(cart, code).orThrow();
                    PlaceOrder facts = mugs.facts(shop, cart, "approve");
                    buyers.add(() -> shop.checkout().place(cart, facts, "key"));
                }

                List<Placement> answers = atOnce(20, buyers);

                assertThat(answers.stream().filter(Placement.Placed.class::isInstance))
                        .hasSize(1);
                assertThat(answers.stream().filter(Placement.Refused.class::isInstance))
                        .hasSize(19)
                        .allSatisfy(it -> assertThat(
                                        ((Placement.Refused) it).refusal().code())
                                .startsWith("code-"));
            }
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void pay_pressed_twenty_times_gives_one_order_and_one_charge(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource())) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 1000);
            for (int round = 0; round < rounds(database, 10, 3); round++) {
                for (boolean sameKey : List.of(true, false)) {
                    Shop shop = mugs.guest("impatient " + round + sameKey);
                    CartId cart = mugs.cart(shop, Mugs.MUG, 1);
                    PlaceOrder facts = mugs.facts(shop, cart, "approve");
                    int before = mugs.book.payments().size();
                    List<Callable<Placement>> presses = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        String key = sameKey ? "key" : "key " + i;
                        presses.add(() -> shop.checkout().place(cart, facts, key));
                    }

                    List<Placement> answers = atOnce(20, presses);

                    assertThat(shop.orders().list(OrderQuery.newest()).orders()).hasSize(1);
                    assertThat(mugs.book.payments()).hasSize(before + 1);
                    if (sameKey) {
                        assertThat(answers.stream()
                                        .map(Placement::orThrow)
                                        .map(PlacedOrder::id)
                                        .distinct())
                                .hasSize(1);
                    }
                }
            }
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void return_and_webhook_at_once_give_one_order(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource())) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 1000);
            for (int round = 0; round < rounds(database, 10, 3); round++) {
                Shop shop = mugs.guest("redirected " + round);
                Placement.ActionRequired away = (Placement.ActionRequired) mugs.buy(shop, Mugs.MUG, 1, "3ds", "key");
                CheckoutId checkout = away.checkout();
                var payment = mugs.book.payments(checkout.toString()).get(0);
                mugs.book.settle(payment, true, mugs.clock.instant());
                List<SandboxBook.Entry> news = mugs.book.entries().stream()
                        .filter(entry -> entry.payment().equals(payment))
                        .toList();
                List<Callable<Object>> ways = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    ways.add(() -> shop.checkout().returned(checkout, Map.of("outcome", List.of("approved"))));
                    ways.add(() -> mugs.commerce
                            .webhooks()
                            .receive(
                                    "card",
                                    SandboxWebhooks.envelope("card", Mugs.WEBHOOK_SECRET, mugs.clock.instant(), news)));
                    ways.add(() -> shop.checkout().status(checkout));
                    ways.add(() -> {
                        mugs.jobs();
                        return "jobs";
                    });
                }

                atOnce(20, ways);
                mugs.jobs();

                assertThat(shop.checkout().status(checkout)).isInstanceOf(Placement.Placed.class);
                assertThat(shop.orders().list(OrderQuery.newest()).orders()).hasSize(1);
                assertThat(mugs.book.charged(payment)).isEqualTo(Money.parse("EUR 17.40"));
            }
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void twenty_refunds_at_once_never_exceed_what_was_captured(TestDatabase database) throws Exception {
        try (Mugs mugs = Mugs.on(database.dataSource())) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 1000);
            for (int round = 0; round < rounds(database, 10, 3); round++) {
                Shop shop = mugs.guest("unhappy " + round);
                PlacedOrder order =
                        mugs.buy(shop, Mugs.MUG, 1, "approve", "key").orThrow();
                List<Callable<RefundAnswer>> refunds = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    String key = "refund " + round + "." + i;
                    refunds.add(() ->
                            mugs.staff().payments().refund(order.id().value(), Money.parse("EUR 10"), "goodwill", key));
                }

                List<RefundAnswer> answers = atOnce(20, refunds);
                mugs.jobs();

                assertThat(answers.stream().filter(RefundAnswer.Accepted.class::isInstance))
                        .hasSize(1);
                var payment = mugs.book.payments(order.id().toString()).get(0);
                assertThat(mugs.book.refunded(payment)).isEqualTo(Money.parse("EUR 10"));
            }
            mugs.checkInvariants();
        }
    }

    /** {@code -Dcommerce.rounds}, or else as often as each push can afford. */
    private static int rounds(TestDatabase database, int h2, int postgres) {
        return Integer.getInteger("commerce.rounds", database.engine() == Engine.H2 ? h2 : postgres);
    }

    /** How many heard what. */
    private static Map<String, Integer> outcomes(List<Placement> answers) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Placement it : answers) {
            String outcome = it instanceof Placement.Refused refused
                    ? refused.refusal().code()
                    : it.getClass().getSimpleName();
            outcomes.merge(outcome, 1, Integer::sum);
        }
        return outcomes;
    }

    /** Lets all start together and waits for every answer. */
    static <T> List<T> atOnce(int threads, List<Callable<T>> works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch gate = new CountDownLatch(1);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> work : works) {
                running.add(pool.submit(() -> {
                    gate.await();
                    return work.call();
                }));
            }
            gate.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get(300, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
