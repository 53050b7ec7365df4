package io.tradewind.commerce.spi.shipping;

/** What happened to a parcel. */
public enum TrackingStatus {
    /** The carrier knows of it. */
    ANNOUNCED,
    /** The carrier has it. */
    HANDED_OVER,
    /** On its way. */
    IN_TRANSIT,
    /** Stopped. */
    ON_HOLD,
    /** Later than promised. */
    DELAYED,
    /** On the van. */
    OUT_FOR_DELIVERY,
    /** Waiting to be collected. */
    READY_FOR_COLLECTION,
    /** Nobody took it. */
    ATTEMPT_FAILED,
    /** Arrived. */
    DELIVERED,
    /** On its way back. */
    RETURNING,
    /** Back at the sender. */
    RETURNED,
    /** Gone. */
    LOST,
    /** Cancelled before it was handed over. */
    CANCELLED,
    /** A status without a word of its own. */
    UNKNOWN
}
