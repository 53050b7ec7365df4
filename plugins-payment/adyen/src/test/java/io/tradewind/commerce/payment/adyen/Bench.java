package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.testkit.payment.GatewayBench;
import java.util.List;
import java.util.Map;

/** A gateway on a fake Adyen. */
final class Bench extends GatewayBench<FakeAdyen> {
    Bench() {
        this(Map.of(), Environment.TEST);
    }

    Bench(Map<String, String> more, Environment environment) {
        super(new AdyenHarness(), new FakeAdyen(), more, environment);
    }

    FakeAdyen adyen() {
        return upstream();
    }

    ProviderRef authorized(String amount) {
        return ref(open(id(), CaptureMode.LATER, AdyenHarness.card("APPROVED"), amount));
    }

    ProviderRef paid(String amount) {
        return ref(open(id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), amount));
    }

    /** What reaches the shop when Adyen tells items. */
    WebhookOutcome<PaymentFact> arrives(boolean live, List<Map<String, Object>> items) {
        byte[] body = new AdyenEvents(adyen()).signed(AdyenEvents.webhook(live, items), AdyenEvents.KEYS.get(0));
        return gateway().receive(new WebhookEnvelope("POST", "/webhooks/card", "", Map.of(), body, clock().instant()));
    }

    /** The one outcome that Adyen's webhook about an operation tells. */
    PaymentFact.Outcome told(OperationId id) {
        return told(adyen().told(id));
    }

    PaymentFact.Outcome told(Map<String, Object> item) {
        return (PaymentFact.Outcome) ((WebhookOutcome.Accepted<PaymentFact>) arrives(false, List.of(item)))
                .notices()
                .get(0)
                .fact();
    }
}
