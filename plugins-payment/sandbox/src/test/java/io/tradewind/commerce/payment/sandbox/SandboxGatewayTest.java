package io.tradewind.commerce.payment.sandbox;

import static io.tradewind.commerce.payment.sandbox.Shopper.id;
import static io.tradewind.commerce.payment.sandbox.Shopper.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxGatewayTest {
    private final Shopper shopper = new Shopper(Map.of());
    private final SandboxBook book = shopper.book;

    @Test
    void the_service_loader_finds_it_and_it_refuses_to_be_live() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(SandboxPlugin.class);
        var factory = new SandboxPlugin().payments().get(0);
        assertThatThrownBy(() -> factory.create(new TestContext(factory.fields(), Map.of(), Environment.LIVE)))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Shopper(Map.of("script", "dance")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("script");
    }

    @Test
    void a_purchase_takes_the_money_once_however_often_it_is_sent() {
        PaymentResult first = shopper.pay(id(1), "approve", "EUR 12.50");
        PaymentResult second = shopper.pay(id(1), "approve", "EUR 12.50");
        assertThat(second).isEqualTo(first);
        assertThat(((PaymentResult.Approved) first).effect()).isEqualTo(Effect.CAPTURED);
        assertThat(book.effects(id(1))).isEqualTo(1);
        assertThat(book.charged(ref(first))).isEqualTo(Money.parse("EUR 12.50"));
        assertThat(book.payments("checkout-1")).containsExactly(ref(first));
    }

    @Test
    void the_same_id_with_another_request_is_rejected() {
        shopper.pay(id(1), "approve", "EUR 12.50");
        assertRejected(shopper.pay(id(1), "approve", "EUR 12.51"), RejectCode.KEY_REUSED);
        assertRejected(shopper.reserve(id(1), "approve", "EUR 12.50"), RejectCode.KEY_REUSED);
        assertThat(book.effects(id(1))).isEqualTo(1);
    }

    @Test
    void two_ids_are_two_payments() {
        shopper.pay(id(1), "approve", "EUR 1.00");
        shopper.pay(id(2), "approve", "EUR 1.00");
        assertThat(book.payments("checkout-1")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.01", "JPY 1200", "KWD 1.250", "ISK 500", "CLF 1.2345", "EUR 9999999.99"})
    void amounts_of_any_currency_are_exact(String amount) {
        ProviderRef payment = ref(shopper.pay(id(1), "approve", amount));
        assertThat(book.charged(payment)).isEqualTo(Money.parse(amount));
    }

    @Test
    void what_is_not_taken_is_refused_before_anything_is_written() {
        Shopper euros = new Shopper(Map.of("currencies", "EUR"));
        assertRejected(euros.pay(id(1), "approve", "CHF 5.00"), RejectCode.INVALID_REQUEST);
        assertRejected(euros.pay(id(1), "approve", "EUR 0.00"), RejectCode.INVALID_REQUEST);
        assertRejected(euros.pay(id(1), "no-such-script", "EUR 5.00"), RejectCode.INVALID_REQUEST);
        assertThat(euros.book.entries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeclineCode.class)
    void every_decline_can_be_scripted_and_is_repeated(DeclineCode code) {
        String token = "decline:" + code.name().toLowerCase(Locale.ROOT);
        PaymentResult first = shopper.pay(id(1), token, "EUR 5.00");
        assertThat(((PaymentResult.Declined) first).code()).isEqualTo(code);
        assertThat(((PaymentResult.Declined) first).details().rawCode())
                .isEqualTo(code.name().toLowerCase(Locale.ROOT));
        assertThat(shopper.pay(id(1), token, "EUR 5.00")).isEqualTo(first);
        assertThat(book.effects(id(1))).isZero();
    }

    @Test
    void authorised_money_is_captured_in_parts_and_never_beyond() {
        PaymentResult reserved = shopper.reserve(id(1), "approve", "EUR 10.00");
        ProviderRef payment = ref(reserved);
        assertThat(((PaymentResult.Approved) reserved).effect()).isEqualTo(Effect.AUTHORIZED);
        assertThat(book.charged(payment)).isEqualTo(Money.parse("EUR 0.00"));
        PaymentResult part = shopper.capture(id(2), payment, "EUR 4.00");
        assertThat(((PaymentResult.Approved) part).amount()).isEqualTo(Money.parse("EUR 4.00"));
        assertRejected(shopper.capture(id(3), payment, "EUR 6.01"), RejectCode.AMOUNT_EXCEEDS);
        assertThat(shopper.capture(id(2), payment, "EUR 4.00")).isEqualTo(part);
        assertThat(shopper.cancel(id(4), payment, "EUR 6.00")).isInstanceOf(PaymentResult.Approved.class);
        assertRejected(shopper.capture(id(5), payment, "EUR 1.00"), RejectCode.ALREADY_DONE);
        assertRejected(shopper.cancel(id(6), payment, "EUR 6.00"), RejectCode.ALREADY_DONE);
        assertThat(book.charged(payment)).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(book.cancelled(payment)).isEqualTo(Money.parse("EUR 6.00"));
    }

    @Test
    void captured_money_is_refunded_in_parts_and_never_beyond() {
        ProviderRef payment = ref(shopper.pay(id(1), "approve", "EUR 10.00"));
        shopper.refund(id(2), payment, "EUR 3.00");
        shopper.refund(id(3), payment, "EUR 3.00");
        shopper.refund(id(3), payment, "EUR 3.00");
        assertRejected(shopper.refund(id(4), payment, "EUR 4.01"), RejectCode.AMOUNT_EXCEEDS);
        assertRejected(shopper.refund(id(5), payment, "CHF 1.00"), RejectCode.INVALID_REQUEST);
        assertRejected(shopper.refund(id(6), new ProviderRef("pay-nobody"), "EUR 1.00"), RejectCode.NOT_FOUND);
        assertThat(book.refunded(payment)).isEqualTo(Money.parse("EUR 6.00"));
        StatusReport report = shopper.ask(id(3), OperationKind.REFUND, "EUR 3.00");
        assertThat(((StatusReport.Found) report).totals())
                .isEqualTo(new StatusReport.Totals(
                        Money.parse("EUR 10.00"), Money.parse("EUR 10.00"), Money.parse("EUR 6.00")));
    }

    @Test
    void a_pending_refund_counts_against_what_is_open() {
        ProviderRef payment = ref(shopper.pay(id(1), "approve", "EUR 10.00"));
        book.next(SandboxCall.REFUND, "pending");
        ProviderRef refund = ref(shopper.refund(id(2), payment, "EUR 7.00"));
        assertRejected(shopper.refund(id(3), payment, "EUR 4.00"), RejectCode.AMOUNT_EXCEEDS);
        book.settle(refund, false, shopper.context.clock().instant());
        assertThat(shopper.refund(id(4), payment, "EUR 4.00")).isInstanceOf(PaymentResult.Approved.class);
    }

    @Test
    void an_authorisation_runs_out_after_a_week() {
        ProviderRef payment = ref(shopper.reserve(id(1), "approve", "EUR 10.00"));
        shopper.context.clock().pass(Duration.ofDays(8));
        assertThat(shopper.capture(id(2), payment, "EUR 10.00")).isInstanceOf(PaymentResult.Declined.class);
    }

    @Test
    void the_bank_page_is_shown_and_the_way_back_decides() {
        PaymentResult asked = shopper.pay(id(1), "3ds", "EUR 10.00");
        PaymentResult.ActionRequired action = (PaymentResult.ActionRequired) asked;
        NextAction.Redirect redirect = (NextAction.Redirect) action.action();
        assertThat(redirect.url().toString())
                .startsWith("https://shop.example/return?checkout=1&sandbox=bank")
                .contains("payment=" + action.ref());
        assertThat(shopper.pay(id(1), "3ds", "EUR 10.00")).isEqualTo(asked);
        assertThat(shopper.back(id(1), action.ref(), "EUR 10.00", Map.of())).isEqualTo(asked);
        assertThat(book.effects(id(1))).isZero();
        PaymentResult done = shopper.back(id(1), action.ref(), "EUR 10.00", Map.of("outcome", List.of("approved")));
        assertThat(done).isInstanceOf(PaymentResult.Approved.class);
        assertThat(shopper.back(id(1), action.ref(), "EUR 10.00", Map.of("outcome", List.of("failed"))))
                .isEqualTo(done);
        assertThat(book.effects(id(1))).isEqualTo(1);
    }

    @Test
    void a_failed_check_an_expired_session_and_a_cancel_each_say_so() {
        ProviderRef one = ref(shopper.pay(id(1), "3ds", "EUR 10.00"));
        assertDeclined(
                shopper.back(id(1), one, "EUR 10.00", Map.of("outcome", List.of("failed"))),
                DeclineCode.AUTHENTICATION_FAILED);
        ProviderRef two = ref(shopper.pay(id(2), "3ds", "EUR 10.00"));
        assertThat(shopper.cancel(id(3), two, "EUR 10.00")).isInstanceOf(PaymentResult.Approved.class);
        assertDeclined(
                shopper.back(id(2), two, "EUR 10.00", Map.of("outcome", List.of("approved"))),
                DeclineCode.CANCELLED_BY_CUSTOMER);
        shopper.pay(id(4), "3ds", "EUR 10.00");
        shopper.context.clock().pass(Duration.ofMinutes(31));
        StatusReport late = shopper.ask(id(4), OperationKind.PURCHASE, "EUR 10.00");
        assertDeclined(((StatusReport.Found) late).outcome(), DeclineCode.SESSION_EXPIRED);
    }

    @Test
    void an_action_url_of_its_own_carries_the_way_back() {
        Shopper own = new Shopper(Map.of("actionUrl", "https://shop.example/bank", "script", "3ds"));
        PaymentResult asked = own.gateway.authorize(
                own.request(id(1), new Instrument.ProviderPage(), CaptureMode.LATER, "EUR 10.00"));
        NextAction.Redirect redirect = (NextAction.Redirect) ((PaymentResult.ActionRequired) asked).action();
        assertThat(redirect.url().toString())
                .startsWith("https://shop.example/bank?sandbox=bank")
                .contains("return=https%3A%2F%2Fshop.example%2Freturn%3Fcheckout%3D1");
    }

    @Test
    void pending_settles_when_told_or_when_its_time_has_come() {
        ProviderRef told = ref(shopper.pay(id(1), "pending", "EUR 10.00"));
        assertThat(book.pending()).containsExactly(told);
        assertThat(book.effects(id(1))).isZero();
        book.settle(told, true, shopper.context.clock().instant());
        assertThat(((StatusReport.Found) shopper.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).outcome())
                .isInstanceOf(PaymentResult.Approved.class);

        Shopper timed = new Shopper(Map.of("settleAfter", "PT10M"));
        PaymentResult.Pending waiting = (PaymentResult.Pending) timed.pay(id(1), "pending", "EUR 10.00");
        assertThat(waiting.askAgainAt())
                .isEqualTo(timed.context.clock().instant().plus(Duration.ofMinutes(10)));
        assertThat(((StatusReport.Found) timed.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).outcome())
                .isEqualTo(waiting);
        timed.context.clock().pass(Duration.ofMinutes(10));
        assertThat(((StatusReport.Found) timed.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).outcome())
                .isInstanceOf(PaymentResult.Approved.class);
        assertThat(timed.book.effects(id(1))).isEqualTo(1);
    }

    @Test
    void a_payment_may_stay_invisible_for_a_while() {
        Shopper slow = new Shopper(Map.of("settleWindow", "PT30S"));
        slow.pay(id(1), "unknown", "EUR 10.00");
        assertThat(slow.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).isInstanceOf(StatusReport.NotFound.class);
        slow.context.clock().pass(Duration.ofSeconds(30));
        assertThat(slow.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).isInstanceOf(StatusReport.Found.class);
    }

    @Test
    void without_keys_the_same_call_twice_charges_twice() {
        Shopper careless = new Shopper(Map.of("without", "KEYED"));
        careless.pay(id(1), "approve", "EUR 10.00");
        careless.pay(id(1), "approve", "EUR 10.00");
        assertThat(careless.book.effects(id(1))).isEqualTo(2);
    }

    @Test
    void what_is_not_claimed_fails_cleanly() {
        Shopper plain = new Shopper(Map.of("without", "AUTHORIZE,CANCEL,REDIRECT,CLIENT_TOKEN,MULTI_REFUND"));
        assertRejected(plain.reserve(id(1), "approve", "EUR 10.00"), RejectCode.UNSUPPORTED);
        assertRejected(plain.pay(id(1), "approve", "EUR 10.00"), RejectCode.UNSUPPORTED);
        ProviderRef payment = ref(plain.gateway.authorize(
                plain.request(id(2), new Instrument.ProviderPage(), CaptureMode.AT_ONCE, "EUR 10.00")));
        assertRejected(plain.cancel(id(3), payment, "EUR 10.00"), RejectCode.UNSUPPORTED);
        assertThat(plain.refund(id(4), payment, "EUR 4.00")).isInstanceOf(PaymentResult.Approved.class);
        assertRejected(plain.refund(id(5), payment, "EUR 4.00"), RejectCode.UNSUPPORTED);
        assertThat(plain.book.refunded(payment)).isEqualTo(Money.parse("EUR 4.00"));
    }

    @Test
    void wrong_credentials_show_in_health_and_in_every_call() {
        Shopper wrong = new Shopper(Map.of("apiKey", "wrong"));
        assertThat(wrong.gateway.health(wrong.context.clock().instant()).credentialsAccepted())
                .contains(false);
        assertRejected(wrong.pay(id(1), "approve", "EUR 10.00"), RejectCode.BAD_CREDENTIALS);
        assertThat(wrong.ask(id(1), OperationKind.PURCHASE, "EUR 10.00")).isInstanceOf(StatusReport.Unavailable.class);
    }

    @Test
    void a_provider_that_is_down_is_not_reached() {
        book.down(true);
        assertThat(shopper.pay(id(1), "approve", "EUR 10.00")).isInstanceOf(PaymentResult.NotSent.class);
        assertThat(shopper.ask(id(1), OperationKind.PURCHASE, "EUR 10.00"))
                .isInstanceOf(StatusReport.Unavailable.class);
        book.calm();
        assertThat(shopper.pay(id(1), "approve", "EUR 10.00")).isInstanceOf(PaymentResult.Approved.class);
    }

    private static void assertRejected(PaymentResult result, RejectCode code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PaymentResult.Rejected.class,
                        it -> assertThat(it.code()).isEqualTo(code));
    }

    private static void assertDeclined(PaymentResult result, DeclineCode code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PaymentResult.Declined.class,
                        it -> assertThat(it.code()).isEqualTo(code));
    }
}
