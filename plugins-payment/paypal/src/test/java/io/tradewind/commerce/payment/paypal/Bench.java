package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.testkit.TestContext;
import io.tradewind.commerce.testkit.payment.GatewayBench;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway on a fake PayPal. */
final class Bench extends GatewayBench<FakePayPal> {
    Bench() {
        super(new PayPalHarness(), new FakePayPal());
    }

    static PaymentGateway create(Map<String, String> values, Environment environment, TestClock clock, HttpPort port) {
        return new PayPalPlugin()
                .payments()
                .get(0)
                .create(new TestContext(
                        "paypal",
                        environment,
                        Settings.of(PayPalSettings.FIELDS, values),
                        port,
                        clock,
                        System.getLogger("test")));
    }

    FakePayPal paypal() {
        return upstream();
    }

    PaymentResult open(OperationId id, CaptureMode mode, String amount) {
        return open(id, mode, new Instrument.ProviderPage(), amount);
    }

    /** Opens a payment and has the buyer approve it. */
    ProviderRef approved(OperationId id, CaptureMode mode, String amount) {
        ProviderRef ref = ((PaymentResult.ActionRequired) open(id, mode, amount)).ref();
        paypal().buyerReturns(ref, true);
        return ref;
    }

    PaymentResult complete(OperationId id, ProviderRef ref, String amount) {
        return complete(id, ref, amount, Map.of("token", List.of(ref.value()), "PayerID", List.of("BUYER7")));
    }

    ProviderRef paid(CaptureMode mode, String amount) {
        OperationId id = id();
        return ref(complete(id, approved(id, mode, amount), amount));
    }

    StatusReport ask(OperationId id, OperationKind kind, Optional<ProviderRef> payment, String amount) {
        return ask(id, kind, payment, Optional.empty(), amount);
    }
}
