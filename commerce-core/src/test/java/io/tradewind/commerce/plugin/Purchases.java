package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Requests to pay, for tests of what lies below the payment engine. */
final class Purchases {
    private Purchases() {}

    /** A purchase by a token of the browser. */
    static AuthorizeRequest of(TestShop shop, String amount) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return new AuthorizeRequest(
                new Call(
                        new OperationId(shop.world().id()),
                        shop.clock().instant().plusSeconds(20),
                        1,
                        Map.of()),
                money,
                CaptureMode.AT_ONCE,
                new Instrument.ClientToken(new Token("tok-of-ada")),
                StoredCredential.NONE,
                new CheckoutSummary("R-1", List.of(), zero, zero, money, Optional.empty()),
                Buyer.anonymous("guest", Locale.GERMANY),
                URI.create("https://shop.example/return/hidden"),
                URI.create("https://shop.example/cancel"));
    }
}
