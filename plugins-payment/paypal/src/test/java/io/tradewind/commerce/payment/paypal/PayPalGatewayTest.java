package io.tradewind.commerce.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PayPal does in its own way, beyond the contract of every gateway. */
class PayPalGatewayTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static RejectCode rejected(PaymentResult result) {
        assertThat(result).isInstanceOf(PaymentResult.Rejected.class);
        return ((PaymentResult.Rejected) result).code();
    }

    private static DeclineCode declined(PaymentResult result) {
        assertThat(result).isInstanceOf(PaymentResult.Declined.class);
        return ((PaymentResult.Declined) result).code();
    }

    private static void assertApproved(PaymentResult result, Effect effect, String amount) {
        assertThat(result).isInstanceOf(PaymentResult.Approved.class);
        PaymentResult.Approved it = (PaymentResult.Approved) result;
        assertThat(it.effect() + " " + it.amount()).isEqualTo(effect + " " + amount);
    }

    private JsonObject created() {
        return JsonParser.parseString(bench.bodies("/v2/checkout/orders").get(0))
                .getAsJsonObject();
    }

    // ---- access tokens ----

    @Test
    void one_access_token_does_for_many_calls_until_shortly_before_it_ends() {
        bench.paypal().tokensLast(600);
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        assertThat(bench.paypal().count("POST /v1/oauth2/token")).isEqualTo(1);

        bench.clock().pass(Duration.ofSeconds(470));
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        assertThat(bench.paypal().count("POST /v1/oauth2/token")).isEqualTo(1);

        bench.clock().pass(Duration.ofSeconds(15));
        bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        assertThat(bench.paypal().count("POST /v1/oauth2/token")).isEqualTo(2);
    }

    @Test
    void a_token_paypal_no_longer_knows_is_renewed_once_and_the_payment_goes_through() {
        bench.paid(CaptureMode.AT_ONCE, "EUR 1.00");
        bench.paypal().revokeTokens();

        assertThat(bench.open(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50"))
                .isInstanceOf(PaymentResult.ActionRequired.class);
        assertThat(bench.paypal().count("POST /v1/oauth2/token")).isEqualTo(2);
    }

    @Test
    void without_a_token_nothing_was_sent() {
        bench.lose("/v1/oauth2/token");

        assertThat(bench.open(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50")).isInstanceOf(PaymentResult.NotSent.class);
        assertThat(bench.paypal().orders).isEmpty();
    }

    // ---- opening ----

    @Test
    void the_buyer_is_sent_to_paypal_with_the_address_the_goods_go_to() {
        bench.shipTo(new Address(
                "Ida Example", List.of("Long Street 1", "c/o Doe", "2nd floor"), "Berlin", "", "10115", "DE"));
        PaymentResult result = bench.open(bench.id(), CaptureMode.LATER, "EUR 12.50");

        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired) result;
        NextAction.Redirect redirect = (NextAction.Redirect) waiting.action();
        assertThat(redirect.url()).hasToString("https://www.sandbox.paypal.com/checkoutnow?token=" + waiting.ref());
        assertThat(waiting.expiresAt()).isAfter(bench.clock().instant().plus(Duration.ofHours(2)));
        JsonObject unit =
                created().get("purchase_units").getAsJsonArray().get(0).getAsJsonObject();
        assertThat(created().get("intent").getAsString()).isEqualTo("AUTHORIZE");
        assertThat(unit.get("shipping").toString())
                .isEqualTo(
                        "{\"name\":{\"full_name\":\"Ida Example\"},\"address\":{\"address_line_1\":\"Long Street 1\","
                                + "\"address_line_2\":\"c/o Doe, 2nd floor\",\"admin_area_2\":\"Berlin\","
                                + "\"postal_code\":\"10115\",\"country_code\":\"DE\"}}");
        assertThat(created().toString())
                .contains("\"shipping_preference\":\"SET_PROVIDED_ADDRESS\"", "\"locale\":\"de-DE\"");
    }

    @ParameterizedTest
    @CsvSource({"EUR 12.50, 12.50", "JPY 1250, 1250", "HUF 1250.00, 1250", "TWD 1250.00, 1250", "USD 0.01, 0.01"})
    void amounts_are_told_with_the_decimals_paypal_takes(String amount, String told) {
        bench.open(bench.id(), CaptureMode.AT_ONCE, amount);

        assertThat(created().toString()).contains("\"value\":\"" + told + "\"");
        assertThat(bench.paypal().only().amount).isEqualTo(Money.parse(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUF 1250.50", "TWD 0.01", "KWD 1.255", "EUR 0.00"})
    void what_paypal_cannot_be_told_is_refused_and_nothing_is_sent(String amount) {
        assertThat(rejected(bench.open(bench.id(), CaptureMode.AT_ONCE, amount)))
                .isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void an_address_paypal_does_not_take_is_the_buyers_to_change_not_an_alarm() {
        bench.paypal()
                .answerOnce(
                        422,
                        FakePayPal.error(422, "UNPROCESSABLE_ENTITY", "SHIPPING_ADDRESS_INVALID", "no")
                                .json());

        assertThat(declined(bench.open(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50")))
                .isEqualTo(DeclineCode.ADDRESS_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_PARAMETER_VALUE, INVALID_REQUEST",
        "403, PERMISSION_DENIED, BAD_CREDENTIALS",
        "422, PAYEE_ACCOUNT_RESTRICTED, MISCONFIGURED",
        "422, DUPLICATE_REQUEST_ID, KEY_REUSED",
        "422, SOMETHING_NEW, INVALID_REQUEST"
    })
    void mistakes_of_ours_are_told_apart(int status, String issue, RejectCode code) {
        bench.paypal()
                .answerOnce(status, FakePayPal.error(status, "NO", issue, "no").json());

        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50");

        assertThat(rejected(result)).isEqualTo(code);
        assertThat(((PaymentResult.Rejected) result).diagnostic()).contains(issue, "fa8e0");
    }

    @Test
    void a_conflict_proves_nothing() {
        bench.paypal()
                .answerOnce(
                        409,
                        FakePayPal.error(409, "CONFLICT", "PREVIOUS_REQUEST_IN_PROGRESS", "wait")
                                .json());

        assertThat(bench.open(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50")).isInstanceOf(PaymentResult.Unknown.class);
    }

    // ---- coming back ----

    @ParameterizedTest
    @EnumSource(CaptureMode.class)
    void a_lost_answer_to_the_second_step_is_unknown_and_then_found(CaptureMode mode) {
        OperationId id = bench.id();
        ProviderRef ref = bench.approved(id, mode, "EUR 12.50");
        bench.lose(mode == CaptureMode.AT_ONCE ? "/capture" : "/authorize");

        PaymentResult lost = bench.complete(id, ref, "EUR 12.50");
        bench.calm();

        assertThat(lost).isInstanceOf(PaymentResult.Unknown.class);
        assertThat(((PaymentResult.Unknown) lost).ref()).contains(ref);
        boolean atOnce = mode == CaptureMode.AT_ONCE;
        OperationKind kind = atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE;
        StatusReport.Found found = (StatusReport.Found) bench.ask(id, kind, Optional.of(ref), "EUR 12.50");
        Effect effect = atOnce ? Effect.CAPTURED : Effect.AUTHORIZED;
        assertApproved(found.outcome(), effect, "EUR 12.50");
        assertApproved(bench.complete(id, ref, "EUR 12.50"), effect, "EUR 12.50");
        assertThat(bench.paypal().effects(id)).isEqualTo(1);
    }

    @Test
    void a_second_step_that_did_not_leave_or_met_a_broken_server_is_told_apart() {
        OperationId id = bench.id();
        ProviderRef ref = bench.approved(id, CaptureMode.AT_ONCE, "EUR 12.50");
        bench.refuse("/capture");
        assertThat(bench.complete(id, ref, "EUR 12.50")).isInstanceOf(PaymentResult.NotSent.class);
        bench.calm();
        bench.refuse(ref.value());
        assertThat(bench.complete(id, ref, "EUR 12.50")).isInstanceOf(PaymentResult.NotSent.class);
        bench.calm();

        assertApproved(bench.complete(id, ref, "EUR 12.50"), Effect.CAPTURED, "EUR 12.50");
    }

    @Test
    void a_buyer_who_turns_back_at_paypal_declined_and_one_who_is_still_there_did_not() {
        OperationId id = bench.id();
        ProviderRef ref = ((PaymentResult.ActionRequired) bench.open(id, CaptureMode.AT_ONCE, "EUR 12.50")).ref();

        assertThat(bench.complete(id, ref, "EUR 12.50", Map.of())).isInstanceOf(PaymentResult.ActionRequired.class);
        assertThat(bench.complete(id, ref, "EUR 12.50")).isInstanceOf(PaymentResult.ActionRequired.class);
        assertThat(declined(bench.complete(id, ref, "EUR 12.50", Map.of("token", List.of(ref.value())))))
                .isEqualTo(DeclineCode.CANCELLED_BY_CUSTOMER);
        assertThat(bench.paypal().effects(id)).isZero();
    }

    @Test
    void a_buyer_brings_only_the_order_of_this_operation_and_amount() {
        ProviderRef ref = bench.approved(bench.id(), CaptureMode.AT_ONCE, "EUR 12.50");

        assertThat(rejected(bench.complete(bench.id(), ref, "EUR 12.50"))).isEqualTo(RejectCode.NOT_FOUND);
        OperationId id = OperationId.parse(bench.paypal().only().customId);
        assertThat(rejected(bench.complete(id, ref, "EUR 12.49"))).isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(rejected(bench.complete(id, new ProviderRef("../x"), "EUR 12.50")))
                .isEqualTo(RejectCode.NOT_FOUND);
        assertThat(bench.paypal().effects(id)).isZero();
    }

    @Test
    void an_order_paypal_has_forgotten_is_over_for_the_buyer_and_for_a_cancel() {
        OperationId id = bench.id();
        ProviderRef gone = new ProviderRef("GONE1X");

        assertThat(declined(bench.complete(id, gone, "EUR 12.50"))).isEqualTo(DeclineCode.SESSION_EXPIRED);
        StatusReport.Found found =
                (StatusReport.Found) bench.ask(id, OperationKind.PURCHASE, Optional.of(gone), "EUR 12.50");
        assertThat(declined(found.outcome())).isEqualTo(DeclineCode.SESSION_EXPIRED);
        assertApproved(
                bench.gateway().cancel(bench.request(bench.id(), gone, "EUR 12.50", "EUR 12.50")),
                Effect.CANCELLED,
                "EUR 12.50");
        assertThat(bench.ask(id, OperationKind.REFUND, Optional.of(gone), "EUR 1.00"))
                .isInstanceOf(StatusReport.Unavailable.class);
    }

    @Test
    void when_paypal_wants_the_buyer_again_the_buyer_is_sent_there_again() {
        OperationId id = bench.id();
        ProviderRef ref = bench.approved(id, CaptureMode.AT_ONCE, "EUR 12.50");
        bench.paypal().only().script = "PAYER_ACTION_REQUIRED";

        assertThat(bench.complete(id, ref, "EUR 12.50")).isInstanceOf(PaymentResult.ActionRequired.class);
    }

    // ---- capture and cancel ----

    @Test
    void captures_in_parts_know_which_one_is_the_last() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");

        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 5.00", "EUR 12.50"));
        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 7.50", "EUR 7.50"));

        assertThat(bench.bodies("/capture"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"final_capture\":false"),
                        last -> assertThat(last).contains("\"final_capture\":true"));
    }

    @Test
    void a_capture_sent_again_long_after_paypal_forgot_its_key_still_has_one_effect() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");
        OperationId id = bench.id();
        bench.lose("/capture");
        bench.gateway().capture(bench.request(id, ref, "EUR 5.00", "EUR 12.50"));
        bench.calm();
        bench.clock().pass(Duration.ofDays(60));

        assertApproved(
                bench.gateway().capture(bench.request(id, ref, "EUR 5.00", "EUR 12.50")), Effect.CAPTURED, "EUR 5.00");
        assertThat(bench.bodies("/capture")).hasSize(1);
        assertThat(rejected(bench.gateway().capture(bench.request(id, ref, "EUR 6.00", "EUR 12.50"))))
                .isEqualTo(RejectCode.KEY_REUSED);
    }

    @Test
    void what_a_part_left_is_given_up_and_the_authorisation_is_told_as_it_was() {
        OperationId opening = bench.id();
        ProviderRef ref = bench.approved(opening, CaptureMode.LATER, "EUR 12.50");
        bench.complete(opening, ref, "EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 5.00", "EUR 12.50"));

        OperationId id = bench.id();
        assertApproved(
                bench.gateway().cancel(bench.request(id, ref, "EUR 7.50", "EUR 7.50")), Effect.CANCELLED, "EUR 7.50");

        StatusReport.Found cancel =
                (StatusReport.Found) bench.ask(id, OperationKind.CANCEL, Optional.of(ref), "EUR 7.50");
        assertApproved(cancel.outcome(), Effect.CANCELLED, "EUR 7.50");
        StatusReport.Found open =
                (StatusReport.Found) bench.ask(opening, OperationKind.AUTHORIZE, Optional.of(ref), "EUR 12.50");
        assertApproved(open.outcome(), Effect.AUTHORIZED, "EUR 12.50");
        assertThat(open.totals().captured()).isEqualTo(Money.parse("EUR 5.00"));
    }

    @Test
    void a_part_cannot_be_given_up_and_what_is_taken_neither() {
        ProviderRef held = bench.paid(CaptureMode.LATER, "EUR 12.50");
        assertThat(rejected(bench.gateway().cancel(bench.request(bench.id(), held, "EUR 5.00", "EUR 12.50"))))
                .isEqualTo(RejectCode.UNSUPPORTED);
        ProviderRef taken = bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        assertThat(rejected(bench.gateway().cancel(bench.request(bench.id(), taken, "EUR 12.50", "EUR 12.50"))))
                .isEqualTo(RejectCode.ALREADY_DONE);
    }

    @Test
    void an_attempt_nobody_approved_is_closed_without_paypal_and_moves_nothing_later() {
        OperationId id = bench.id();
        ProviderRef ref = ((PaymentResult.ActionRequired) bench.open(id, CaptureMode.LATER, "EUR 12.50")).ref();
        OperationId cancel = bench.id();

        assertApproved(
                bench.gateway().cancel(bench.request(cancel, ref, "EUR 12.50", "EUR 12.50")),
                Effect.CANCELLED,
                "EUR 12.50");
        assertThat(bench.ask(cancel, OperationKind.CANCEL, Optional.of(ref), "EUR 12.50"))
                .isInstanceOf(StatusReport.Found.class);
        assertThat(bench.paypal().effects(id)).isZero();
    }

    // ---- refunds over several captures ----

    private ProviderRef capturedTwice() {
        ProviderRef ref = bench.paid(CaptureMode.LATER, "EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 5.00", "EUR 12.50"));
        bench.gateway().capture(bench.request(bench.id(), ref, "EUR 7.50", "EUR 7.50"));
        return ref;
    }

    @Test
    void a_refund_comes_from_the_one_capture_that_is_large_enough() {
        ProviderRef ref = capturedTwice();

        assertApproved(
                bench.gateway().refund(bench.request(bench.id(), ref, "EUR 6.00", "EUR 12.50")),
                Effect.REFUNDED,
                "EUR 6.00");

        assertThat(bench.paypal().only().refunds).hasSize(1);
    }

    @Test
    void a_refund_larger_than_each_capture_comes_from_several_under_keys_of_their_own() {
        ProviderRef ref = capturedTwice();
        OperationId id = bench.id();

        PaymentResult result = bench.gateway().refund(bench.request(id, ref, "EUR 12.00", "EUR 12.50"));

        assertApproved(result, Effect.REFUNDED, "EUR 12.00");
        assertThat(bench.paypal().only().refunds)
                .extracting(it -> it.amount)
                .containsExactly(Money.parse("EUR 5.00"), Money.parse("EUR 7.00"));
        assertThat(bench.sent())
                .filteredOn(it -> it.uri().getPath().endsWith("/refund"))
                .extracting(it -> it.headers().get("PayPal-Request-Id"))
                .containsExactly(id + "-1", id + "-2");
        StatusReport.Found found =
                (StatusReport.Found) bench.ask(id, OperationKind.REFUND, Optional.of(ref), "EUR 12.00");
        assertApproved(found.outcome(), Effect.REFUNDED, "EUR 12.00");
        assertThat(rejected(bench.gateway().refund(bench.request(bench.id(), ref, "EUR 0.51", "EUR 0.50"))))
                .isEqualTo(RejectCode.AMOUNT_EXCEEDS);
    }

    @Test
    void a_refund_that_broke_off_half_way_is_unknown_and_the_same_operation_makes_up_for_the_rest() {
        ProviderRef ref = capturedTwice();
        String second = bench.paypal().only().captures.get(1).id;
        OperationId id = bench.id();
        bench.refuse(second + "/refund");

        PaymentResult half = bench.gateway().refund(bench.request(id, ref, "EUR 12.00", "EUR 12.50"));
        bench.calm();

        assertThat(half).isInstanceOf(PaymentResult.Unknown.class);
        assertThat(bench.ask(id, OperationKind.REFUND, Optional.of(ref), "EUR 12.00"))
                .isInstanceOf(StatusReport.Unavailable.class);
        assertApproved(
                bench.gateway().refund(bench.request(id, ref, "EUR 12.00", "EUR 12.50")), Effect.REFUNDED, "EUR 12.00");
        assertThat(bench.paypal().only().refunds).hasSize(2);
    }

    @Test
    void without_money_in_the_shops_account_a_refund_is_declined_for_now() {
        ProviderRef ref = bench.paid(CaptureMode.AT_ONCE, "EUR 12.50");
        OperationId id = bench.id();
        bench.paypal()
                .answerOnce(
                        422,
                        FakePayPal.error(422, "NO", "REFUND_FAILED_INSUFFICIENT_FUNDS", "no")
                                .json());

        PaymentResult result = bench.gateway().refund(bench.request(id, ref, "EUR 1.00", "EUR 12.50"));

        assertThat(declined(result)).isEqualTo(DeclineCode.INSUFFICIENT_FUNDS);
        assertThat(((PaymentResult.Declined) result).retry()).isEqualTo(Retry.LATER);
        assertThat(bench.ask(id, OperationKind.REFUND, Optional.of(ref), "EUR 1.00"))
                .isInstanceOf(StatusReport.NotFound.class);
    }

    // ---- set-up ----

    @ParameterizedTest
    @CsvSource({
        "TEST, https://api-m.paypal.com",
        "LIVE, https://api-m.sandbox.paypal.com",
        "LIVE, http://paypal.example"
    })
    void an_address_of_the_other_mode_or_without_encryption_is_refused(Environment environment, String endpoint) {
        Map<String, String> values = PayPalHarness.settings(URI.create(endpoint), FakePayPal.SECRET);

        assertThatThrownBy(() -> Bench.create(values, environment, bench.clock(), call -> new HttpReply.NotSent("no")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'endpoint'");
    }

    @ParameterizedTest
    @CsvSource({"TEST, api-m.sandbox.paypal.com", "LIVE, api-m.paypal.com"})
    void without_an_address_the_environment_decides_where_to_go(Environment environment, String host) {
        Map<String, String> values = new TreeMap<>(PayPalHarness.settings(URI.create("http://x"), FakePayPal.SECRET));
        values.remove("endpoint");
        values.remove("webhookAuthorities");
        List<String> hosts = new ArrayList<>();

        Bench.create(values, environment, bench.clock(), call -> {
                    hosts.add(call.uri().getHost());
                    return new HttpReply.NotSent("no");
                })
                .health(bench.deadline());

        assertThat(hosts).containsExactly(host);
    }

    @Test
    void authorities_that_are_no_certificates_are_refused() {
        Map<String, String> values = new TreeMap<>(PayPalHarness.settings(URI.create("http://x"), FakePayPal.SECRET));
        values.put("webhookAuthorities", "trust me");

        assertThatThrownBy(() ->
                        Bench.create(values, Environment.TEST, bench.clock(), call -> new HttpReply.NotSent("no")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'webhookAuthorities'");
    }
}
