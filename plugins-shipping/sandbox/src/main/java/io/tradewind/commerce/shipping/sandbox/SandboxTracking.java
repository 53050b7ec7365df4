package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook.Booked;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.shipping.Tracking;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tells a parcel's way: what was pushed, and, if the account says so, what the clock has brought. Thread-safe. */
final class SandboxTracking implements Tracking {
    private final Clock clock;
    private final SandboxCarrierBook book;
    private final Faults faults;
    private final String account;
    private final List<Secret> secrets;

    /** When each thing happens after the booking; empty when only pushed events count. */
    private final Map<TrackingStatus, Duration> progress = new EnumMap<>(TrackingStatus.class);

    SandboxTracking(ProviderContext context, SandboxCarrierBook book, Faults faults) {
        Settings settings = context.settings();
        this.clock = context.clock();
        this.book = book;
        this.faults = faults;
        this.account = context.account();
        this.secrets = settings.find("webhookSecret").isPresent() ? settings.rotating("webhookSecret") : List.of();
        progress.put(TrackingStatus.ANNOUNCED, Duration.ZERO);
        if (settings.text("progress").equals("clock")) {
            progress.put(TrackingStatus.HANDED_OVER, settings.duration("handedOverAfter"));
            progress.put(TrackingStatus.IN_TRANSIT, settings.duration("inTransitAfter"));
            progress.put(TrackingStatus.OUT_FOR_DELIVERY, settings.duration("outForDeliveryAfter"));
            progress.put(TrackingStatus.DELIVERED, settings.duration("deliveredAfter"));
        }
    }

    @Override
    public Answer<List<TrackingEvent>> track(ProviderRef shipment, String trackingNumber, Instant deadline) {
        Faults.Site site = Faults.Site.reading(CarrierCall.TRACK, deadline);
        return faults.answer(site, () -> events(trackingNumber), UnaryOperator.identity());
    }

    private Answer<List<TrackingEvent>> events(String trackingNumber) {
        Optional<Booked> booked = book.carrying(trackingNumber);
        if (booked.isEmpty()) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such parcel");
        }
        List<TrackingEvent> events = new ArrayList<>();
        Instant end = booked.get().cancelledAt().orElse(clock.instant());
        progress.forEach((status, after) -> {
            Instant at = booked.get().bookedAt().plus(after);
            if (!at.isAfter(end)) {
                events.add(event(trackingNumber, status, at));
            }
        });
        booked.get().cancelledAt().ifPresent(it -> events.add(event(trackingNumber, TrackingStatus.CANCELLED, it)));
        events.addAll(book.pushed(trackingNumber));
        return new Answer.Done<>(List.copyOf(events));
    }

    private static TrackingEvent event(String number, TrackingStatus status, Instant at) {
        return new TrackingEvent(number, number + "-" + status, status, TrackingReason.NONE, at, "Depot 7");
    }

    @Override
    public WebhookOutcome<TrackingEvent> receive(WebhookEnvelope envelope) {
        return secrets.isEmpty()
                ? new WebhookOutcome.NotSupported<>()
                : SandboxTrackingWebhooks.read(envelope, account, secrets);
    }
}
