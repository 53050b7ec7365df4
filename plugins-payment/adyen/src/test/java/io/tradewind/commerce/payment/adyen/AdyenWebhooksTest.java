package io.tradewind.commerce.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
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

/** What Adyen's webhooks mean to a shop. */
class AdyenWebhooksTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static Map<String, Object> with(Map<String, Object> item, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(item);
        changed.put(name, value);
        return changed;
    }

    private static PaymentResult.Approved approved(PaymentFact.Outcome told) {
        return (PaymentResult.Approved) told.result();
    }

    private OperationId paid(CaptureMode mode) {
        OperationId id = bench.id();
        bench.open(id, mode, AdyenHarness.card("APPROVED"), "EUR 12.50");
        return id;
    }

    private ProviderRef payment(OperationId id) {
        return new ProviderRef((String) bench.adyen().told(id).get("pspReference"));
    }

    @Test
    void adyen_hears_that_its_webhook_is_accepted_whether_it_is_news_or_not() {
        Map<String, Object> item = bench.adyen().told(paid(CaptureMode.AT_ONCE));

        WebhookOutcome.Accepted<PaymentFact> news =
                (WebhookOutcome.Accepted<PaymentFact>) bench.arrives(false, List.of(item));
        WebhookOutcome.Ignored<PaymentFact> none = (WebhookOutcome.Ignored<PaymentFact>)
                bench.arrives(false, List.of(with(item, "eventCode", "REPORT_AVAILABLE")));

        assertThat(new String(news.reply().body(), StandardCharsets.UTF_8)).isEqualTo("[accepted]");
        assertThat(new String(none.reply().body(), StandardCharsets.UTF_8)).isEqualTo("[accepted]");
        assertThat(news.notices().get(0).occurredAt()).isEqualTo(Instant.parse("2026-11-25T16:00:00Z"));
    }

    @Test
    void one_forged_item_spoils_the_whole_webhook() {
        Map<String, Object> item = bench.adyen().told(paid(CaptureMode.AT_ONCE));
        byte[] signed = new AdyenEvents(bench.adyen())
                .signed(AdyenEvents.webhook(false, List.of(item, item)), AdyenEvents.KEYS.get(1));
        String text = new String(signed, StandardCharsets.UTF_8);
        int second = text.lastIndexOf("\"value\":1250");
        byte[] forged = (text.substring(0, second) + "\"value\":9999" + text.substring(second + 12))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(bench.gateway()
                        .receive(new WebhookEnvelope(
                                "POST",
                                "/webhooks/card",
                                "",
                                Map.of(),
                                forged,
                                bench.clock().instant())))
                .isEqualTo(new WebhookOutcome.Refused<>(Refusal.BAD_SIGNATURE));
    }

    @Test
    void an_authorisation_tells_what_was_asked_for() {
        OperationId reserved = paid(CaptureMode.LATER);
        OperationId taken = paid(CaptureMode.AT_ONCE);

        assertThat(bench.told(reserved).kind()).isEqualTo(OperationKind.AUTHORIZE);
        assertThat(approved(bench.told(reserved)).effect()).isEqualTo(Effect.AUTHORIZED);
        assertThat(bench.told(taken).kind()).isEqualTo(OperationKind.PURCHASE);
        assertThat(approved(bench.told(taken)).effect()).isEqualTo(Effect.CAPTURED);
    }

    @ParameterizedTest
    @CsvSource({
        "Refused, DO_NOT_HONOR, 2",
        "NOT ENOUGH BALANCE, INSUFFICIENT_FUNDS, 12",
        "3D Not Authenticated, AUTHENTICATION_FAILED, 11",
        "05 : Do not honor, OTHER, 05 : Do not honor"
    })
    void a_refused_authorisation_tells_why_as_the_answer_would(String reason, DeclineCode code, String raw) {
        Map<String, Object> item = with(bench.adyen().told(paid(CaptureMode.AT_ONCE)), "success", "false");

        PaymentResult.Declined told = (PaymentResult.Declined)
                bench.told(with(item, "reason", reason)).result();

        assertThat(told.code()).isEqualTo(code);
        assertThat(told.details().rawCode()).isEqualTo(raw);
    }

    @Test
    void a_refused_card_on_adyens_page_is_no_news_while_the_buyer_may_try_another() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired)
                bench.open(id, CaptureMode.AT_ONCE, new Instrument.ProviderPage(), "EUR 12.50");
        bench.adyen().settle(waiting.ref(), false);
        assertThat(bench.arrives(false, List.of(bench.adyen().told(id)))).isInstanceOf(WebhookOutcome.Ignored.class);

        bench.adyen().settle(waiting.ref(), true);
        assertThat(bench.told(id).operation()).contains(id);
        assertThat(approved(bench.told(id)).amount()).isEqualTo(Money.parse("EUR 12.50"));
    }

    @Test
    void an_authorisation_somebody_else_made_on_the_account_is_ignored() {
        Map<String, Object> item = bench.adyen().told(paid(CaptureMode.AT_ONCE));

        assertThat(bench.arrives(false, List.of(with(item, "merchantReference", "order 7 of another shop"))))
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @Test
    void a_closed_offer_ends_the_opening() {
        OperationId id = paid(CaptureMode.AT_ONCE);

        PaymentFact.Outcome told = bench.told(with(bench.adyen().told(id), "eventCode", "OFFER_CLOSED"));

        assertThat(told.operation()).contains(id);
        assertThat(((PaymentResult.Declined) told.result()).code()).isEqualTo(DeclineCode.SESSION_EXPIRED);
    }

    @Test
    void a_capture_made_by_hand_is_of_no_operation_of_ours() {
        OperationId id = paid(CaptureMode.LATER);
        Map<String, Object> item = with(bench.adyen().told(id), "eventCode", "CAPTURE");
        item.put("originalReference", payment(id).value());
        item.put("pspReference", "TESTPSP000000777");

        PaymentFact.Outcome told = bench.told(item);

        assertThat(told.payment()).isEqualTo(payment(id));
        assertThat(told.operation()).as("the reference is the payment's").isEmpty();
        assertThat(told.kind()).isEqualTo(OperationKind.CAPTURE);
        assertThat(approved(told).ref()).isEqualTo(new ProviderRef("TESTPSP000000777"));
    }

    @Test
    void a_capture_that_adyen_makes_by_itself_is_no_other_money_than_the_purchase() {
        OperationId id = paid(CaptureMode.AT_ONCE);
        Map<String, Object> item = with(bench.adyen().told(id), "eventCode", "CAPTURE");
        item.put("originalReference", payment(id).value());
        item.put("pspReference", "TESTPSP000000778");

        PaymentFact.Outcome told = bench.told(item);

        assertThat(told.operation()).contains(id);
        assertThat(told.kind()).isEqualTo(OperationKind.PURCHASE);
        assertThat(approved(told).ref()).isEqualTo(payment(id));
    }

    @Test
    void a_rest_given_up_is_told_as_what_was_open_though_adyen_tells_the_whole() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));
        OperationId cancel = bench.id();
        bench.gateway().cancel(bench.request(cancel, payment, "EUR 7.50", "EUR 7.50"));

        assertThat(bench.adyen().told(cancel).get("amount")).isEqualTo(Map.of("currency", "EUR", "value", 1250L));
        assertThat(approved(bench.told(cancel)).amount()).isEqualTo(Money.parse("EUR 7.50"));
    }

    @Test
    void a_raise_is_told_as_the_difference_of_adyens_new_sum() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        OperationId raise = bench.id();
        bench.gateway().increment(bench.request(raise, payment, "EUR 2.00", "EUR 12.50"));

        assertThat(bench.adyen().told(raise).get("amount")).isEqualTo(Map.of("currency", "EUR", "value", 1450L));
        assertThat(approved(bench.told(raise)).amount()).isEqualTo(Money.parse("EUR 2.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "Insufficient balance on payment, AMOUNT_EXCEEDS",
        "Payment not found, NOT_FOUND",
        "Payment already cancelled, ALREADY_DONE"
    })
    void what_could_not_be_done_is_told_with_its_reason(String reason, RejectCode code) {
        ProviderRef payment = bench.authorized("EUR 12.50");
        OperationId capture = bench.id();
        bench.gateway().capture(bench.request(capture, payment, "EUR 5.00", "EUR 12.50"));
        Map<String, Object> item = with(bench.adyen().told(capture), "success", "false");

        PaymentFact.Outcome told = bench.told(with(item, "reason", reason));

        assertThat(told.operation()).contains(capture);
        assertThat(((PaymentResult.Rejected) told.result()).code()).isEqualTo(code);
    }

    @Test
    void a_payment_nobody_made_cannot_be_cancelled_and_that_is_told() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired)
                bench.open(id, CaptureMode.AT_ONCE, AdyenHarness.card("REDIRECT"), "EUR 12.50");
        OperationId cancel = bench.id();
        bench.gateway().cancel(bench.request(cancel, waiting.ref(), "EUR 12.50", "EUR 12.50"));

        PaymentFact.Outcome told = bench.told(cancel);

        assertThat(told.kind()).isEqualTo(OperationKind.CANCEL);
        assertThat(((PaymentResult.Rejected) told.result()).code()).isEqualTo(RejectCode.NOT_FOUND);
    }

    @Test
    void a_capture_the_bank_refused_later_is_that_of_the_capture_or_of_the_purchase_it_belongs_to() {
        OperationId purchase = paid(CaptureMode.AT_ONCE);
        Map<String, Object> automatic = with(bench.adyen().told(purchase), "eventCode", "CAPTURE_FAILED");
        automatic.put("originalReference", payment(purchase).value());
        ProviderRef reserved = bench.authorized("EUR 12.50");
        OperationId capture = bench.id();
        bench.gateway().capture(bench.request(capture, reserved, "EUR 12.50", "EUR 12.50"));

        PaymentFact.Outcome ofPurchase = bench.told(automatic);
        PaymentFact.Outcome ofCapture = bench.told(with(bench.adyen().told(capture), "eventCode", "CAPTURE_FAILED"));

        assertThat(ofPurchase.operation()).contains(purchase);
        assertThat(ofPurchase.kind()).isEqualTo(OperationKind.PURCHASE);
        assertThat(ofPurchase.result()).isInstanceOf(PaymentResult.Declined.class);
        assertThat(ofCapture.operation()).contains(capture);
        assertThat(ofCapture.kind()).isEqualTo(OperationKind.CAPTURE);
    }

    @ParameterizedTest
    @CsvSource({"REFUND_FAILED", "REFUNDED_REVERSED"})
    void a_refund_that_did_not_arrive_takes_back_what_was_told(String event) {
        OperationId id = paid(CaptureMode.AT_ONCE);
        OperationId refund = bench.id();
        bench.gateway().refund(bench.request(refund, payment(id), "EUR 5.00", "EUR 12.50"));
        assertThat(approved(bench.told(refund)).amount()).isEqualTo(Money.parse("EUR 5.00"));

        PaymentFact.Outcome told = bench.told(with(bench.adyen().told(refund), "eventCode", event));

        assertThat(told.operation()).contains(refund);
        assertThat(told.result()).isInstanceOf(PaymentResult.Declined.class);
    }

    @ParameterizedTest
    @CsvSource({"cancel, CANCEL", "refund, REFUND"})
    void a_reversal_by_hand_is_the_cancel_or_refund_it_became(String action, OperationKind kind) {
        OperationId id = paid(CaptureMode.AT_ONCE);
        Map<String, Object> item = with(bench.adyen().told(id), "eventCode", "CANCEL_OR_REFUND");
        item.put("originalReference", payment(id).value());

        PaymentFact.Outcome told = bench.told(with(item, "additionalData", Map.of("modification.action", action)));

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.operation()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_FOR_INFORMATION, '', INQUIRY",
        "NOTIFICATION_OF_CHARGEBACK, Undefended, INQUIRY",
        "CHARGEBACK, Undefended, OPENED",
        "CHARGEBACK, Accepted, LOST",
        "INFORMATION_SUPPLIED, '', UNDER_REVIEW",
        "CHARGEBACK_REVERSED, Pending, UNDER_REVIEW",
        "CHARGEBACK_REVERSED, Won, WON",
        "SECOND_CHARGEBACK, Lost, LOST",
        "PREARBITRATION_WON, Won, WON",
        "PREARBITRATION_LOST, Lost, LOST",
        "DISPUTE_DEFENSE_PERIOD_ENDED, Expired, LOST"
    })
    void a_dispute_tells_its_stage_and_until_when_to_answer(String event, String status, DisputeStage stage) {
        OperationId id = paid(CaptureMode.AT_ONCE);
        Map<String, Object> item = with(bench.adyen().told(id), "eventCode", event);
        item.put("pspReference", "TESTDSP000000001");
        item.put("originalReference", payment(id).value());
        item.put("additionalData", Map.of("disputeStatus", status, "defensePeriodEndsAt", "2026-12-24T12:00:00+01:00"));

        List<Notice<PaymentFact>> notices =
                ((WebhookOutcome.Accepted<PaymentFact>) bench.arrives(false, List.of(item))).notices();

        boolean answerable = stage == DisputeStage.INQUIRY || stage == DisputeStage.OPENED;
        assertThat(notices)
                .extracting(Notice::fact)
                .containsExactly(new PaymentFact.Dispute(
                        payment(id),
                        new ProviderRef("TESTDSP000000001"),
                        stage,
                        Money.parse("EUR 12.50"),
                        answerable ? Optional.of(Instant.parse("2026-12-24T11:00:00Z")) : Optional.empty()));
    }

    @Test
    void two_events_of_one_dispute_are_two_events() {
        OperationId id = paid(CaptureMode.AT_ONCE);
        Map<String, Object> item = with(bench.adyen().told(id), "eventCode", "CHARGEBACK_REVERSED");
        Map<String, Object> pending = with(item, "additionalData", Map.of("disputeStatus", "Pending"));
        Map<String, Object> won = with(item, "additionalData", Map.of("disputeStatus", "Won"));

        WebhookOutcome.Accepted<PaymentFact> both =
                (WebhookOutcome.Accepted<PaymentFact>) bench.arrives(false, List.of(pending, won));

        assertThat(both.notices()).extracting(Notice::eventId).doesNotHaveDuplicates();
    }
}
