package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import java.nio.file.Path;

/** The payment test kit against a provider whose webhooks are unsigned hints. */
class HintsTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new SandboxHarness("hint");
    }

    @Override
    protected Path reports() {
        return Path.of("target", "hints");
    }
}
