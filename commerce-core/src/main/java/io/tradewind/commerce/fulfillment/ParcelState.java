package io.tradewind.commerce.fulfillment;

/** Where a parcel is. */
public enum ParcelState {
    /** Packed, without a label. */
    PLANNED,
    /** A label is being bought: the carrier was told, or is about to be. */
    BOOKING,
    /** It has a label and stands in the building. */
    LABELLED,
    /** Out of the building. */
    HANDED_OVER,
    /** The carrier has it. */
    IN_TRANSIT,
    /** On its last stretch. */
    OUT_FOR_DELIVERY,
    /** Waits to be fetched. */
    READY_FOR_COLLECTION,
    /** Nobody took it. */
    ATTEMPT_FAILED,
    /** Where it should be. */
    DELIVERED,
    /** On its way back to where it came from. */
    RETURNING,
    /** Back where it came from. */
    RETURNED,
    /** Given up by the carrier; a later scan finds it again. */
    LOST,
    /** Not to be sent. */
    VOIDED;

    /** True once it has left the building it started in. */
    public boolean isOut() {
        return compareTo(HANDED_OVER) >= 0 && this != VOIDED;
    }

    /** True while nothing can be said about it any more without a correction. */
    public boolean isOver() {
        return this == DELIVERED || this == RETURNED || this == VOIDED;
    }
}
