package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.payment.GatewayBench;
import java.util.Map;
import java.util.Optional;

/** A gateway on a fake Stripe. */
final class Bench extends GatewayBench<FakeStripe> {
    Bench() {
        this(Map.of(), Environment.TEST);
    }

    Bench(Map<String, String> more, Environment environment) {
        super(new StripeHarness(), new FakeStripe(), more, environment);
    }

    FakeStripe stripe() {
        return upstream();
    }

    ProviderRef authorized(String amount) {
        return ref(open(id(), CaptureMode.LATER, StripeHarness.token("pm_card_visa"), amount));
    }

    ProviderRef paid(String amount) {
        return ref(open(id(), CaptureMode.AT_ONCE, StripeHarness.token("pm_card_visa"), amount));
    }

    StatusReport ask(OperationId id, OperationKind kind, Optional<ProviderRef> payment, Optional<ProviderRef> own) {
        return ask(id, kind, payment, own, "EUR 12.50");
    }
}
