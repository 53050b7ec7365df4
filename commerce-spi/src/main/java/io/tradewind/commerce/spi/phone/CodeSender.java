package io.tradewind.commerce.spi.phone;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;

/** Carries a code the core made. Sends once, never repeats by itself: a second message costs money. */
public interface CodeSender extends PhoneProvider {
    /** Sends one message; the value is the provider's reference of it. MUST NOT log the text. */
    Answer<ProviderRef> send(SendCode request);

    /** Reads a delivery report. Touches neither network nor storage. */
    default WebhookOutcome<DeliveryReport> receive(WebhookEnvelope envelope) {
        return new WebhookOutcome.NotSupported<>();
    }
}
