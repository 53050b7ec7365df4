package io.tradewind.commerce.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adyen.util.Util;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.payment.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Adyen does in its own way, beyond the contract of every gateway. */
class AdyenGatewayTest {
    private static final Instrument PAGE = new Instrument.ProviderPage();

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static RejectCode rejected(PaymentResult result) {
        assertThat(result).isInstanceOf(PaymentResult.Rejected.class);
        return ((PaymentResult.Rejected) result).code();
    }

    private JsonNode sent(int which) {
        return FakeAdyen.read(bench.sent().get(which).body());
    }

    private PaymentResult.ActionRequired waiting(OperationId id, Instrument instrument) {
        return (PaymentResult.ActionRequired) bench.open(id, CaptureMode.AT_ONCE, instrument, "EUR 12.50");
    }

    private PaymentResult back(OperationId id, ProviderRef waiting, Map<String, List<String>> returned) {
        return bench.gateway()
                .complete(new CompleteRequest(
                        Call.first(id, bench.deadline()), waiting, Money.parse("EUR 12.50"), returned));
    }

    // ---- the provider's own document ----

    @Test
    void every_request_is_one_that_adyens_own_document_allows() {
        Assumptions.assumeTrue(
                bench.undocumented().isPresent(), "not run: no document of Adyen's in -Dtradewind.openapi.dir");
        OperationId onPage = bench.id();
        PaymentResult.ActionRequired page = waiting(onPage, PAGE);
        back(onPage, page.ref(), bench.adyen().buyerReturns(page.ref(), true).orElseThrow());
        OperationId redirected = bench.id();
        PaymentResult.ActionRequired step = waiting(redirected, AdyenHarness.card("REDIRECT"));
        bench.gateway().cancel(bench.request(bench.id(), step.ref(), "EUR 12.50", "EUR 12.50"));
        back(
                redirected,
                step.ref(),
                bench.adyen().buyerReturns(step.ref(), true).orElseThrow());
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.gateway().increment(bench.request(bench.id(), payment, "EUR 2.00", "EUR 12.50"));
        bench.gateway().capture(bench.request(bench.id(), payment, "EUR 5.00", "EUR 14.50"));
        bench.gateway().refund(bench.request(bench.id(), payment, "EUR 1.00", "EUR 5.00"));
        bench.gateway().cancel(bench.request(bench.id(), payment, "EUR 9.50", "EUR 9.50"));
        bench.gateway().health(bench.deadline());
        ProviderRef card = kept().saved().orElseThrow().ref();
        bench.open(
                bench.id(),
                CaptureMode.AT_ONCE,
                new Instrument.Saved(card),
                "EUR 1.00",
                StoredCredential.CUSTOMER_PRESENT);
        SavedInstruments cards = bench.gateway().savedInstruments().orElseThrow();
        cards.list(new ProviderRef("guest-1"), bench.deadline());
        cards.forget(Call.first(bench.id(), bench.deadline()), card);

        assertThat(bench.sent()).hasSize(15);
        assertThat(bench.undocumented().orElseThrow()).isEmpty();
    }

    // ---- in the browser ----

    @Test
    void what_the_browser_hands_over_is_passed_on_but_what_it_costs_is_ours_to_say() {
        OperationId id = bench.id();
        bench.open(id, CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), "EUR 12.50");

        assertThat(sent(0).path("paymentMethod").path("holderName").asText()).isEqualTo("APPROVED");
        assertThat(sent(0).path("browserInfo").path("colorDepth").asInt()).isEqualTo(24);
        assertThat(sent(0).path("amount").path("value").asLong()).isEqualTo(1250);
        assertThat(sent(0).path("reference").asText()).isEqualTo(id + "-purchase");
        assertThat(sent(0).path("captureDelayHours").asInt(-1)).isZero();
        assertThat(sent(0).path("origin").asText()).isEqualTo("https://shop.example");
        assertThat(bench.sent().get(0).headers()).containsEntry("Idempotency-Key", id.toString());
    }

    @Test
    void money_that_is_only_reserved_waits_for_a_capture_and_may_be_raised() {
        bench.authorized("EUR 12.50");

        assertThat(sent(0).has("captureDelayHours")).isFalse();
        assertThat(sent(0).path("additionalData").path("manualCapture").asText())
                .isEqualTo("true");
        assertThat(sent(0).path("additionalData").path("authorisationType").asText())
                .isEqualTo("PreAuth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tok_1",
                "[]",
                "{}",
                "{\"paymentMethod\": {}}",
                "{\"paymentMethod\": {\"type\": \"scheme\", \"number\": \"x\"}}",
                "{\"paymentMethod\": {\"type\": \"scheme\", \"encryptedCardNumber\": \"e\", \"cvc\": \"737\"}}",
                "{\"paymentMethod\": {\"type\": \"scheme\", \"storedPaymentMethodId\": \"someone-elses\"}}"
            })
    void a_token_that_is_not_adyens_or_not_encrypted_is_refused_and_nothing_is_sent(String token) {
        PaymentResult result =
                bench.open(bench.id(), CaptureMode.AT_ONCE, new Instrument.ClientToken(new Token(token)), "EUR 12.50");

        assertThat(rejected(result)).isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void a_redirect_is_passed_on_with_its_form() {
        OperationId id = bench.id();

        PaymentResult.ActionRequired waiting = waiting(id, AdyenHarness.card("REDIRECT"));

        assertThat(waiting.ref()).isEqualTo(new ProviderRef(id + "-purchase"));
        assertThat(waiting.action())
                .isEqualTo(new NextAction.Redirect(
                        "POST",
                        URI.create("https://checkoutshopper-test.adyen.com/threeDS/redirect"),
                        Map.of("MD", id + "-purchase")));
    }

    @Test
    void a_step_for_adyens_script_comes_with_what_the_script_needs() {
        PaymentResult.ActionRequired waiting = waiting(bench.id(), AdyenHarness.card("CHALLENGE"));

        JsonNode step =
                FakeAdyen.read(((NextAction.ClientStep) waiting.action()).json().getBytes(StandardCharsets.UTF_8));
        assertThat(step.path("action").path("subtype").asText()).isEqualTo("fingerprint");
        assertThat(step.path("clientKey").asText()).isEqualTo("test_QWERTY");
        assertThat(step.path("environment").asText()).isEqualTo("test");
    }

    // ---- on Adyen's page ----

    @Test
    void without_a_token_the_buyer_pays_on_adyens_page() {
        OperationId id = bench.id();

        PaymentResult.ActionRequired waiting = waiting(id, PAGE);

        assertThat(waiting.action()).isInstanceOf(NextAction.Redirect.class);
        assertThat(((NextAction.Redirect) waiting.action()).url().getHost()).isEqualTo("eu.adyen.link");
        assertThat(waiting.expiresAt()).isEqualTo("2036-01-11T12:53:18Z");
        Map<String, List<String>> returned =
                bench.adyen().buyerReturns(waiting.ref(), true).orElseThrow();
        PaymentResult.Approved paid = (PaymentResult.Approved) back(id, waiting.ref(), returned);
        assertThat(paid.effect()).isEqualTo(Effect.CAPTURED);
        assertThat(paid.amount()).isEqualTo(Money.parse("EUR 12.50"));
        assertThat(Answers.isPspReference(paid.ref().value())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"refused, DO_NOT_HONOR", "canceled, CANCELLED_BY_CUSTOMER", "expired, SESSION_EXPIRED"})
    void a_page_that_ended_without_money_declines(String status, DeclineCode code) {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = waiting(id, PAGE);
        Map<String, List<String>> returned =
                bench.adyen().buyerReturns(waiting.ref(), false).orElseThrow();
        bench.adyen().payment(waiting.ref()).state = status;

        assertThat(((PaymentResult.Declined) back(id, waiting.ref(), returned)).code())
                .isEqualTo(code);
    }

    @Test
    void the_result_of_another_payment_of_the_same_amount_pays_nothing() {
        OperationId cheap = bench.id();
        PaymentResult.ActionRequired paid = waiting(cheap, PAGE);
        Map<String, List<String>> stolen =
                bench.adyen().buyerReturns(paid.ref(), true).orElseThrow();
        PaymentResult.ActionRequired redirected = waiting(bench.id(), AdyenHarness.card("REDIRECT"));
        Map<String, List<String>> alsoStolen =
                bench.adyen().buyerReturns(redirected.ref(), true).orElseThrow();
        OperationId onPage = bench.id();
        OperationId onStep = bench.id();

        assertThat(rejected(back(onPage, waiting(onPage, PAGE).ref(), stolen))).isEqualTo(RejectCode.NOT_FOUND);
        assertThat(rejected(back(
                        onStep, waiting(onStep, AdyenHarness.card("REDIRECT")).ref(), alsoStolen)))
                .isEqualTo(RejectCode.NOT_FOUND);
        assertThat(rejected(back(bench.id(), paid.ref(), stolen)))
                .as("a reference of another operation")
                .isEqualTo(RejectCode.NOT_FOUND);
    }

    @Test
    void a_buyer_who_brings_nothing_back_decides_nothing() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = waiting(id, AdyenHarness.card("REDIRECT"));
        bench.forgetSent();

        assertThat(rejected(back(id, waiting.ref(), Map.of("utm", List.of("x")))))
                .isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void an_approval_that_does_not_name_its_payment_is_not_believed() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = waiting(id, AdyenHarness.card("REDIRECT"));
        bench.adyen()
                .answerOnce(
                        200,
                        Map.of(
                                "resultCode",
                                "Authorised",
                                "pspReference",
                                "TESTPSP999999999",
                                "amount",
                                Map.of("currency", "EUR", "value", 1250)),
                        Map.of());

        assertThat(back(id, waiting.ref(), Map.of("redirectResult", List.of("x"))))
                .isInstanceOf(PaymentResult.Unknown.class);
    }

    @Test
    void the_same_return_has_the_same_key_and_a_further_step_another() {
        OperationId id = bench.id();
        PaymentResult.ActionRequired waiting = waiting(id, AdyenHarness.card("REDIRECT"));
        bench.forgetSent();
        back(id, waiting.ref(), Map.of("threeDSResult", List.of("fingerprint")));
        back(id, waiting.ref(), Map.of("threeDSResult", List.of("fingerprint")));
        back(id, waiting.ref(), Map.of("threeDSResult", List.of("challenge")));

        List<String> keys = bench.sent().stream()
                .map(it -> it.headers().get("Idempotency-Key"))
                .toList();
        assertThat(keys.get(0))
                .startsWith(id + "-")
                .hasSizeLessThanOrEqualTo(64)
                .isEqualTo(keys.get(1));
        assertThat(keys.get(2)).startsWith(id + "-").isNotEqualTo(keys.get(0));
    }

    // ---- kept cards ----

    private PaymentResult.Approved kept() {
        return (PaymentResult.Approved) bench.open(
                bench.id(),
                CaptureMode.AT_ONCE,
                AdyenHarness.card("APPROVED"),
                "EUR 12.50",
                StoredCredential.SAVE_FOR_LATER);
    }

    @Test
    void a_card_is_kept_for_a_buyer_who_agreed_and_for_nobody_else() {
        SavedInstrument card = kept().saved().orElseThrow();

        assertThat(card.label()).isEqualTo("Visa ending in 1111");
        assertThat(card.usableUntil()).contains(YearMonth.of(2030, 3));
        assertThat(card.ref()).isEqualTo(new ProviderRef("KEPT000000000001@guest-1"));
        assertThat(sent(0).path("storePaymentMethod").asBoolean()).isTrue();
        assertThat(sent(0).path("shopperReference").asText()).isEqualTo("guest-1");
        PaymentResult.Approved other = (PaymentResult.Approved)
                bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), "EUR 12.50");
        assertThat(other.saved()).isEmpty();
        assertThat(sent(1).has("shopperReference")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CUSTOMER_PRESENT, CardOnFile", "MERCHANT_INITIATED, UnscheduledCardOnFile"})
    void a_kept_card_is_charged_as_what_it_was_kept_for(StoredCredential use, String model) {
        ProviderRef card = kept().saved().orElseThrow().ref();

        PaymentResult result =
                bench.open(bench.id(), CaptureMode.AT_ONCE, new Instrument.Saved(card), "EUR 12.50", use);

        assertThat(result).isInstanceOf(PaymentResult.Approved.class);
        assertThat(sent(1).path("recurringProcessingModel").asText()).isEqualTo(model);
        assertThat(sent(1).path("shopperInteraction").asText()).isEqualTo("ContAuth");
        assertThat(sent(1).path("paymentMethod").path("storedPaymentMethodId").asText())
                .isEqualTo("KEPT000000000001");
    }

    @Test
    void kept_cards_are_listed_and_forgotten_and_forgetting_twice_is_once() {
        SavedInstrument card = kept().saved().orElseThrow();
        SavedInstruments cards = bench.gateway().savedInstruments().orElseThrow();

        assertThat(cards.list(new ProviderRef("guest-1"), bench.deadline()))
                .isEqualTo(new Answer.Done<>(List.of(card)));
        assertThat(cards.forget(Call.first(bench.id(), bench.deadline()), card.ref()))
                .isInstanceOf(Answer.Done.class);
        assertThat(cards.forget(Call.first(bench.id(), bench.deadline()), card.ref()))
                .isInstanceOf(Answer.Done.class);
        assertThat(cards.list(new ProviderRef("guest-1"), bench.deadline())).isEqualTo(new Answer.Done<>(List.of()));
        PaymentResult after = bench.open(
                bench.id(),
                CaptureMode.AT_ONCE,
                new Instrument.Saved(card.ref()),
                "EUR 12.50",
                StoredCredential.CUSTOMER_PRESENT);
        assertThat(rejected(after)).isEqualTo(RejectCode.NOT_FOUND);
    }

    // ---- amounts ----

    @ParameterizedTest
    @CsvSource({
        "EUR 12.50, 1250",
        "JPY 1250, 1250",
        "KWD 1.255, 1255",
        "CLP 1250, 125000",
        "CVE 1250.00, 1250",
        "IDR 1250.00, 1250",
        "ISK 1250, 125000"
    })
    void amounts_are_said_as_adyen_wants_them(String amount, long wire) {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), amount);

        assertThat(sent(0).path("amount").path("value").asLong()).isEqualTo(wire);
        assertThat(((PaymentResult.Approved) result).amount()).isEqualTo(Money.parse(amount));
    }

    @Test
    void decimals_are_those_of_adyens_own_library_for_every_currency() {
        assertThat(bench.gateway().profile().currencies())
                .allSatisfy(it -> assertThat(AdyenMoney.UNITS.decimals(it))
                        .as(it.getCode())
                        .isEqualTo(Util.getDecimalPlaces(it.getCode())));
    }

    @ParameterizedTest
    @CsvSource({"IDR 1250.20", "CVE 0.50", "EUR 0.00", "XAU 1"})
    void what_adyen_cannot_be_told_is_refused_and_nothing_is_sent(String amount) {
        PaymentResult result = bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), amount);

        assertThat(rejected(result)).isEqualTo(RejectCode.INVALID_REQUEST);
        assertThat(bench.sent()).isEmpty();
    }

    // ---- on top ----

    @Test
    void a_part_of_what_is_open_cannot_be_cancelled() {
        ProviderRef payment = bench.authorized("EUR 12.50");
        bench.forgetSent();

        PaymentResult result = bench.gateway().cancel(bench.request(bench.id(), payment, "EUR 5.00", "EUR 12.50"));

        assertThat(rejected(result)).isEqualTo(RejectCode.UNSUPPORTED);
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void a_payment_that_still_waits_for_its_buyer_is_cancelled_by_our_own_reference() {
        PaymentResult.ActionRequired waiting = waiting(bench.id(), AdyenHarness.card("REDIRECT"));
        bench.forgetSent();

        PaymentResult result =
                bench.gateway().cancel(bench.request(bench.id(), waiting.ref(), "EUR 12.50", "EUR 12.50"));

        assertThat(result).isInstanceOf(PaymentResult.Pending.class);
        assertThat(bench.sent().get(0).uri().getPath()).isEqualTo("/v71/cancels");
        assertThat(sent(0).path("paymentReference").asText())
                .isEqualTo(waiting.ref().value());
    }

    @Test
    void several_captures_and_raises_are_claimed_only_where_adyen_has_switched_them_on() {
        try (Bench plain =
                new Bench(Map.of("multiplePartialCaptures", "false", "preAuthorization", "false"), Environment.TEST)) {
            assertThat(plain.gateway().profile().capabilities())
                    .doesNotContain(PaymentCapability.MULTI_CAPTURE, PaymentCapability.INCREMENT);
            PaymentResult result = plain.gateway()
                    .increment(plain.request(plain.id(), new ProviderRef("TESTPSP000000001"), "EUR 1.00", "EUR 12.50"));
            assertThat(rejected(result)).isEqualTo(RejectCode.UNSUPPORTED);
            assertThat(plain.sent()).isEmpty();
        }
    }

    // ---- errors ----

    @ParameterizedTest
    @CsvSource({
        "403, 010, BAD_CREDENTIALS",
        "422, 704, KEY_REUSED",
        "422, 167, NOT_FOUND",
        "404, 000, NOT_FOUND",
        "422, 901, MISCONFIGURED",
        "422, 138, MISCONFIGURED",
        "422, 130, INVALID_REQUEST",
        "400, 702, INVALID_REQUEST"
    })
    void what_is_ours_to_fix_is_rejected_with_its_reason(int status, String code, RejectCode expected) {
        bench.adyen()
                .answerOnce(
                        status,
                        FakeAdyen.error(status, code, "no", "validation").json(),
                        Map.of());

        assertThat(rejected(bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), "EUR 1.00")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"101, INCORRECT_DETAILS", "103, INCORRECT_DETAILS", "105, AUTHENTICATION_FAILED", "172, SESSION_EXPIRED"
    })
    void what_the_buyer_entered_wrongly_is_a_decline(String code, DeclineCode expected) {
        bench.adyen()
                .answerOnce(422, FakeAdyen.error(422, code, "no", "validation").json(), Map.of());

        PaymentResult.Declined declined = (PaymentResult.Declined)
                bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), "EUR 1.00");
        assertThat(declined.code()).isEqualTo(expected);
        assertThat(declined.details().rawCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"500, 905, false", "409, 704, false", "422, 704, true"})
    void what_adyen_leaves_open_is_unknown(int status, String code, boolean isTransient) {
        bench.adyen()
                .answerOnce(
                        status,
                        FakeAdyen.error(status, code, "wait", "internal").json(),
                        Map.of("transient-error", String.valueOf(isTransient)));

        assertThat(bench.open(bench.id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), "EUR 1.00"))
                .isInstanceOf(PaymentResult.Unknown.class);
    }

    // ---- the account ----

    @Test
    void a_live_account_has_its_own_address_and_needs_its_prefix() {
        assertThat(settings(Environment.LIVE, Map.of("liveUrlPrefix", "1797a841fbb37ca7-Shop"))
                        .endpoint())
                .isEqualTo("https://1797a841fbb37ca7-Shop-checkout-live.adyenpayments.com/checkout");
        assertThat(settings(Environment.TEST, Map.of()).endpoint()).isEqualTo("https://checkout-test.adyen.com");
        assertThatThrownBy(() -> settings(Environment.LIVE, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'liveUrlPrefix' is missing")
                .hasMessageContaining("API URLs");
        assertThatThrownBy(() -> settings(Environment.TEST, Map.of("liveUrlPrefix", "1797a841fbb37ca7-Shop")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'liveUrlPrefix' is set although the account is in TEST");
    }

    private static AdyenSettings settings(Environment environment, Map<String, String> more) {
        Map<String, String> values =
                new TreeMap<>(AdyenHarness.settings(URI.create("https://checkout-test.adyen.com/"), "test", "good"));
        values.putAll(more);
        return AdyenSettings.of(Settings.of(AdyenSettings.FIELDS, values), environment);
    }

    @Test
    void a_merchant_account_the_key_may_not_use_is_not_healthy() {
        try (Bench other = new Bench(Map.of("merchantAccount", "SomebodyElse"), Environment.TEST)) {
            Health health = other.gateway().health(other.deadline());

            assertThat(health.credentialsAccepted()).contains(false);
        }
    }
}
