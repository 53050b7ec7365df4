package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that happened to a parcel.
 *
 * @param trackingNumber the parcel
 * @param eventId the carrier's id of the event, or a hash of it: the same event MUST always have the same id
 * @param status what happened; an unmapped one is {@link TrackingStatus#UNKNOWN}
 * @param reason why, where the status has a why
 * @param occurredAt when it happened, not when it was reported
 * @param place where, in the carrier's words, possibly empty
 */
public record TrackingEvent(
        String trackingNumber,
        String eventId,
        TrackingStatus status,
        TrackingReason reason,
        Instant occurredAt,
        String place) {
    /** Refuses missing parts. */
    public TrackingEvent {
        requireNonNull(trackingNumber, "trackingNumber");
        requireNonNull(eventId, "eventId");
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(place, "place");
    }
}
