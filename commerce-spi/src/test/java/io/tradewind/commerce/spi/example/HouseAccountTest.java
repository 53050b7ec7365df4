package io.tradewind.commerce.spi.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The example of the documentation, as a vendor would write it. */
class HouseAccountTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final OperationId ID = new OperationId(new UUID(1, 2));

    private final PaymentGateway gateway = new HouseAccount(Money.parse("EUR 100.00"));

    @Test
    void a_purchase_within_the_limit_happens_once_and_can_be_asked_for() {
        PaymentResult first = gateway.authorize(purchase("EUR 40.00"));
        assertThat(gateway.authorize(purchase("EUR 40.00")))
                .isEqualTo(first)
                .isInstanceOf(PaymentResult.Approved.class);
        StatusReport report = gateway.query(query());
        assertThat(report).isInstanceOf(StatusReport.Found.class);
        assertThat(((StatusReport.Found) report).totals().captured()).isEqualTo(Money.parse("EUR 40.00"));
    }

    @Test
    void a_purchase_above_the_limit_is_declined_and_an_unknown_one_not_found() {
        assertThat(gateway.query(query())).isEqualTo(new StatusReport.NotFound());
        assertThat(gateway.authorize(purchase("EUR 140.00"))).isInstanceOf(PaymentResult.Declined.class);
    }

    @Test
    void the_plugin_lists_one_factory_and_nothing_else() {
        HouseAccountPlugin plugin = new HouseAccountPlugin();
        assertThat(plugin.payments())
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("house-account"));
        assertThat(plugin.carriers()).isEmpty();
    }

    private static AuthorizeRequest purchase(String amount) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return new AuthorizeRequest(
                Call.first(ID, NOON),
                money,
                CaptureMode.AT_ONCE,
                new Instrument.ProviderPage(),
                StoredCredential.NONE,
                new CheckoutSummary("R-1", List.of(), zero, zero, money, Optional.empty()),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }

    private static StatusQuery query() {
        return new StatusQuery(
                ID, OperationKind.PURCHASE, Optional.empty(), Optional.empty(), Money.parse("EUR 40.00"), NOON, NOON);
    }
}
