package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PaymentWalkTck;

/** From the basket over Stripe's page to the order, in a whole shop. */
class StripeWalkTest extends PaymentWalkTck {
    @Override
    protected PaymentHarness harness() {
        return new StripeHarness();
    }
}
