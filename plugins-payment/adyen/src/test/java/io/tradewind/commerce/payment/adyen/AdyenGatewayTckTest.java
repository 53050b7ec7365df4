package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;

/** The contract of a payment gateway, against an Adyen that behaves as documented. */
class AdyenGatewayTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new AdyenHarness();
    }
}
