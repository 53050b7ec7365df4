package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;

/** The payment test kit against the provider that lives in this process. */
class SandboxGatewayTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new SandboxHarness();
    }
}
