package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import java.nio.file.Path;

/** The payment test kit against a provider whose webhooks only it can judge. */
class AskedTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new SandboxHarness("asked");
    }

    @Override
    protected Path reports() {
        return Path.of("target", "asked");
    }
}
