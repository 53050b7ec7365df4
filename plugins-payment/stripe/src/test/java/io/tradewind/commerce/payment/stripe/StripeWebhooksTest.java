package io.tradewind.commerce.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Stripe's events mean to a shop. */
class StripeWebhooksTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private WebhookOutcome<PaymentFact> arrives(byte[] body) {
        return arrives(bench, body);
    }

    private WebhookOutcome<PaymentFact> arrives(Bench at, byte[] body) {
        Instant now = at.clock().instant();
        Map<String, List<String>> headers =
                new StripeEvents(at.stripe()).headers(body, StripeEvents.SECRETS.get(0), now);
        return at.gateway().receive(new WebhookEnvelope("POST", "/webhooks/card", "", headers, body, now));
    }

    private List<Notice<PaymentFact>> notices(String type, Object object) {
        WebhookOutcome<PaymentFact> outcome = arrives(StripeEvents.event(type, object));
        assertThat(outcome).isInstanceOf(WebhookOutcome.Accepted.class);
        return ((WebhookOutcome.Accepted<PaymentFact>) outcome).notices();
    }

    private PaymentFact.Outcome told(String type, Object object) {
        List<Notice<PaymentFact>> notices = notices(type, object);
        assertThat(notices).hasSize(1);
        return (PaymentFact.Outcome) notices.get(0).fact();
    }

    private Map<String, Object> json(ProviderRef payment) {
        return FakeStripe.json(bench.stripe().intent(payment), false);
    }

    @Test
    void an_intent_that_can_be_captured_tells_its_authorisation() {
        OperationId id = bench.id();
        ProviderRef payment =
                Bench.ref(bench.open(id, CaptureMode.LATER, StripeHarness.token("pm_card_visa"), "EUR 12.50"));

        PaymentFact.Outcome told = told("payment_intent.amount_capturable_updated", json(payment));

        assertThat(told.operation()).contains(id);
        assertThat(told.kind()).isEqualTo(OperationKind.AUTHORIZE);
        assertThat(((PaymentResult.Approved) told.result()).effect()).isEqualTo(Effect.AUTHORIZED);
    }

    @Test
    void an_intent_captured_by_the_shop_tells_the_capture() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        OperationId capture = bench.id();
        PaymentResult answer = bench.gateway().capture(bench.request(capture, payment, "EUR 5.00", "EUR 12.50"));

        PaymentFact.Outcome told = told("payment_intent.succeeded", json(payment));

        assertThat(told.operation()).contains(capture);
        assertThat(told.kind()).isEqualTo(OperationKind.CAPTURE);
        assertThat(told.result()).isEqualTo(answer);
    }

    @Test
    void an_intent_captured_by_hand_tells_a_capture_of_nobody() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        FakeStripe.Intent intent = bench.stripe().intent(payment);
        intent.status = "succeeded";
        intent.received = 1250;

        PaymentFact.Outcome told = told("payment_intent.succeeded", json(payment));

        assertThat(told.operation()).isEmpty();
        assertThat(told.kind()).isEqualTo(OperationKind.CAPTURE);
    }

    @Test
    void a_cancelled_authorisation_tells_a_cancel_by_the_reference_the_cancel_had() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        PaymentResult.Approved given = (PaymentResult.Approved)
                bench.gateway().cancel(bench.request(bench.id(), payment, "EUR 12.50", "EUR 12.50"));

        PaymentFact.Outcome told = told("payment_intent.canceled", json(payment));

        assertThat(told.kind()).isEqualTo(OperationKind.CANCEL);
        assertThat(((PaymentResult.Approved) told.result()).ref()).isEqualTo(given.ref());
        assertThat(((PaymentResult.Approved) told.result()).amount()).isEqualTo(Money.parse("EUR 12.50"));
    }

    @Test
    void an_intent_given_up_before_money_was_reserved_declines_the_opening() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired)
                bench.open(id, CaptureMode.AT_ONCE, new Instrument.ProviderPage(), "EUR 12.50");
        bench.stripe().intent(waiting.ref()).status = "canceled";

        PaymentFact.Outcome told = told("payment_intent.canceled", json(waiting.ref()));

        assertThat(told.operation()).contains(id);
        assertThat(((PaymentResult.Declined) told.result()).code()).isEqualTo(DeclineCode.SESSION_EXPIRED);
    }

    @Test
    void a_decline_in_the_browser_is_no_news_while_the_buyer_may_try_another_card() {
        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired)
                bench.open(bench.id(), CaptureMode.AT_ONCE, new Instrument.ProviderPage(), "EUR 12.50");
        FakeStripe.decline(bench.stripe().intent(waiting.ref()), "generic_decline");

        assertThat(arrives(StripeEvents.event("payment_intent.payment_failed", json(waiting.ref()))))
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @Test
    void a_failed_intent_tells_the_decline() {
        OperationId id = bench.id();
        bench.open(id, CaptureMode.AT_ONCE, StripeHarness.token("pm_decline_stolen_card"), "EUR 12.50");

        PaymentFact.Outcome told = told("payment_intent.payment_failed", json(new ProviderRef("pi_1")));

        assertThat(told.operation()).contains(id);
        assertThat(((PaymentResult.Declined) told.result()).code()).isEqualTo(DeclineCode.LOST_OR_STOLEN);
    }

    @Test
    void an_intent_somebody_else_made_on_the_account_is_ignored() {
        ProviderRef payment = bench.paid("EUR 12.50");
        bench.stripe().intent(payment).metadata.clear();

        assertThat(arrives(StripeEvents.event("payment_intent.succeeded", json(payment))))
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
    void a_refund_of_the_shop_is_told_with_its_operation(String type) {
        ProviderRef payment = bench.paid("EUR 12.50");
        OperationId refund = bench.id();
        PaymentResult answer = bench.gateway().refund(bench.request(refund, payment, "EUR 5.00", "EUR 12.50"));

        PaymentFact.Outcome told =
                told(type, FakeStripe.json(bench.stripe().refunds.get("re_1")));

        assertThat(told.payment()).isEqualTo(payment);
        assertThat(told.operation()).contains(refund);
        assertThat(told.result()).isEqualTo(answer);
    }

    @Test
    void a_refund_made_by_hand_has_no_operation() {
        ProviderRef payment = bench.paid("EUR 12.50");
        bench.gateway().refund(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));
        bench.stripe().refunds.get("re_1").metadata.clear();

        PaymentFact.Outcome told =
                told("refund.created", FakeStripe.json(bench.stripe().refunds.get("re_1")));

        assertThat(told.operation()).isEmpty();
        assertThat(((PaymentResult.Approved) told.result()).amount()).isEqualTo(Money.parse("EUR 5.00"));
    }

    @Test
    void a_refunded_charge_tells_every_refund_it_lists_under_an_id_of_its_own() {
        ProviderRef payment = bench.paid("EUR 12.50");
        bench.gateway().refund(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));
        bench.gateway().refund(bench.request(bench.id(), payment, "EUR 2.00", "EUR 7.50"));
        Map<String, Object> charge = Map.of(
                "id",
                "ch_1",
                "object",
                "charge",
                "refunds",
                Map.of(
                        "object",
                        "list",
                        "data",
                        bench.stripe().refunds.values().stream()
                                .map(FakeStripe::json)
                                .toList()));

        List<Notice<PaymentFact>> notices = notices("charge.refunded", charge);

        assertThat(notices).extracting(Notice::eventId).containsExactly("evt_1", "evt_1-1");
        assertThat(arrives(StripeEvents.event("charge.refunded", Map.of("id", "ch_1", "object", "charge"))))
                .as("newer versions list none: refund.created tells them")
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource({
        "warning_needs_response, INQUIRY",
        "warning_under_review, INQUIRY",
        "warning_closed, WON",
        "needs_response, OPENED",
        "under_review, UNDER_REVIEW",
        "won, WON",
        "lost, LOST"
    })
    void a_dispute_tells_its_stage_and_until_when_to_answer(String status, DisputeStage stage) {
        Map<String, Object> dispute = new LinkedHashMap<>();
        dispute.put("id", "du_1");
        dispute.put("object", "dispute");
        dispute.put("payment_intent", "pi_1");
        dispute.put("amount", 1250);
        dispute.put("currency", "eur");
        dispute.put("status", status);
        dispute.put("evidence_details", Map.of("due_by", 1_768_000_000));

        List<Notice<PaymentFact>> notices = notices("charge.dispute.updated", dispute);

        assertThat(notices)
                .extracting(Notice::fact)
                .containsExactly(new PaymentFact.Dispute(
                        new ProviderRef("pi_1"),
                        new ProviderRef("du_1"),
                        stage,
                        Money.parse("EUR 12.50"),
                        Optional.of(Instant.ofEpochSecond(1_768_000_000))));
    }

    @Test
    void a_platform_hears_its_connected_account_and_no_other() {
        try (Bench platform = new Bench(Map.of("connectedAccount", "acct_1"), Environment.TEST)) {
            ProviderRef payment = platform.paid("EUR 12.50");
            Object json = FakeStripe.json(platform.stripe().intent(payment), false);

            assertThat(arrives(
                            platform,
                            StripeEvents.event(
                                    "evt_1", "payment_intent.succeeded", false, Optional.of("acct_1"), json)))
                    .isInstanceOf(WebhookOutcome.Accepted.class);
            assertThat(arrives(
                            platform,
                            StripeEvents.event(
                                    "evt_1", "payment_intent.succeeded", false, Optional.of("acct_2"), json)))
                    .isEqualTo(new WebhookOutcome.Refused<>(Refusal.OTHER_ACCOUNT));
            assertThat(arrives(platform, StripeEvents.event("payment_intent.succeeded", json)))
                    .isEqualTo(new WebhookOutcome.Refused<>(Refusal.OTHER_ACCOUNT));
        }
    }

    @Test
    void without_a_signing_secret_no_webhooks_are_claimed() {
        StripeSettings settings = StripeSettings.of(
                Settings.of(StripeSettings.FIELDS, Map.of("secretKey", "sk_test_good", "publishableKey", "pk_test_x")));

        assertThat(settings.webhookSecrets()).isEmpty();
        assertThat(StripeMoney.profile(false).capabilities()).doesNotContain(PaymentCapability.WEBHOOKS);
    }

    @Test
    void while_a_secret_rolls_one_right_signature_among_several_is_enough() {
        ProviderRef payment = bench.paid("EUR 12.50");
        byte[] body = StripeEvents.event("payment_intent.succeeded", json(payment));
        Instant now = bench.clock().instant();
        String right = new StripeEvents(bench.stripe())
                .headers(body, StripeEvents.SECRETS.get(1), now)
                .get("Stripe-Signature")
                .get(0);
        String both = right.replace(",v1=", ",v1=" + "ab".repeat(32) + ",v1=");

        WebhookOutcome<PaymentFact> outcome = bench.gateway()
                .receive(new WebhookEnvelope(
                        "POST", "/webhooks/card", "", Map.of("stripe-signature", List.of(both)), body, now));

        assertThat(outcome).isInstanceOf(WebhookOutcome.Accepted.class);
    }
}
