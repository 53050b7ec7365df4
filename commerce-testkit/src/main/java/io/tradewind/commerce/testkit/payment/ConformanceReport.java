package io.tradewind.commerce.testkit.payment;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Writes the conformance report of a test class after its last rule. */
final class ConformanceReport implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Object test = context.getRequiredTestInstance();
        if (test instanceof PaymentGatewayTck tck) {
            tck.report();
        }
    }
}
