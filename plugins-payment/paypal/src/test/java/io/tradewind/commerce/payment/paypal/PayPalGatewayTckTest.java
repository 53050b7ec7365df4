package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;

class PayPalGatewayTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new PayPalHarness();
    }
}
