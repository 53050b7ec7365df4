package io.tradewind.commerce.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Stripe does in its own way, beyond the contract of every gateway. */
class StripeGatewayTest {
    private static final Instrument PAGE = new Instrument.ProviderPage();
    private static final Instrument CARD = StripeHarness.token("pm_card_visa");

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static RejectCode rejected(PaymentResult result) {
        assertThat(result).isInstanceOf(PaymentResult.Rejected.class);
        return ((PaymentResult.Rejected) result).code();
    }

    private PaymentResult complete(OperationId id, ProviderRef payment) {
        return bench.gateway()
                .complete(new CompleteRequest(
                        Call.first(id, bench.deadline()), payment, Money.parse("EUR 12.50"), Map.of()));
    }

    // ---- paying in the browser ----

    @Test
    void without_a_token_the_browser_gets_what_stripe_js_needs() {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, PAGE, "EUR 12.50");

        assertThat(result).isInstanceOf(PaymentResult.ActionRequired.class);
        PaymentResult.ActionRequired waiting = (PaymentResult.ActionRequired) result;
        assertThat(waiting.action())
                .isEqualTo(new NextAction.ClientStep(
                        "{\"clientSecret\":\"pi_1_secret_x\",\"publishableKey\":\"pk_test_x\"}"));
        assertThat(bench.stripe().seen().get(0).form()).doesNotContainKey("confirm");
    }

    @Test
    void a_card_declined_in_the_browser_ends_nothing_until_the_buyer_comes_back() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting =
                (PaymentResult.ActionRequired) bench.open(id, CaptureMode.AT_ONCE, PAGE, "EUR 12.50");
        FakeStripe.decline(bench.stripe().intent(waiting.ref()), "insufficient_funds");

        StatusReport report = bench.ask(id, OperationKind.PURCHASE, Optional.empty(), Optional.of(waiting.ref()));
        assertThat(((StatusReport.Found) report).outcome()).isInstanceOf(PaymentResult.ActionRequired.class);

        PaymentResult back = complete(id, waiting.ref());
        assertThat(((PaymentResult.Declined) back).code()).isEqualTo(DeclineCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void a_buyer_who_comes_back_brings_only_the_payment_of_this_operation() {
        ProviderRef other = bench.paid("EUR 12.50");

        assertThat(rejected(complete(bench.id(), other))).isEqualTo(RejectCode.NOT_FOUND);
    }

    @Test
    void a_confirmation_token_is_passed_on_as_one() {
        PaymentResult result =
                bench.open(bench.id(), CaptureMode.AT_ONCE, StripeHarness.token("ctoken_good"), "EUR 12.50");

        assertThat(result).isInstanceOf(PaymentResult.Approved.class);
        assertThat(bench.stripe().seen().get(0).form())
                .containsEntry("confirmation_token", "ctoken_good")
                .containsEntry("return_url", "https://shop.example/return");
    }

    @Test
    void a_token_that_is_not_stripes_is_refused_and_nothing_is_sent() {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, StripeHarness.token("../x"), "EUR 1.00");

        assertThat(rejected(result)).isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    // ---- amounts ----

    @ParameterizedTest
    @CsvSource({
        "EUR 12.50, 1250",
        "JPY 1250, 1250",
        "HUF 1250.50, 125050",
        "TWD 1250.50, 125050",
        "ISK 5, 500",
        "UGX 5, 500",
        "MGA 1250.00, 1250"
    })
    void amounts_are_said_as_stripe_wants_them(String amount, String wire) {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, amount);

        assertThat(bench.stripe().seen().get(0).form()).containsEntry("amount", wire);
        assertThat(((PaymentResult.Approved) result).amount()).isEqualTo(Money.parse(amount));
    }

    @ParameterizedTest
    @CsvSource({"KWD 1.250", "MGA 1250.20", "EUR 0.00"})
    void what_stripe_cannot_be_told_is_refused_and_nothing_is_sent(String amount) {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, amount);

        assertThat(rejected(result)).isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    // ---- kept ----

    @Test
    void what_stripe_keeps_for_a_buyer_is_listed_until_it_is_forgotten() {
        PaymentResult.Approved paid = (PaymentResult.Approved)
                bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, "EUR 12.50", StoredCredential.SAVE_FOR_LATER);
        bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, "EUR 12.50");
        SavedInstruments cards = bench.gateway().savedInstruments().orElseThrow();
        SavedInstrument kept = paid.saved().orElseThrow();

        assertThat(kept.label()).isEqualTo("Visa ending in 4242");
        assertThat(cards.list(new ProviderRef("guest-1"), bench.deadline()))
                .isEqualTo(new Answer.Done<>(List.of(kept)));
        assertThat(cards.list(new ProviderRef("o'brien \\ sons"), bench.deadline()))
                .isEqualTo(new Answer.Done<>(List.of()));
        cards.forget(Call.first(bench.id(), bench.deadline()), kept.ref());
        assertThat(cards.list(new ProviderRef("guest-1"), bench.deadline())).isEqualTo(new Answer.Done<>(List.of()));
        bench.stripe().answerOnce(500, Map.of());
        assertThat(cards.list(new ProviderRef("guest-1"), bench.deadline())).isInstanceOf(Answer.Unknown.class);
    }

    // ---- capture and cancel ----

    @Test
    void what_a_capture_in_part_leaves_counts_as_given_up_when_it_is_cancelled() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));
        OperationId cancel = bench.id();

        PaymentResult result = bench.gateway().cancel(bench.request(cancel, payment, "EUR 7.50", "EUR 7.50"));

        assertThat(result).isInstanceOf(PaymentResult.Approved.class);
        PaymentResult.Approved given = (PaymentResult.Approved) result;
        assertThat(given.effect()).isEqualTo(Effect.CANCELLED);
        assertThat(given.amount()).isEqualTo(Money.parse("EUR 7.50"));
        StatusReport report = bench.ask(cancel, OperationKind.CANCEL, Optional.of(payment), Optional.empty());
        assertThat(((PaymentResult.Approved) ((StatusReport.Found) report).outcome()).amount())
                .isEqualTo(Money.parse("EUR 7.50"));
    }

    @Test
    void a_second_capture_is_done_already_and_takes_nothing() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.gateway().capture(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));
        OperationId second = bench.id();

        PaymentResult result = bench.gateway().capture(bench.request(second, payment, "EUR 7.50", "EUR 7.50"));

        assertThat(rejected(result)).isEqualTo(RejectCode.ALREADY_DONE);
        assertThat(bench.stripe().intent(payment).received).isEqualTo(500);
        assertThat(bench.ask(second, OperationKind.CAPTURE, Optional.of(payment), Optional.empty()))
                .isEqualTo(new StatusReport.NotFound());
    }

    @Test
    void a_part_of_what_is_open_cannot_be_cancelled() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.forgetSent();

        PaymentResult result = bench.gateway().cancel(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));

        assertThat(rejected(result)).isEqualTo(RejectCode.UNSUPPORTED);
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void an_authorisation_that_ran_out_declines_the_capture() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        FakeStripe.Intent intent = bench.stripe().intent(payment);
        intent.status = "canceled";
        intent.cancellation = "automatic";

        PaymentResult result = bench.gateway().capture(bench.request(bench.id(), payment, "EUR 12.50", "EUR 12.50"));

        assertThat(((PaymentResult.Declined) result).code()).isEqualTo(DeclineCode.SESSION_EXPIRED);
    }

    // ---- refunds ----

    @Test
    void a_refund_that_takes_its_time_is_pending_and_then_found_as_it_ends() {
        ProviderRef payment = bench.paid("EUR 12.50");
        bench.stripe().refundsAre("pending");
        OperationId id = bench.id();
        PaymentResult result = bench.gateway().refund(bench.request(id, payment, "EUR 5.00", "EUR 12.50"));
        assertThat(result).isInstanceOf(PaymentResult.Pending.class);

        bench.stripe().refunds.get("re_1").status = "failed";

        StatusReport.Found found =
                (StatusReport.Found) bench.ask(id, OperationKind.REFUND, Optional.of(payment), Optional.empty());
        assertThat(found.outcome()).isInstanceOf(PaymentResult.Declined.class);
    }

    // ---- questions ----

    @Test
    void what_a_search_does_not_find_yet_is_not_found_within_the_settle_window_stripe_names() {
        OperationId id = bench.id();
        ProviderRef payment = Bench.ref(bench.open(id, CaptureMode.AT_ONCE, CARD, "EUR 12.50"));
        bench.stripe().searchLags();

        assertThat(bench.ask(id, OperationKind.PURCHASE, Optional.empty(), Optional.empty()))
                .isEqualTo(new StatusReport.NotFound());
        assertThat(bench.gateway().profile().settleWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(bench.ask(id, OperationKind.PURCHASE, Optional.of(payment), Optional.empty()))
                .as("by reference it is never behind")
                .isInstanceOf(StatusReport.Found.class);
    }

    @Test
    void a_payment_stripe_does_not_know_by_its_own_reference_is_a_matter_of_the_key_not_of_the_payment() {
        StatusReport report = bench.ask(
                bench.id(), OperationKind.PURCHASE, Optional.of(new ProviderRef("pi_elsewhere")), Optional.empty());

        assertThat(report).isInstanceOf(StatusReport.Unavailable.class);
    }

    @Test
    void a_reference_of_another_operation_answers_nothing() {
        ProviderRef other = bench.paid("EUR 12.50");

        assertThat(bench.ask(bench.id(), OperationKind.PURCHASE, Optional.of(other), Optional.empty()))
                .isInstanceOf(StatusReport.Unavailable.class);
    }

    // ---- errors ----

    @ParameterizedTest
    @CsvSource({
        "409, invalid_request_error, idempotency_key_in_use",
        "500, api_error, ''",
        "503, api_error, ''",
    })
    void what_stripe_leaves_open_is_unknown(int status, String type, String code) {
        bench.stripe()
                .answerOnce(
                        status, FakeStripe.error(status, type, code, "", "wait").json());

        assertThat(bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, "EUR 1.00"))
                .isInstanceOf(PaymentResult.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403, invalid_request_error, '', BAD_CREDENTIALS",
        "400, idempotency_error, '', KEY_REUSED",
        "400, invalid_request_error, amount_too_large, AMOUNT_EXCEEDS",
        "400, invalid_request_error, charge_already_refunded, ALREADY_DONE",
        "400, invalid_request_error, balance_insufficient, MISCONFIGURED",
        "400, invalid_request_error, parameter_unknown, INVALID_REQUEST",
        "404, invalid_request_error, resource_missing, NOT_FOUND"
    })
    void what_is_ours_to_fix_is_rejected_with_its_reason(int status, String type, String code, RejectCode expected) {
        bench.stripe()
                .answerOnce(
                        status,
                        FakeStripe.error(status, type, code.isEmpty() ? null : code, null, "no")
                                .json());

        assertThat(rejected(bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, "EUR 1.00")))
                .isEqualTo(expected);
    }

    @Test
    void the_banks_advice_not_to_try_again_is_followed() {
        Map<String, Object> error = Map.of(
                "type", "card_error",
                "code", "card_declined",
                "decline_code", "generic_decline",
                "advice_code", "do_not_try_again");
        bench.stripe().answerOnce(402, Map.of("error", error));

        PaymentResult.Declined declined =
                (PaymentResult.Declined) bench.open(bench.id(), CaptureMode.AT_ONCE, CARD, "EUR 1.00");

        assertThat(declined.code()).isEqualTo(DeclineCode.DO_NOT_HONOR);
        assertThat(declined.retry()).isEqualTo(Retry.NEVER);
    }

    // ---- the line and the account ----

    @Test
    void nothing_of_an_earlier_request_goes_out_with_a_later_one() {
        bench.paid("EUR 1.00");
        bench.paid("EUR 2.00");

        assertThat(bench.stripe().seen())
                .hasSize(2)
                .allMatch(it -> it.header("Stripe-Version").isPresent())
                .noneMatch(it -> it.headers().keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-stripe-client")));
    }

    @Test
    void keys_of_a_platform_act_for_the_connected_account() {
        try (Bench platform = new Bench(Map.of("connectedAccount", "acct_1"), Environment.TEST)) {
            platform.paid("EUR 1.00");

            assertThat(platform.sent())
                    .allMatch(it -> "acct_1".equals(it.headers().get("Stripe-Account")));
        }
    }

    @Test
    void an_account_in_the_other_mode_is_not_healthy() {
        try (Bench live = new Bench(Map.of(), Environment.LIVE)) {
            Health health = live.gateway().health(live.deadline());

            assertThat(health.status()).isEqualTo(Health.Status.DOWN);
            assertThat(health.notes()).isEqualTo(List.of("the account is not in the mode LIVE"));
        }
    }
}
