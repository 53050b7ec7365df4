package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.List;

/** Knows where a parcel is. Safe for use by many threads. */
public interface Tracking {
    /** Returns every event known of a shipment, in any order, with the same event ids each time; reads only. */
    Answer<List<TrackingEvent>> track(ProviderRef shipment, String trackingNumber, Instant deadline);

    /** Reads a webhook: signature over the raw bytes first, then the content. Touches neither network nor storage. */
    default WebhookOutcome<TrackingEvent> receive(WebhookEnvelope envelope) {
        return new WebhookOutcome.NotSupported<>();
    }
}
