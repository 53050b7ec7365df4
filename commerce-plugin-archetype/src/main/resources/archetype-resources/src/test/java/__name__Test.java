package ${package};

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;

/** The whole contract of a payment gateway. */
class ${name}Test extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return new ${name}Harness();
    }
}
