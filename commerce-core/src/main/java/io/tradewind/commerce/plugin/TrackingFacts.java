package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;

/** Takes news about parcels from the inbox. Implemented by the fulfillment package; called without a transaction. */
@Internal
public interface TrackingFacts {
    /**
     * Adds an event to the parcel it is about. The same event may come again.
     *
     * @return false if no parcel has this tracking number (yet): the event is tried again later
     */
    boolean apply(String account, Notice<TrackingEvent> notice);
}
