package io.tradewind.commerce.plugin;

import static io.tradewind.commerce.plugin.Rig.PRICE;
import static io.tradewind.commerce.plugin.Rig.REF;
import static io.tradewind.commerce.plugin.Rig.approved;
import static io.tradewind.commerce.plugin.Rig.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is in the inbox is applied, later if need be, and in its order. */
class InboxWorkTest {
    @BothDatabases
    void a_hint_asks_the_provider_each_time_it_comes(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.send("hint:pay-7");
            rig.step();
            rig.send("hint:pay-7");
            rig.step();

            assertThat(rig.lookedUp).containsExactly(new ProviderRef("pay-7"), new ProviderRef("pay-7"));
        }
    }

    @BothDatabases
    void a_hint_is_not_done_until_the_provider_has_answered(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.asked = it -> Optional.of("the provider does not say: wrong key");
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

            rig.asked = it -> Optional.empty();
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
            rig.asked = ref -> {
                hang(hanging, mended);
                return Optional.empty();
            };
            rig.reading = it -> {
                if (it.path().endsWith("card") && it.body().length == 0) {
                    hang(hanging, mended);
                }
                return Rig.read(it);
            };
            rig.taker = it -> {
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
            assertThat(rig.applied).extracting(Notice::eventId).doesNotContain("card-1", "card-2", "card-3");

            mended.countDown();
            assertThat(done.computeIfAbsent("card-2", id -> new CountDownLatch(1))
                            .await(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(rig.applied)
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
            mended.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @BothDatabases
    void news_about_something_unknown_is_tried_again_later_and_given_up_after_ten_tries(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.taker = it -> false;
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

            rig.taker = it -> true;
            rig.webhooks.replay("card", rig.in(InboxState.DEAD).get(0).key());
            rig.step();
            assertThat(rig.applied).hasSize(1);
            assertThatThrownBy(() -> rig.webhooks.replay("card", "nothing")).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void news_that_came_too_early_is_applied_once_its_payment_is_known(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            rig.taker = it -> false;
            rig.send("ok:evt-1");
            rig.step();
            rig.taker = it -> true;
            rig.shop.clock().pass(Duration.ofMinutes(1));
            rig.step();

            assertThat(rig.in(InboxState.APPLIED)).hasSize(1);
        }
    }

    @BothDatabases
    void a_taker_that_throws_is_tried_again_and_its_item_is_not_lost(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            AtomicInteger tries = new AtomicInteger();
            rig.taker = it -> {
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

            assertThat(rig.applied)
                    .singleElement()
                    .satisfies(it -> assertThat(it.fact()).isEqualTo(fact(approved())));
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
                rig.reading = it -> new WebhookOutcome.Accepted<>(
                        List.of(new Notice<>("act-" + rig.applied.size(), TestShop.START, fact(told))), Reply.ok());
                assertThat(rig.status("any")).isEqualTo(200);
                rig.step();
            }
            assertThat(rig.applied)
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
}
