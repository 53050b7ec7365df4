package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;

/**
 * One thing that happened to a parcel.
 *
 * @param id the carrier's id of it
 * @param status what happened
 * @param reason why, where there is a why
 * @param place where, in the carrier's words; possibly empty
 * @param note what staff said about it; empty for what the carrier reported
 * @param occurredAt when it happened
 * @param receivedAt when we heard of it
 */
public record TrackingStep(
        String id,
        TrackingStatus status,
        TrackingReason reason,
        String place,
        String note,
        Instant occurredAt,
        Instant receivedAt) {}
