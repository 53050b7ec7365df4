package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.CommerceParts;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.world.Threads;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.Meanwhile;
import io.tradewind.commerce.testing.OneGateway;
import io.tradewind.commerce.testing.PatientThreads;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.Money;

class GuardTest {
    private static final Money PRICE = Money.parse("EUR 12.50");
    private static final ProviderRef REF = new ProviderRef("pay-1");

    private final AtomicInteger entered = new AtomicInteger();
    private volatile Function<AuthorizeRequest, PaymentResult> answer = it -> approved(PRICE);
    private volatile Function<StatusQuery, StatusReport> report = it -> new StatusReport.NotFound();
    private volatile Function<FollowUp, PaymentResult> refund = it -> PaymentResult.unsupported("refund");
    private volatile Function<CompleteRequest, PaymentResult> complete = it -> PaymentResult.unsupported("complete");

    private TestShop open(DataSource dataSource) {
        return open(dataSource, Threads.REAL);
    }

    private TestShop open(DataSource dataSource, Threads threads) {
        return TestShop.on(
                dataSource,
                builder -> CommerceParts.threads(builder, threads)
                        .plugins(it ->
                                it.add(new OneGateway("fake", new Gateway())).payment("card", "fake")));
    }

    private static PaymentPort port(TestShop shop) {
        return shop.part(Calls.class).payment("card");
    }

    @BothDatabases
    void an_answer_that_fits_passes_and_is_recorded(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            AuthorizeRequest request = request(shop, PRICE);

            assertThat(port(shop).authorize(request)).isEqualTo(approved(PRICE));
            assertThat(shop.part(Calls.class).recorded(request.call().id().value()))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.account()).isEqualTo("card");
                        assertThat(it.role()).isEqualTo("payment");
                        assertThat(it.call()).isEqualTo("authorize");
                        assertThat(it.outcome()).isEqualTo("Approved");
                    });
        }
    }

    @BothDatabases
    void who_looks_while_a_record_is_being_written_reads_it_too(DataSource dataSource) throws Exception {
        Meanwhile meanwhile = new Meanwhile(dataSource);
        try (TestShop shop = open(meanwhile.dataSource())) {
            Calls calls = shop.part(Calls.class);
            AuthorizeRequest request = request(shop, PRICE);
            FutureTask<List<RecordedCall>> look =
                    new FutureTask<>(() -> calls.recorded(request.call().id().value()));
            Thread reader = new Thread(look, "reader");
            meanwhile.before("insert into commerce.plugin_call", () -> {
                reader.start();
                while (reader.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait(); // until it waits for this writer, or has been told too little
                }
            });

            port(shop).authorize(request);
            calls.writeRecords();

            assertThat(look.get(20, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @BothDatabases
    void an_exception_null_and_an_error_are_unknown_and_their_words_are_scrubbed(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            answer = it -> {
                throw new IllegalStateException("card 4111 1111 1111 1111 of +49 1512 3456789 broke");
            };
            AuthorizeRequest request = request(shop, PRICE);
            PaymentResult thrown = port(shop).authorize(request);
            answer = it -> null;
            PaymentResult nothing = port(shop).authorize(request(shop, PRICE));
            answer = it -> {
                throw new NoClassDefFoundError("gone");
            };
            PaymentResult error = port(shop).authorize(request(shop, PRICE));

            assertThat(List.of(thrown, nothing, error)).allMatch(it -> it instanceof PaymentResult.Unknown);
            assertThat(((PaymentResult.Unknown) thrown).diagnostic())
                    .contains("IllegalStateException")
                    .doesNotContain("4111")
                    .doesNotContain("3456789");
            assertThat(shop.part(Calls.class)
                            .recorded(request.call().id().value())
                            .get(0)
                            .diagnostic())
                    .doesNotContain("4111");
        }
    }

    @BothDatabases
    void a_hanging_call_is_unknown_at_its_deadline_and_its_late_answer_becomes_a_fact(DataSource dataSource)
            throws Exception {
        PatientThreads threads = new PatientThreads();
        try (TestShop shop = open(dataSource, threads)) {
            BlockingQueue<PaymentFact> late = new ArrayBlockingQueue<>(1);
            shop.part(Calls.class).lateFactsTo((account, fact) -> late.add(fact));
            CountDownLatch leave = new CountDownLatch(1);
            answer = it -> {
                threads.timeIsUp();
                uninterruptibly(leave);
                return approved(PRICE);
            };
            AuthorizeRequest request = request(shop, PRICE, Duration.ofMillis(200));

            PaymentResult result = port(shop).authorize(request);
            assertThat(result).isInstanceOf(PaymentResult.Unknown.class);
            assertThat(threads.limits()).containsExactly(Duration.ofMillis(200));
            assertThat(shop.part(Calls.class).states().get(0).stuckThreads()).isEqualTo(1);
            leave.countDown();

            assertThat(late.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new PaymentFact.Outcome(
                            REF, Optional.of(request.call().id()), OperationKind.PURCHASE, approved(PRICE)));
            assertThat(shop.part(Calls.class).states().get(0).stuckThreads()).isZero();
        }
    }

    @BothDatabases
    void a_call_that_never_got_a_thread_was_not_sent(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            CountDownLatch leave = new CountDownLatch(1);
            CountDownLatch busy = new CountDownLatch(8);
            answer = it -> {
                busy.countDown();
                uninterruptibly(leave);
                return approved(PRICE);
            };
            ExecutorService shoppers = Executors.newFixedThreadPool(8);
            List<Future<PaymentResult>> waiting = IntStream.range(0, 8)
                    .mapToObj(i -> shoppers.submit(() -> port(shop).authorize(request(shop, PRICE))))
                    .toList();
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
            int before = entered.get();

            PaymentResult ninth = port(shop).authorize(request(shop, PRICE, Duration.ofMillis(100)));
            StatusReport question = port(shop).query(query(shop));

            assertThat(ninth).isInstanceOf(PaymentResult.NotSent.class);
            assertThat(question).isInstanceOf(StatusReport.NotFound.class); // questions have threads of their own
            leave.countDown();
            for (Future<PaymentResult> each : waiting) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(approved(PRICE));
            }
            port(shop).authorize(request(shop, PRICE)); // stood behind it in the queue
            assertThat(entered).hasValue(before + 1);
            shoppers.shutdownNow();
        }
    }

    @BothDatabases
    void a_full_queue_answers_not_sent_at_once(DataSource dataSource) throws Exception {
        try (TestShop shop = open(dataSource)) {
            CountDownLatch leave = new CountDownLatch(1);
            answer = it -> {
                uninterruptibly(leave);
                return approved(PRICE);
            };
            ExecutorService shoppers = Executors.newFixedThreadPool(60);
            AtomicInteger notSent = new AtomicInteger();
            CountDownLatch refused = new CountDownLatch(20);
            for (int i = 0; i < 60; i++) {
                shoppers.submit(() -> {
                    if (port(shop).authorize(request(shop, PRICE)) instanceof PaymentResult.NotSent) {
                        notSent.incrementAndGet();
                        refused.countDown();
                    }
                });
            }
            assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue(); // 8 run, 32 wait, 20 hear no
            leave.countDown();
            shoppers.shutdown();
            assertThat(shoppers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(notSent).hasValue(20);
        }
    }

    @BothDatabases
    void as_many_callers_as_there_is_room_for_are_never_refused(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            List<Boolean> allSent = Crowd.of(40)
                    .each(
                            40,
                            caller -> IntStream.range(0, 100)
                                    .mapToObj(call -> port(shop).authorize(request(shop, PRICE)))
                                    .allMatch(approved(PRICE)::equals));
            assertThat(allSent).containsOnly(true);
        }
    }

    @BothDatabases
    void after_four_stuck_threads_the_pool_is_replaced(DataSource dataSource) {
        PatientThreads threads = new PatientThreads();
        try (TestShop shop = open(dataSource, threads)) {
            CountDownLatch leave = new CountDownLatch(1);
            answer = it -> {
                threads.timeIsUp();
                uninterruptibly(leave);
                return approved(PRICE);
            };
            for (int i = 0; i < 4; i++) {
                assertThat(port(shop).authorize(request(shop, PRICE))).isInstanceOf(PaymentResult.Unknown.class);
            }
            answer = it -> approved(PRICE);

            assertThat(port(shop).authorize(request(shop, PRICE))).isEqualTo(approved(PRICE));
            leave.countDown();
        }
    }

    @BothDatabases
    void a_failing_provider_is_left_alone_until_a_probe_succeeds(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            answer = it -> new PaymentResult.Unknown(Optional.empty(), "503", Details.NONE);
            for (int i = 0; i < 5; i++) {
                port(shop).authorize(request(shop, PRICE));
            }
            answer = it -> approved(PRICE);

            assertThat(port(shop).available()).isFalse();
            assertThat(port(shop).authorize(request(shop, PRICE))).isInstanceOf(PaymentResult.NotSent.class);
            assertThat(entered).hasValue(5);
            assertThat(shop.commerce().plugins().report().accounts().get(0).usable())
                    .isFalse();

            shop.clock().pass(Duration.ofSeconds(10));
            assertThat(port(shop).authorize(request(shop, PRICE))).isEqualTo(approved(PRICE));
            assertThat(port(shop).available()).isTrue();
        }
    }

    @BothDatabases
    void a_no_of_the_provider_never_opens_the_breaker(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            answer = it -> new PaymentResult.Declined(DeclineCode.DO_NOT_HONOR, Retry.NEVER, Details.NONE);
            for (int i = 0; i < 30; i++) {
                port(shop).authorize(request(shop, PRICE));
            }
            assertThat(port(shop).available()).isTrue();
        }
    }

    @BothDatabases
    void no_call_leaves_while_a_transaction_is_open(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            assertThatThrownBy(() ->
                            shop.tx().write("outer", handle -> port(shop).authorize(request(shop, PRICE))))
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining("TW-2104")
                    .hasMessageContaining("card.authorize");
            assertThat(entered).hasValue(0);
        }
    }

    @BothDatabases
    void the_plugin_gets_the_guards_deadline_and_its_own_class_loader(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            answer = it -> {
                assertThat(it.call().deadline()).isEqualTo(TestShop.START.plusSeconds(30));
                assertThat(Thread.currentThread().getContextClassLoader()).isEqualTo(OneGateway.class.getClassLoader());
                assertThat(Thread.currentThread().getName()).startsWith("card-effects");
                return approved(PRICE);
            };
            assertThat(port(shop).authorize(request(shop, PRICE, Duration.ofHours(1))))
                    .isEqualTo(approved(PRICE));
        }
    }

    @BothDatabases
    void every_lie_becomes_an_unknown_that_names_the_rule(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            lie(shop, approved(Money.parse("EUR 12.49")), "INT-1");
            lie(shop, approved(Money.parse("USD 12.50")), "INT-2");
            lie(shop, new PaymentResult.Approved(REF, PRICE, Effect.REFUNDED, Details.NONE), "INT-4");
            lie(shop, new PaymentResult.Approved(REF, PRICE, Effect.AUTHORIZED, Details.NONE), "INT-4");
            lie(shop, action("https://bank.example", TestShop.START), "INT-7");
            lie(shop, action("http://bank.example", TestShop.START.plusSeconds(60)), "INT-8");
            lie(shop, action("javascript:alert(1)", TestShop.START.plusSeconds(60)), "INT-8");
            lie(shop, action("https://user:pass@bank.example/", TestShop.START.plusSeconds(60)), "INT-8");
            lie(
                    shop,
                    new PaymentResult.ActionRequired(
                            REF,
                            new NextAction.ShowInstructions(Map.of("IBAN", "\u0007")),
                            TestShop.START.plusSeconds(60),
                            Details.NONE),
                    "INT-11");

            PaymentResult toSandbox = action("http://127.0.0.1:8080/pay", TestShop.START.plusSeconds(60));
            answer = it -> toSandbox;
            assertThat(port(shop).authorize(request(shop, PRICE))).isEqualTo(toSandbox);
        }
    }

    @BothDatabases
    void an_answer_about_another_payment_is_no_answer(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            complete = it -> new PaymentResult.Approved(new ProviderRef("pay-2"), PRICE, Effect.CAPTURED, Details.NONE);
            PaymentResult result =
                    port(shop).complete(new CompleteRequest(call(shop, Duration.ofSeconds(30)), REF, PRICE, Map.of()));

            assertThat(((PaymentResult.Unknown) result).diagnostic()).contains("INT-3");
        }
    }

    @BothDatabases
    void totals_that_cannot_be_are_no_answer(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Money more = Money.parse("EUR 20.00");
            report = it -> new StatusReport.Found(approved(PRICE), new StatusReport.Totals(PRICE, more, PRICE));
            StatusReport captured = port(shop).query(query(shop));
            report = it -> new StatusReport.Found(approved(PRICE), new StatusReport.Totals(PRICE, PRICE, more));
            StatusReport refunded = port(shop).query(query(shop));
            report = it -> new StatusReport.Found(
                    approved(PRICE), new StatusReport.Totals(PRICE, PRICE, Money.parse("EUR 0.00")));
            StatusReport sound = port(shop).query(query(shop));

            assertThat(List.of(captured, refunded))
                    .allMatch(it -> it instanceof StatusReport.Unavailable unavailable
                            && unavailable.why().contains("INT-5"));
            assertThat(sound).isInstanceOf(StatusReport.Found.class);
        }
    }

    @BothDatabases
    void a_refund_of_another_amount_is_no_refund(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            refund =
                    it -> new PaymentResult.Approved(new ProviderRef("refund-1"), PRICE, Effect.REFUNDED, Details.NONE);
            FollowUp part = new FollowUp(
                    call(shop, Duration.ofSeconds(30)),
                    REF,
                    Money.parse("EUR 5.00"),
                    PRICE,
                    false,
                    List.of(),
                    "return");

            assertThat(((PaymentResult.Unknown) port(shop).refund(part)).diagnostic())
                    .contains("INT-1");
        }
    }

    @BothDatabases
    void a_currency_the_account_does_not_take_is_rejected_before_the_call(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            assertThat(port(shop).authorize(request(shop, Money.parse("USD 1.00"))))
                    .isInstanceOf(PaymentResult.Rejected.class);
            assertThat(entered).hasValue(0);
        }
    }

    @BothDatabases
    void an_unknown_account_is_named_with_those_that_exist(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            assertThatThrownBy(() -> shop.part(Calls.class).payment("cash"))
                    .hasMessageContaining("TW-3006")
                    .hasMessageContaining("[card]");
        }
    }

    private void lie(TestShop shop, PaymentResult lie, String rule) {
        shop.clock().pass(Duration.ZERO);
        answer = it -> lie;
        PaymentResult result = port(shop).authorize(request(shop, PRICE));
        assertThat(result)
                .as(rule)
                .isInstanceOfSatisfying(
                        PaymentResult.Unknown.class,
                        it -> assertThat(it.diagnostic()).startsWith("INTEGRITY " + rule));
        answer = it ->
                new PaymentResult.Declined(DeclineCode.OTHER, Retry.LATER, Details.NONE); // keeps the breaker shut
        port(shop).authorize(request(shop, PRICE));
        port(shop).authorize(request(shop, PRICE));
    }

    private static PaymentResult approved(Money amount) {
        return new PaymentResult.Approved(REF, amount, Effect.CAPTURED, Details.NONE);
    }

    private static PaymentResult action(String url, Instant expires) {
        return new PaymentResult.ActionRequired(
                REF, new NextAction.Redirect("GET", URI.create(url), Map.of()), expires, Details.NONE);
    }

    private static Call call(TestShop shop, Duration budget) {
        return Call.first(
                new OperationId(shop.world().id()), shop.clock().instant().plus(budget));
    }

    private static AuthorizeRequest request(TestShop shop, Money amount) {
        return request(shop, amount, Duration.ofSeconds(30));
    }

    private static AuthorizeRequest request(TestShop shop, Money amount, Duration budget) {
        return new AuthorizeRequest(
                call(shop, budget),
                amount,
                CaptureMode.AT_ONCE,
                new Instrument.ProviderPage(),
                StoredCredential.NONE,
                new CheckoutSummary(
                        "R-1",
                        List.of(),
                        Money.zero(amount.getCurrencyUnit()),
                        Money.zero(amount.getCurrencyUnit()),
                        amount,
                        Optional.empty()),
                Buyer.anonymous("guest", Locale.ENGLISH),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }

    private static StatusQuery query(TestShop shop) {
        return new StatusQuery(
                new OperationId(UUID.randomUUID()),
                OperationKind.PURCHASE,
                Optional.of(REF),
                Optional.empty(),
                PRICE,
                shop.clock().instant(),
                shop.clock().instant().plusSeconds(10));
    }

    private static void uninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                if (latch.await(20, TimeUnit.SECONDS)) {
                    break;
                }
                throw new IllegalStateException("nobody opened the latch");
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Gateway implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.purchase("EUR");
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            entered.incrementAndGet();
            return answer.apply(request);
        }

        @Override
        public PaymentResult complete(CompleteRequest request) {
            return complete.apply(request);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return refund.apply(request);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return report.apply(query);
        }
    }
}
