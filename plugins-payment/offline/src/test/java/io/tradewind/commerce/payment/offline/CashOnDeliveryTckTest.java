package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import java.util.Map;

class CashOnDeliveryTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        return PaymentHarness.offline(new OfflinePlugin(), "cash-on-delivery", Map.of());
    }
}
