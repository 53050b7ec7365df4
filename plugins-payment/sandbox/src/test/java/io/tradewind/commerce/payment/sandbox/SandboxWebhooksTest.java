package io.tradewind.commerce.payment.sandbox;

import static io.tradewind.commerce.payment.sandbox.Shopper.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.sandbox.webhook.SandboxEvents;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class SandboxWebhooksTest {
    private final Shopper shopper = new Shopper(Map.of("webhookSecret", "new-secret old-secret"));
    private final Instant now = shopper.context.clock().instant();

    private WebhookOutcome<PaymentFact> receive(String secret, Instant signedAt, byte[] body) {
        WebhookEnvelope signed = SandboxWebhooks.signed(secret, signedAt, body);
        return shopper.gateway.receive(new WebhookEnvelope("POST", "/hook", "", signed.headers(), body, now));
    }

    private byte[] news() {
        if (shopper.book.entries().isEmpty()) {
            shopper.pay(id(1), "approve", "EUR 10.00");
            shopper.pay(id(2), "decline:insufficient_funds", "EUR 5.00");
        }
        return SandboxWebhooks.body("test-account", shopper.book.entries());
    }

    @Test
    void a_batch_brings_every_item_with_the_same_ids_each_time() {
        shopper.pay(id(1), "approve", "EUR 10.00");
        shopper.pay(id(2), "decline:insufficient_funds", "EUR 5.00");
        shopper.book.refundByHand(shopper.book.payments().get(0), Money.parse("EUR 2.00"), now);
        var envelope = SandboxWebhooks.envelope("test-account", "new-secret", now, shopper.book.entries());
        var first = (WebhookOutcome.Accepted<PaymentFact>) shopper.gateway.receive(envelope);
        assertThat(first.notices()).hasSize(3);
        assertThat(first.reply().status()).isEqualTo(200);
        assertThat(((WebhookOutcome.Accepted<PaymentFact>) shopper.gateway.receive(envelope)).notices())
                .isEqualTo(first.notices());
        PaymentFact.Outcome paid = (PaymentFact.Outcome) first.notices().get(0).fact();
        assertThat(paid.operation()).contains(id(1));
        assertThat(paid.kind()).isEqualTo(OperationKind.PURCHASE);
        assertThat(((PaymentResult.Approved) paid.result()).effect()).isEqualTo(Effect.CAPTURED);
        PaymentFact.Outcome byHand =
                (PaymentFact.Outcome) first.notices().get(2).fact();
        assertThat(byHand.operation()).isEqualTo(Optional.empty());
    }

    @Test
    void both_valid_secrets_count_and_no_other() {
        assertThat(receive("new-secret", now, news())).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(receive("old-secret", now, news())).isInstanceOf(WebhookOutcome.Accepted.class);
        assertRefused(receive("other-secret", now, news()), Refusal.BAD_SIGNATURE);
    }

    @Test
    void a_missing_or_merely_present_signature_is_refused() {
        for (String header : List.of("", "t=1,v1=", "t=1,v1=" + "0".repeat(64), "valid")) {
            WebhookEnvelope envelope = new WebhookEnvelope(
                    "POST", "/hook", "", Map.of(SandboxEvents.SIGNATURE, List.of(header)), news(), now);
            assertRefused(shopper.gateway.receive(envelope), Refusal.BAD_SIGNATURE);
        }
        assertRefused(
                shopper.gateway.receive(new WebhookEnvelope("POST", "/hook", "", Map.of(), news(), now)),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void the_signature_is_over_the_raw_bytes() {
        byte[] odd = (" " + new String(news(), StandardCharsets.UTF_8).replace("\n", " \r\n\n") + "\n ")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(receive("new-secret", now, odd)).isInstanceOf(WebhookOutcome.Accepted.class);
        WebhookEnvelope signed = SandboxWebhooks.signed("new-secret", now, news());
        byte[] changed = news();
        changed[changed.length - 1] ^= 1;
        assertRefused(
                shopper.gateway.receive(new WebhookEnvelope("POST", "/hook", "", signed.headers(), changed, now)),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void what_is_older_or_newer_than_five_minutes_is_refused() {
        assertThat(receive("new-secret", now.minus(Duration.ofMinutes(5)), news()))
                .isInstanceOf(WebhookOutcome.Accepted.class);
        assertRefused(receive("new-secret", now.minus(Duration.ofSeconds(301)), news()), Refusal.STALE);
        assertRefused(receive("new-secret", now.plus(Duration.ofSeconds(301)), news()), Refusal.STALE);
    }

    @Test
    void another_account_another_mode_and_unknown_types_are_told_apart() {
        String body = new String(news(), StandardCharsets.UTF_8);
        assertRefused(receive("new-secret", now, bytes(body.replace("test-account", "other"))), Refusal.OTHER_ACCOUNT);
        assertRefused(receive("new-secret", now, bytes(body.replace("mode=test", "mode=live"))), Refusal.WRONG_MODE);
        assertThat(receive("new-secret", now, bytes(body.replace("type=payment", "type=payout"))))
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @Test
    void corrupted_bodies_are_refused_without_an_exception() {
        Random random = new Random(11);
        byte[] good = news();
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j < 1 + random.nextInt(20); j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            refused += receive("new-secret", now, bad) instanceof WebhookOutcome.Refused<PaymentFact> ? 1 : 0;
        }
        assertThat(refused).as("of 500; the others broke a name or a text").isGreaterThan(300);
    }

    @Test
    void without_a_secret_there_are_no_webhooks() {
        Shopper silent = new Shopper(Map.of());
        assertThat(silent.gateway.receive(SandboxWebhooks.signed("x", now, news())))
                .isInstanceOf(WebhookOutcome.NotSupported.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(WebhookOutcome<PaymentFact> outcome, Refusal why) {
        assertThat(outcome).isEqualTo(new WebhookOutcome.Refused<PaymentFact>(why));
    }
}
