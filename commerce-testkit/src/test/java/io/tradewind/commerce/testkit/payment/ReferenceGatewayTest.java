package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.testkit.reference.ReferenceHarness;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;

/** A gateway that keeps every rule, over HTTP, against a fake provider. */
class ReferenceGatewayTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new ReferenceHarness(new ReferencePlugin());
    }
}
