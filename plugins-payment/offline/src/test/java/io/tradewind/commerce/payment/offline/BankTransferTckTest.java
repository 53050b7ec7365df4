package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.testkit.payment.PaymentGatewayTck;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import java.util.Map;

class BankTransferTckTest extends PaymentGatewayTck {
    @Override
    protected PaymentHarness harness() {
        Map<String, String> settings = Map.of("iban", "DE89370400440532013000", "holder", "Mug Shop");
        return PaymentHarness.offline(new OfflinePlugin(), "bank-transfer", settings);
    }
}
