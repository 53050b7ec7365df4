package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PaymentWalkTck;

/** From the basket over Adyen's page to the order, in a whole shop. */
class AdyenWalkTest extends PaymentWalkTck {
    @Override
    protected PaymentHarness harness() {
        return new AdyenHarness();
    }

    /** As buyers of the example store pay: on the page that Adyen hosts. */
    @Override
    protected Instrument instrument() {
        return new Instrument.ProviderPage();
    }
}
