package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;

/** The contract of a payment gateway, against a Stripe that behaves as documented. */
class StripeGatewayTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new StripeHarness();
    }
}
