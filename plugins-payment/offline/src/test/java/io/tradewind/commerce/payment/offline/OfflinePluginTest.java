package io.tradewind.commerce.payment.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.testkit.TestContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OfflinePluginTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Call CALL = Call.first(new OperationId(new UUID(1, 2)), NOON.plusSeconds(1));
    private static final Map<String, String> BANK =
            Map.of("iban", "de89 3704 0044 0532 0130 00", "holder", "Mugs GmbH", "referencePrefix", "MUGS");

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(OfflinePlugin.class);
    }

    @Test
    void a_bank_transfer_shows_where_to_pay_and_waits_for_a_person() {
        PaymentGateway gateway = gateway("bank-transfer", BANK);
        PaymentResult result = gateway.authorize(request("EUR 12.50", "DE"));
        assertThat(gateway.authorize(request("EUR 12.50", "DE"))).isEqualTo(result);
        PaymentResult.Pending pending = (PaymentResult.Pending) result;
        assertThat(pending.ref()).isEqualTo(new ProviderRef("transfer-" + CALL.id()));
        assertThat(pending.askAgainAt()).isEqualTo(NOON.plus(Duration.ofDays(14)));
        assertThat(((NextAction.ShowInstructions) pending.meanwhile().orElseThrow()).lines())
                .containsExactly(
                        Map.entry("holder", "Mugs GmbH"),
                        Map.entry("iban", "DE89 3704 0044 0532 0130 00"),
                        Map.entry("amount", "EUR 12.50"),
                        Map.entry("reference", "MUGS R-1001"));
        assertThat(gateway.profile().can(PaymentCapability.PAY_LATER)).isTrue();
    }

    @Test
    void a_mistyped_iban_stops_the_start() {
        assertThatThrownBy(() ->
                        gateway("bank-transfer", Map.of("iban", "DE89 3704 0044 0532 0130 01", "holder", "Mugs GmbH")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("setting 'iban'")
                .hasMessageNotContaining("3704");
    }

    @Test
    void cash_has_a_maximum_and_its_countries() {
        PaymentGateway gateway = gateway("cash-on-delivery", Map.of("maximum", "EUR 100.00", "countries", "DE, AT"));
        assertThat(gateway.authorize(request("EUR 100.00", "AT"))).isInstanceOf(PaymentResult.Pending.class);
        assertThat(gateway.authorize(request("EUR 100.01", "DE")))
                .isInstanceOfSatisfying(
                        PaymentResult.Declined.class,
                        it -> assertThat(it.code()).isEqualTo(DeclineCode.NOT_PERMITTED));
        assertThat(gateway.authorize(request("EUR 10.00", "FR"))).isInstanceOf(PaymentResult.Declined.class);
    }

    @Test
    void nobody_can_be_asked_a_cancel_just_happens_and_a_refund_is_paid_by_hand() {
        for (PaymentGateway gateway : List.of(gateway("cash-on-delivery", Map.of()), gateway("bank-transfer", BANK))) {
            Money money = Money.parse("EUR 12.50");
            assertThat(gateway.query(new StatusQuery(
                            CALL.id(), OperationKind.PURCHASE, Optional.empty(), Optional.empty(), money, NOON, NOON)))
                    .isEqualTo(new StatusReport.Unavailable("a person decides"));
            FollowUp followUp = new FollowUp(CALL, new ProviderRef("x"), money, money, true, List.of(), "test");
            assertThat(gateway.cancel(followUp))
                    .isInstanceOfSatisfying(
                            PaymentResult.Approved.class,
                            it -> assertThat(it.effect()).isEqualTo(Effect.CANCELLED));
            assertThat(gateway.refund(followUp)).isInstanceOf(PaymentResult.Pending.class);
            assertThat(gateway.capture(followUp)).isInstanceOf(PaymentResult.Rejected.class);
        }
    }

    @Test
    void currencies_can_be_limited() {
        PaymentGateway gateway = gateway("cash-on-delivery", Map.of("currencies", "EUR, CHF"));
        assertThat(gateway.profile().takes(Money.parse("CHF 1.00"))).isTrue();
        assertThat(gateway.profile().takes(Money.parse("USD 1.00"))).isFalse();
        assertThat(gateway("cash-on-delivery", Map.of()).profile().takes(Money.parse("JPY 1")))
                .isTrue();
    }

    private static PaymentGateway gateway(String code, Map<String, String> settings) {
        ProviderFactory<PaymentGateway> factory = new OfflinePlugin()
                .payments().stream()
                        .filter(it -> it.code().equals(code))
                        .findFirst()
                        .orElseThrow();
        return factory.create(new TestContext(factory.fields(), settings));
    }

    private static AuthorizeRequest request(String amount, String country) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        Address home = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", country);
        return new AuthorizeRequest(
                CALL,
                money,
                CaptureMode.AT_ONCE,
                new Instrument.ProviderPage(),
                StoredCredential.NONE,
                new CheckoutSummary("R-1001", List.of(), zero, zero, money, Optional.of(home)),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }
}
