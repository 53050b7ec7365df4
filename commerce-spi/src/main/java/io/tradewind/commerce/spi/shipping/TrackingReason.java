package io.tradewind.commerce.spi.shipping;

/** Why a parcel is where it is. */
public enum TrackingReason {
    /** Nothing to explain. */
    NONE,
    /** Nobody was there. */
    NOBODY_THERE,
    /** The address is wrong or incomplete. */
    BAD_ADDRESS,
    /** The receiver refused it. */
    REFUSED_BY_RECEIVER,
    /** It was not collected in time. */
    NOT_COLLECTED,
    /** It is damaged. */
    DAMAGED,
    /** Customs. */
    CUSTOMS,
    /** Weather, strike, traffic. */
    OUTSIDE_EVENT,
    /** A reason without a word of its own. */
    OTHER
}
