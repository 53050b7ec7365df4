package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PaymentWalkTck;

/** From the basket over PayPal's page to the order, in a whole shop. */
class PayPalWalkTest extends PaymentWalkTck {
    @Override
    protected PaymentHarness harness() {
        return new PayPalHarness();
    }
}
