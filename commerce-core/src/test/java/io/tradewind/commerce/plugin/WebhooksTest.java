package io.tradewind.commerce.plugin;

import static io.tradewind.commerce.plugin.Rig.approved;
import static io.tradewind.commerce.plugin.Rig.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a provider is told when it sends something, and what is kept of it. */
class WebhooksTest {
    @BothDatabases
    void believed_news_is_stored_before_the_yes_and_applied_by_the_job(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            Reply reply = rig.send("ok:evt-1,evt-2");

            assertThat(reply.status()).isEqualTo(202);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("thanks");
            assertThat(rig.in(InboxState.RECEIVED)).hasSize(2);
            assertThat(rig.applied).isEmpty();

            rig.step();
            assertThat(rig.applied)
                    .containsExactlyInAnyOrder(
                            new Notice<>("evt-1", TestShop.START, fact(approved())),
                            new Notice<>("evt-2", TestShop.START, fact(approved())));
            assertThat(rig.in(InboxState.APPLIED)).hasSize(2);
            rig.step();
            assertThat(rig.applied).hasSize(2);
        }
    }

    @BothDatabases
    void the_same_event_counts_once_however_often_and_in_what_batch_it_comes(TestDatabase database) {
        try (Rig rig = new Rig(database)) {
            assertThat(Crowd.of(16).each(16, it -> rig.status("ok:evt-1"))).containsOnly(202);
            rig.send("ok:evt-1,evt-2,evt-1");
            rig.step();

            assertThat(rig.applied).extracting(Notice::eventId).containsExactlyInAnyOrder("evt-1", "evt-2");
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
            rig.reading = envelope -> {
                throw new IllegalStateException("no certificate");
            };
            assertThat(rig.status("ok:evt-1")).isEqualTo(503);
            rig.reading = envelope -> new WebhookOutcome.Ignored<>("no answer", Reply.text(503, "try again later"));
            assertThat(rig.status("ok:evt-1")).isEqualTo(503);
            assertThat(rig.in(InboxState.RECEIVED)).isEmpty();

            rig.reading = Rig::read;
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
            assertThat(rig.status("ok:evt-1")).isEqualTo(202);
            rig.step();
            assertThat(rig.applied).hasSize(1);
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
}
