package io.tradewind.commerce.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PayPal's events: who may send them, and what they mean. */
class PayPalWebhooksTest {
    private final Bench bench = new Bench();
    private final PayPalEvents events = new PayPalEvents(bench.paypal());

    @AfterEach
    void close() {
        bench.close();
    }

    private Map<String, List<String>> headers(byte[] body, String key) {
        return new TreeMap<>(
                events.headers(body, PayPalEvents.WEBHOOKS.get(0), bench.clock().instant(), key));
    }

    private WebhookOutcome<PaymentFact> arrives(byte[] body, Map<String, List<String>> headers) {
        return bench.gateway()
                .receive(new WebhookEnvelope(
                        "POST",
                        "/webhooks/paypal",
                        "",
                        headers,
                        body,
                        bench.clock().instant()));
    }

    private WebhookOutcome<PaymentFact> arrives(String type, Object resource) {
        byte[] body = PayPalEvents.event("WH-1", type, resource);
        return arrives(body, headers(body, "paypal"));
    }

    private PaymentFact fact(String type, Object resource) {
        WebhookOutcome<PaymentFact> outcome = arrives(type, resource);
        assertThat(outcome).isInstanceOf(WebhookOutcome.Accepted.class);
        return ((WebhookOutcome.Accepted<PaymentFact>) outcome).notices().get(0).fact();
    }

    private static void refused(WebhookOutcome<PaymentFact> outcome) {
        assertThat(outcome).isEqualTo(new WebhookOutcome.Refused<>(Refusal.BAD_SIGNATURE));
    }

    private Map<String, Object> captured(FakePayPal.Order order) {
        return bench.paypal().json(order, order.captures.get(0));
    }

    // ---- who may send ----

    private byte[] genuine() {
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        return PayPalEvents.event(
                "WH-1", "PAYMENT.CAPTURE.COMPLETED", captured(bench.paypal().only()));
    }

    @Test
    void the_certificate_is_fetched_once() {
        byte[] body = genuine();
        for (int i = 0; i < 3; i++) {
            assertThat(arrives(body, headers(body, "paypal"))).isInstanceOf(WebhookOutcome.Accepted.class);
        }
        assertThat(bench.paypal().count("GET /v1/notifications/certs/")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "forged"})
    void a_certificate_of_somebody_else_or_of_a_made_up_authority_is_not_believed(String who) {
        byte[] body = genuine();
        bench.paypal().certify(who);

        refused(arrives(body, headers(body, who)));
    }

    @Test
    void a_certificate_that_does_not_hold_any_more_is_not_believed() {
        byte[] body = genuine();
        bench.clock().pass(Duration.ofDays(36_600));

        refused(arrives(body, headers(body, "paypal")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1/notifications/certs/CERT-1",
                "https://paypal.com.evil.example/v1/notifications/certs/CERT-1",
                "http://api.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.paypal.com:8443/v1/notifications/certs/CERT-1",
                "https://me@api.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.paypal.com/v1/notifications/certs/../../x",
                "https://api.paypal.com/somewhere/else",
                "file:///etc/passwd",
                "not an address"
            })
    void certificates_are_taken_from_paypals_own_address_only(String address) {
        byte[] body = genuine();
        Map<String, List<String>> headers = headers(body, "paypal");
        headers.put("PayPal-Cert-Url", List.of(address));
        int sent = bench.sent().size();

        refused(arrives(body, headers));
        assertThat(bench.sent()).hasSize(sent);
    }

    @Test
    void a_flood_of_made_up_certificates_does_not_make_us_flood_paypal() {
        byte[] body = genuine();
        Map<String, List<String>> headers = headers(body, "paypal");
        bench.paypal().certify("forged");
        String address = headers.get("PayPal-Cert-Url").get(0);
        for (int i = 0; i < 30; i++) {
            headers.put("PayPal-Cert-Url", List.of(address + i));
            refused(arrives(body, headers));
        }
        assertThat(bench.paypal().count("GET /v1/notifications/certs/")).isEqualTo(10);
        bench.paypal().certify("paypal");
        bench.clock().pass(Duration.ofMinutes(1));
        assertThat(arrives(body, headers(body, "paypal"))).isInstanceOf(WebhookOutcome.Accepted.class);
    }

    @Test
    void another_algorithm_is_not_believed() {
        byte[] body = genuine();
        Map<String, List<String>> headers = headers(body, "paypal");
        headers.put("PayPal-Auth-Algo", List.of("SHA1withRSA"));

        refused(arrives(body, headers));
    }

    @Test
    void without_a_webhook_id_no_webhooks_are_taken() {
        Map<String, String> values =
                new TreeMap<>(PayPalHarness.settings(bench.paypal().address().orElseThrow(), FakePayPal.SECRET));
        values.remove("webhookId");
        var gateway = Bench.create(values, Environment.TEST, bench.clock(), call -> new HttpReply.NotSent("no"));

        assertThat(gateway.receive(new WebhookEnvelope(
                        "POST", "/", "", Map.of(), new byte[0], bench.clock().instant())))
                .isInstanceOf(WebhookOutcome.NotSupported.class);
    }

    // ---- what they mean ----

    @Test
    void an_authorisation_is_told_with_its_order_and_operation() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");
        FakePayPal.Order order = bench.paypal().only();

        PaymentFact.Outcome told = (PaymentFact.Outcome)
                fact("PAYMENT.AUTHORIZATION.CREATED", bench.paypal().json(order, order.authorizations.get(0)));

        assertThat(told.payment()).isEqualTo(ref);
        assertThat(told.operation()).contains(OperationId.parse(order.customId));
        assertThat(told.kind()).isEqualTo(OperationKind.AUTHORIZE);
        assertThat(((PaymentResult.Approved) told.result()).effect()).isEqualTo(Effect.AUTHORIZED);
    }

    @Test
    void a_capture_of_ours_is_told_with_its_operation_and_one_by_hand_without() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");
        OperationId id = bench.id();
        bench.gateway().capture(bench.request(id, ref, "EUR 5.00", "EUR 12.50"));
        FakePayPal.Order order = bench.paypal().only();

        PaymentFact.Outcome ours = (PaymentFact.Outcome) fact("PAYMENT.CAPTURE.COMPLETED", captured(order));
        assertThat(ours.kind()).isEqualTo(OperationKind.CAPTURE);
        assertThat(ours.operation()).contains(id);

        order.captures.get(0).invoiceId = "";
        PaymentFact.Outcome byHand = (PaymentFact.Outcome) fact("PAYMENT.CAPTURE.COMPLETED", captured(order));
        assertThat(byHand.kind()).isEqualTo(OperationKind.CAPTURE);
        assertThat(byHand.operation()).isEmpty();
        assertThat(((PaymentResult.Approved) byHand.result()).amount()).isEqualTo(Money.parse("EUR 5.00"));
    }

    @Test
    void a_void_tells_how_much_was_still_open() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 5.00", "EUR 12.50"));
        FakePayPal.Order order = bench.paypal().only();
        order.authorizations.get(0).status = "VOIDED";

        PaymentFact.Outcome told = (PaymentFact.Outcome)
                fact("PAYMENT.AUTHORIZATION.VOIDED", bench.paypal().json(order, order.authorizations.get(0)));

        assertThat(told.kind()).isEqualTo(OperationKind.CANCEL);
        assertThat(((PaymentResult.Approved) told.result()).amount()).isEqualTo(Money.parse("EUR 7.50"));
    }

    @Test
    void a_refund_of_ours_is_asked_about_and_one_by_hand_is_told() {
        ProviderRef ref = bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        bench.gateway().refund(bench.request(bench.id(), ref, "EUR 5.00", "EUR 12.50"));
        FakePayPal.Order order = bench.paypal().only();
        FakePayPal.Payment refund = order.refunds.get(0);

        WebhookOutcome<PaymentFact> ours =
                arrives("PAYMENT.CAPTURE.REFUNDED", bench.paypal().json(order, refund));
        assertThat(((WebhookOutcome.LookUp<PaymentFact>) ours).changed()).containsExactly(ref);

        refund.customId = order.customId; // what PayPal puts there when a person refunds
        PaymentFact.Outcome byHand = (PaymentFact.Outcome)
                fact("PAYMENT.CAPTURE.REFUNDED", bench.paypal().json(order, refund));
        assertThat(byHand.operation()).isEmpty();
        assertThat(byHand.payment()).isEqualTo(ref);
        assertThat(((PaymentResult.Approved) byHand.result()).amount()).isEqualTo(Money.parse("EUR 5.00"));
    }

    private Map<String, Object> dispute(String status, String stage, String outcome) {
        Map<String, Object> dispute = new LinkedHashMap<>();
        dispute.put("dispute_id", "PP-D-4012");
        dispute.put(
                "disputed_transactions",
                List.of(Map.of(
                        "seller_transaction_id", bench.paypal().only().captures.get(0).id)));
        dispute.put("dispute_amount", Map.of("currency_code", "EUR", "value", "12.50"));
        dispute.put("status", status);
        dispute.put("dispute_life_cycle_stage", stage);
        dispute.put("seller_response_due_date", "2026-02-01T12:00:00.000Z");
        if (!outcome.isEmpty()) {
            dispute.put("dispute_outcome", Map.of("outcome_code", outcome));
        }
        return dispute;
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, INQUIRY, '', INQUIRY",
        "WAITING_FOR_SELLER_RESPONSE, CHARGEBACK, '', OPENED",
        "UNDER_REVIEW, CHARGEBACK, '', UNDER_REVIEW",
        "RESOLVED, CHARGEBACK, RESOLVED_SELLER_FAVOUR, WON",
        "RESOLVED, CHARGEBACK, RESOLVED_BUYER_FAVOUR, LOST"
    })
    void a_dispute_is_told_with_the_payment_it_is_about(
            String status, String stage, String outcome, DisputeStage told) {
        ProviderRef ref = bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");

        PaymentFact.Dispute dispute =
                (PaymentFact.Dispute) fact("CUSTOMER.DISPUTE.UPDATED", dispute(status, stage, outcome));

        assertThat(dispute.payment()).isEqualTo(ref);
        assertThat(dispute.dispute()).isEqualTo(new ProviderRef("PP-D-4012"));
        assertThat(dispute.stage()).isEqualTo(told);
        assertThat(dispute.amount()).isEqualTo(Money.parse("EUR 12.50"));
        assertThat(dispute.answerBy()).isPresent();
    }

    @Test
    void of_a_lost_dispute_what_the_buyer_got_back_is_lost_and_a_case_that_ended_without_is_won() {
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        Map<String, Object> lost = dispute("RESOLVED", "CHARGEBACK", "");
        lost.put(
                "dispute_outcome",
                Map.of("outcome_code", "ACCEPTED", "amount_refunded", Map.of("currency_code", "EUR", "value", "4.00")));

        PaymentFact.Dispute told = (PaymentFact.Dispute) fact("CUSTOMER.DISPUTE.RESOLVED", lost);
        PaymentFact.Dispute none =
                (PaymentFact.Dispute) fact("CUSTOMER.DISPUTE.RESOLVED", dispute("RESOLVED", "INQUIRY", "NONE"));

        assertThat(told.stage()).isEqualTo(DisputeStage.LOST);
        assertThat(told.amount()).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(none.stage()).isEqualTo(DisputeStage.WON);
    }

    @Test
    void when_paypal_cannot_be_asked_now_the_event_is_to_come_again() {
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        arrives("CUSTOMER.DISPUTE.CREATED", dispute("OPEN", "INQUIRY", "")); // fetches the certificate
        bench.refuse(bench.paypal().only().captures.get(0).id);

        WebhookOutcome<PaymentFact> outcome = arrives("CUSTOMER.DISPUTE.CREATED", dispute("OPEN", "INQUIRY", ""));

        assertThat(((WebhookOutcome.Ignored<PaymentFact>) outcome).reply().status())
                .isEqualTo(503);
    }

    @Test
    void what_something_else_did_with_the_account_is_ignored() {
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        FakePayPal.Order order = bench.paypal().only();
        order.customId = "invoice 7 of another program";
        order.captures.get(0).customId = order.customId;

        for (WebhookOutcome<PaymentFact> outcome : List.of(
                arrives("PAYMENT.CAPTURE.COMPLETED", captured(order)),
                arrives("CUSTOMER.DISPUTE.CREATED", dispute("OPEN", "INQUIRY", "")))) {
            assertThat(((WebhookOutcome.Ignored<PaymentFact>) outcome).reply().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_signed_body_that_is_no_event_is_malformed() {
        byte[] body = "[]".getBytes(StandardCharsets.UTF_8);

        assertThat(arrives(body, headers(body, "paypal"))).isEqualTo(new WebhookOutcome.Refused<>(Refusal.MALFORMED));
        assertThat(arrives("PAYMENT.CAPTURE.COMPLETED", Map.of("id", "C1X")))
                .isEqualTo(new WebhookOutcome.Refused<>(Refusal.MALFORMED));
    }
}
