package io.tradewind.commerce.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final Money PRICE = Money.parse("EUR 12.50");
    private static final ProviderRef REF = new ProviderRef("pay-1");

    private final List<Notice<PaymentFact>> applied = Collections.synchronizedList(new ArrayList<>());
    private final List<ProviderRef> lookedUp = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Notice<PaymentFact>, Boolean> taker = it -> true;
    private volatile Function<ProviderRef, Optional<String>> asked = it -> Optional.empty();
    private volatile Function<WebhookEnvelope, WebhookOutcome<PaymentFact>> reading = WebhooksTest::read;

    /** The inbox on a shop's database, with a taker of its own. */
    private final class Rig implements AutoCloseable {
        final TestShop shop;
        final Webhooks webhooks;
        final InboxWork work;

        Rig(TestDatabase database) {
            this(database, JobMode.MANUAL, Runnable::run);
        }

        Rig(TestDatabase database, JobMode mode, Executor executor) {
            shop = TestShop.on(
                    database.dataSource(),
                    builder -> builder.executor(executor)
                            .plugins(it ->
                                    it.add(new Plugin()).payment("card", "hook").payment("other", "hook")));
            shop.tx().write("clear", handle -> handle.execute("delete from commerce.inbox"));
            shop.tx().write("clear", handle -> handle.execute("delete from commerce.inbox_body"));
            InboxStore store = new InboxStore();
            WebhookCounts counts = shop.part(WebhookCounts.class);
            JobBell bell = shop.part(JobBell.class);
            Tx tx = shop.tx();
            World world = shop.world();
            Calls calls = shop.part(Calls.class);
            Inbox inbox = new Inbox(store, new Json(), tx, world, bell, counts);
            webhooks = new Webhooks(calls, inbox, store, counts, tx, world, bell);
            work = new InboxWork(
                    store,
                    new Json(),
                    tx,
                    world,
                    calls,
                    inbox,
                    new Taker(),
                    (account, notice) -> true,
                    (account, notice) -> true,
                    mode,
                    bell);
        }

        Reply send(String body) {
            return send("card", body);
        }

        Reply send(String account, String body) {
            return webhooks.receive(account, envelope(account, body.getBytes(StandardCharsets.UTF_8)));
        }

        int status(String body) {
            return send(body).status();
        }

        WebhookEnvelope envelope(byte[] body) {
            return envelope("card", body);
        }

        WebhookEnvelope envelope(String account, byte[] body) {
            return new WebhookEnvelope(
                    "POST",
                    "/webhooks/" + account,
                    "",
                    Map.of("X-Signature", List.of("s"), "Authorization", List.of("Bearer hidden")),
                    body,
                    shop.clock().instant());
        }

        List<StoredWebhook> in(InboxState state) {
            return webhooks.list(state);
        }

        void step() {
            while (work.step() > 0) {
                // until nothing is due
            }
        }

        @Override
        public void close() {
            shop.close();
        }
    }

    private final class Taker implements PaymentFacts {
        @Override
        public boolean apply(String account, Notice<PaymentFact> notice) {
            boolean known = taker.apply(notice);
            if (known) {
                applied.add(notice);
            }
            return known;
        }

        @Override
        public Optional<String> lookUp(String account, ProviderRef ref) {
            lookedUp.add(ref);
            return asked.apply(ref);
        }
    }

    /** {@code ok:<id>}, {@code bad}, {@code hint:<ref>}, {@code skip}, {@code ping}, {@code boom}. */
    private static WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope) {
        String body = new String(envelope.body(), StandardCharsets.UTF_8);
        if (body.startsWith("ok:")) {
            List<Notice<PaymentFact>> notices = new ArrayList<>();
            for (String id : body.substring(3).split(",")) {
                notices.add(new Notice<>(id, TestShop.START, fact(approved())));
            }
            return new WebhookOutcome.Accepted<>(notices, Reply.text(202, "thanks"));
        } else if (body.startsWith("hint:")) {
            return new WebhookOutcome.LookUp<>(List.of(new ProviderRef(body.substring(5))), Reply.ok());
        } else if (body.equals("skip")) {
            return new WebhookOutcome.Ignored<>("not ours", Reply.ok());
        } else if (body.equals("ping")) {
            return new WebhookOutcome.Challenge<>(Reply.text(200, "pong"));
        } else if (body.equals("boom")) {
            throw new IllegalStateException("parser broke");
        }
        return new WebhookOutcome.Refused<>(WebhookOutcome.Refusal.BAD_SIGNATURE);
    }

    private static PaymentResult approved() {
        return new PaymentResult.Approved(
                REF, PRICE, Effect.CAPTURED, Details.code("00").with("network", "visa"));
    }

    private static PaymentFact fact(PaymentResult result) {
        return new PaymentFact.Outcome(
                REF,
                Optional.of(OperationId.parse("0190a1b2-1111-7222-8333-444455556666")),
                OperationKind.PURCHASE,
                result);
    }

    @BothDatabases
    void believed_news_is_stored_before_the_yes_and_applied_by_the_job(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            Reply reply = rig.send("ok:evt-1,evt-2");

            assertThat(reply.status()).isEqualTo(202);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("thanks");
            assertThat(rig.in(InboxState.RECEIVED)).hasSize(2);
            assertThat(applied).isEmpty();

            rig.step();
            assertThat(applied)
                    .containsExactlyInAnyOrder(
                            new Notice<>("evt-1", TestShop.START, fact(approved())),
                            new Notice<>("evt-2", TestShop.START, fact(approved())));
            assertThat(rig.in(InboxState.APPLIED)).hasSize(2);
            rig.step();
            assertThat(applied).hasSize(2);
        }
    }

    @BothDatabases
    void the_same_event_counts_once_however_often_and_in_what_batch_it_comes(TestDatabase database) throws Exception {
        try (Rig rig = new Rig(database)) {
            for (Future<Integer> each : atOnce(16, () -> rig.status("ok:evt-1"))) {
                assertThat(each.get()).isEqualTo(202);
            }
            rig.send("ok:evt-1,evt-2,evt-1");
            rig.step();

            assertThat(applied).extracting(Notice::eventId).containsExactlyInAnyOrder("evt-1", "evt-2");
            assertThat(rig.shop.commerce().plugins().report().accounts().get(0).webhooksRepeated())
                    .isEqualTo(16);
        }
    }

    @BothDatabases
    void forged_news_is_refused_counted_and_not_stored(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            assertThat(rig.status("bad")).isEqualTo(401);
            assertThat(rig.status("bad")).isEqualTo(401);

            for (InboxState state : InboxState.values()) {
                assertThat(rig.in(state)).isEmpty();
            }
            assertThat(rig.shop.commerce().plugins().report().accounts().get(0).webhooksRefused())
                    .isEqualTo(2);
        }
    }

    @BothDatabases
    void the_inbox_is_paged_newest_first_by_state_and_account_and_says_why_news_was_refused(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            for (int batch = 0; batch < 6; batch++) {
                int first = batch * 20;
                rig.send("ok:"
                        + IntStream.range(first, first + 20)
                                .mapToObj(i -> "evt-" + i)
                                .collect(Collectors.joining(",")));
                rig.shop.clock().pass(Duration.ofSeconds(1));
            }
            List<StoredWebhook> seen = new ArrayList<>();
            Optional<String> after = Optional.empty();
            int pages = 0;
            do {
                WebhookPage page = rig.webhooks.page(Optional.of(InboxState.RECEIVED), Optional.of("card"), after);
                seen.addAll(page.items());
                after = page.next();
                pages++;
            } while (after.isPresent());
            assertThat(pages).isEqualTo(3);
            assertThat(seen).hasSize(120).doesNotHaveDuplicates();
            assertThat(seen)
                    .extracting(StoredWebhook::receivedAt)
                    .isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
            assertThat(rig.webhooks.waiting()).isEqualTo(Map.of(InboxState.RECEIVED, 120));
            assertThat(rig.webhooks
                            .page(Optional.empty(), Optional.of("nobody"), Optional.empty())
                            .items())
                    .isEmpty();
            assertThat(rig.webhooks
                            .page(Optional.of(InboxState.DEAD), Optional.empty(), Optional.empty())
                            .items())
                    .isEmpty();
            for (String guess :
                    List.of("guess", cursor("2026-01-15T09:00:00Z\n\0\nx"), cursor("+99999-01-01T00:00:00Z\na\nb"))) {
                assertThatThrownBy(() -> rig.webhooks.page(Optional.empty(), Optional.empty(), Optional.of(guess)))
                        .isInstanceOf(CommerceException.class);
            }

            rig.send("bad");
            PluginReport.Account card =
                    rig.shop.commerce().plugins().report().accounts().get(0);
            assertThat(card.lastRefused().orElseThrow().why()).isEqualTo("BAD_SIGNATURE");
            assertThat(card.lastRefused().orElseThrow().at())
                    .isEqualTo(rig.shop.clock().instant());
        }
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @BothDatabases
    void what_means_nothing_gets_its_yes_and_nothing_else(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            assertThat(rig.status("skip")).isEqualTo(200);
            assertThat(new String(rig.send("ping").body(), StandardCharsets.UTF_8))
                    .isEqualTo("pong");
            assertThat(rig.in(InboxState.RECEIVED)).isEmpty();
        }
    }

    @BothDatabases
    void too_large_unknown_and_unreadable_each_have_their_status(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            assertThat(rig.webhooks
                            .receive("card", rig.envelope(new byte[256 * 1024 + 1]))
                            .status())
                    .isEqualTo(413);
            assertThat(rig.webhooks.receive("nobody", rig.envelope(new byte[1])).status())
                    .isEqualTo(404);
            assertThat(rig.status("boom")).isEqualTo(503);
        }
    }

    /** As when the certificate of a signature cannot be fetched at the moment. */
    @BothDatabases
    void what_cannot_be_judged_now_is_neither_stored_nor_confirmed_and_counts_once_when_it_is_sent_again(
            TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            reading = envelope -> {
                throw new IllegalStateException("no certificate");
            };
            assertThat(rig.status("ok:evt-1")).isEqualTo(503);
            reading = envelope -> new WebhookOutcome.Ignored<>("no answer", Reply.text(503, "try again later"));
            assertThat(rig.status("ok:evt-1")).isEqualTo(503);
            assertThat(rig.in(InboxState.RECEIVED)).isEmpty();

            reading = WebhooksTest::read;
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
            rig.step();
            assertThat(applied).hasSize(1);
        }
    }

    @BothDatabases
    void strangers_cannot_make_the_guard_turn_away_questions(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 30; i++) {
                rig.send("boom");
                rig.send("bad");
            }
            Calls calls = rig.shop.part(Calls.class);

            assertThat(calls.states().get(0).breaker()).isEqualTo("CLOSED");
            assertThat(calls.recorded("card")).isEmpty();
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
        }
    }

    @BothDatabases
    void without_the_database_the_provider_is_asked_to_send_again(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.shop.tx().write("break", handle -> handle.execute("alter table commerce.inbox rename to inbox_away"));
            try {
                assertThat(rig.status("ok:evt-1")).isEqualTo(503);
            } finally {
                rig.shop
                        .tx()
                        .write("mend", handle -> handle.execute("alter table commerce.inbox_away rename to inbox"));
            }
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
        }
    }

    @BothDatabases
    void a_hint_asks_the_provider_each_time_it_comes(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.send("hint:pay-7");
            rig.step();
            rig.send("hint:pay-7");
            rig.step();

            assertThat(lookedUp).containsExactly(new ProviderRef("pay-7"), new ProviderRef("pay-7"));
        }
    }

    @BothDatabases
    void a_hint_is_not_done_until_the_provider_has_answered(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            asked = it -> Optional.of("the provider does not say: wrong key");
            rig.send("hint:pay-7");
            rig.step();
            assertThat(rig.in(InboxState.RECEIVED))
                    .singleElement()
                    .satisfies(it -> assertThat(it.note()).contains("wrong key"));
            for (int tries = 2; tries <= 10; tries++) {
                rig.shop.clock().pass(Duration.ofHours(1));
                rig.step();
            }
            StoredWebhook dead = rig.in(InboxState.DEAD).get(0);
            assertThat(dead.tries()).isEqualTo(10);

            asked = it -> Optional.empty();
            rig.webhooks.replay("card", dead.key());
            rig.step();
            assertThat(rig.in(InboxState.APPLIED))
                    .extracting(StoredWebhook::key)
                    .containsExactly(dead.key());
        }
    }

    @BothDatabases
    void a_vendor_that_hangs_while_it_reads_or_is_asked_holds_up_its_own_webhooks_alone_and_they_keep_their_order(
            TestDatabase database) throws Exception {
        CountDownLatch hanging = new CountDownLatch(3);
        CountDownLatch mended = new CountDownLatch(1);
        Map<String, CountDownLatch> done = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Rig rig = new Rig(database, JobMode.ON, threads)) {
            asked = ref -> {
                hang(hanging, mended);
                return Optional.empty();
            };
            reading = it -> {
                if (it.path().endsWith("card") && it.body().length == 0) {
                    hang(hanging, mended);
                }
                return read(it);
            };
            taker = it -> {
                done.computeIfAbsent(it.eventId(), id -> new CountDownLatch(1)).countDown();
                return true;
            };
            for (int caller = 0; caller < 2; caller++) {
                threads.execute(() -> rig.send(""));
            }
            rig.send("hint:pay-7");
            rig.send("ok:card-1");
            rig.shop.clock().pass(Duration.ofSeconds(1));
            rig.send("ok:card-2");
            rig.step();
            assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(rig.send("other", "ok:other-1").status()).isEqualTo(202);
            rig.send("ok:card-3");
            rig.step();
            assertThat(done.computeIfAbsent("other-1", id -> new CountDownLatch(1))
                            .await(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(mended.getCount()).isEqualTo(1);
            assertThat(applied).extracting(Notice::eventId).doesNotContain("card-1", "card-2", "card-3");

            mended.countDown();
            assertThat(done.computeIfAbsent("card-2", id -> new CountDownLatch(1))
                            .await(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(applied)
                    .extracting(Notice::eventId)
                    .filteredOn(it -> it.startsWith("card"))
                    .startsWith("card-1")
                    .doesNotContain("card-3");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void hang(CountDownLatch hanging, CountDownLatch mended) {
        hanging.countDown();
        try {
            mended.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @BothDatabases
    void news_about_something_unknown_is_tried_again_later_and_given_up_after_ten_tries(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            taker = it -> false;
            rig.send("ok:evt-1");
            rig.step();
            List<Integer> tries = new ArrayList<>();
            for (long minutes : new long[] {1, 5, 30, 120, 720}) {
                rig.shop.clock().pass(Duration.ofMinutes(minutes).minusSeconds(1));
                rig.step();
                tries.add(rig.in(InboxState.UNMATCHED).get(0).tries());
                rig.shop.clock().pass(Duration.ofSeconds(1));
                rig.step();
            }
            assertThat(tries).containsExactly(1, 2, 3, 4, 5);

            for (int i = 0; i < 4; i++) {
                rig.shop.clock().pass(Duration.ofHours(12));
                rig.step();
            }
            assertThat(rig.in(InboxState.DEAD)).singleElement().satisfies(it -> {
                assertThat(it.tries()).isEqualTo(10);
                assertThat(it.note()).contains("reference");
            });

            taker = it -> true;
            rig.webhooks.replay("card", rig.in(InboxState.DEAD).get(0).key());
            rig.step();
            assertThat(applied).hasSize(1);
            assertThatThrownBy(() -> rig.webhooks.replay("card", "nothing")).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void news_that_came_too_early_is_applied_once_its_payment_is_known(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            taker = it -> false;
            rig.send("ok:evt-1");
            rig.step();
            taker = it -> true;
            rig.shop.clock().pass(Duration.ofMinutes(1));
            rig.step();

            assertThat(rig.in(InboxState.APPLIED)).hasSize(1);
        }
    }

    @BothDatabases
    void a_taker_that_throws_is_tried_again_and_its_item_is_not_lost(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            AtomicInteger tries = new AtomicInteger();
            taker = it -> {
                if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("not now");
                }
                return true;
            };
            rig.send("ok:evt-1");
            rig.step();
            assertThat(rig.in(InboxState.RECEIVED).get(0).note()).contains("not now");
            rig.shop.clock().pass(Duration.ofMinutes(1));
            rig.step();
            rig.shop.clock().pass(Duration.ofMinutes(1));
            rig.step();

            assertThat(rig.in(InboxState.APPLIED)).hasSize(1);
        }
    }

    @BothDatabases
    void an_answer_that_came_too_late_is_kept_as_news(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            Inbox inbox = new Inbox(
                    new InboxStore(),
                    new Json(),
                    rig.shop.tx(),
                    rig.shop.world(),
                    rig.shop.part(JobBell.class),
                    rig.shop.part(WebhookCounts.class));
            inbox.late("card", fact(approved()));
            inbox.late("card", fact(approved()));
            rig.step();

            assertThat(applied)
                    .singleElement()
                    .satisfies(it -> assertThat(it.fact()).isEqualTo(fact(approved())));
        }
    }

    @BothDatabases
    void credentials_in_headers_are_not_kept(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.send("ok:evt-1");
            String headers = rig.shop
                    .tx()
                    .read(
                            "headers",
                            handle -> handle.createQuery("select headers from commerce.inbox_body")
                                    .mapTo(String.class)
                                    .one());

            assertThat(headers).contains("X-Signature").doesNotContain("hidden");
        }
    }

    @BothDatabases
    void what_the_buyer_must_do_is_taken_in_if_it_is_safe_and_not_over(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            Instant soon = rig.shop.clock().instant().plusSeconds(600);
            PaymentResult step = action("https://bank.example/3ds", soon);
            for (PaymentResult told : List.of(
                    step,
                    action("http://bank.example/3ds", soon),
                    action("https://bank.example/3ds", TestShop.START))) {
                reading = it -> new WebhookOutcome.Accepted<>(
                        List.of(new Notice<>("act-" + applied.size(), TestShop.START, fact(told))), Reply.ok());
                assertThat(rig.status("any")).isEqualTo(200);
                rig.step();
            }
            assertThat(applied)
                    .extracting(it -> ((PaymentFact.Outcome) it.fact()).result())
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo(step),
                            unsafe -> assertThat(unsafe)
                                    .isInstanceOfSatisfying(
                                            PaymentResult.Unknown.class,
                                            it -> assertThat(it.diagnostic()).startsWith("INTEGRITY INT-8")),
                            over -> assertThat(over).isInstanceOf(PaymentResult.Pending.class));
        }
    }

    private static PaymentResult action(String url, Instant expires) {
        return new PaymentResult.ActionRequired(
                REF, new NextAction.Redirect("GET", URI.create(url), Map.of()), expires, Details.NONE);
    }

    @Test
    void every_kind_of_fact_is_read_back_as_it_was_written() {
        Json json = new Json();
        Details details = Details.code("51").with("network", "visa");
        List<PaymentFact> facts = List.of(
                fact(approved()),
                fact(new PaymentResult.Pending(REF, TestShop.START, details)),
                fact(new PaymentResult.Pending(REF, TestShop.START, details, Optional.of(voucher()))),
                fact(new PaymentResult.ActionRequired(REF, voucher(), TestShop.START, details)),
                fact(new PaymentResult.Approved(REF, PRICE, Effect.AUTHORIZED, details)
                        .keeping(new SavedInstrument(REF, "Visa ending in 4242", Optional.of(YearMonth.of(2028, 5))))),
                fact(new PaymentResult.Declined(DeclineCode.INSUFFICIENT_FUNDS, Retry.LATER, details)),
                fact(new PaymentResult.Rejected(RejectCode.KEY_REUSED, "why", details)),
                fact(new PaymentResult.NotSent("why")),
                fact(new PaymentResult.Unknown(Optional.of(REF), "why", details)),
                fact(new PaymentResult.Unknown(Optional.empty(), "why", details)),
                new PaymentFact.Outcome(REF, Optional.empty(), OperationKind.REFUND, approved()),
                new PaymentFact.Dispute(
                        REF, new ProviderRef("d-1"), DisputeStage.OPENED, PRICE, Optional.of(TestShop.START)),
                new PaymentFact.Dispute(REF, new ProviderRef("d-1"), DisputeStage.WON, PRICE, Optional.empty()));

        for (PaymentFact fact : facts) {
            String text = json.write(new StoredNotice("id", TestShop.START, StoredPayment.of(fact), null, null, null));
            StoredNotice read = json.read(text, StoredNotice.class);
            assertThat(read.payment()).isNotNull();
            assertThat(read.payment().fact()).as(text).isEqualTo(fact);
        }
    }

    private static NextAction voucher() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("shop", "any kiosk");
        lines.put("number", "1234 5678");
        lines.put("amount", "EUR 10.00");
        return new NextAction.ShowInstructions(lines);
    }

    private static <T> List<Future<T>> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return pool.invokeAll(Collections.nCopies(threads, work));
        } finally {
            pool.shutdownNow();
        }
    }

    private final class Plugin implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo("hook", "1.0.0", "tests", "MIT", URI.create("https://example.org"));
        }

        @Override
        public List<ProviderFactory<PaymentGateway>> payments() {
            return List.of(ProviderFactory.of("hook", List.of(), context -> new Gateway()));
        }
    }

    private final class Gateway implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.purchase("EUR");
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return new PaymentResult.NotSent("not here");
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.Unavailable("not here");
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            return reading.apply(envelope);
        }
    }
}
