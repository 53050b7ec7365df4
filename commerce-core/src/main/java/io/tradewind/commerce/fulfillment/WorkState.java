package io.tradewind.commerce.fulfillment;

/** Where a fulfillment order stands. */
public enum WorkState {
    /** Something is still to come: the goods, the money, a release date, the end of a hold. */
    WAITING,
    /** In the packers' queue. */
    RELEASED,
    /** Claimed by one packer. */
    PICKING,
    /** In its parcels, not yet out of the building. */
    PACKED,
    /** Out of the building. */
    HANDED_OVER,
    /** Not to be done any more. */
    CANCELLED
}
