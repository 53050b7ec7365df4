package io.tradewind.commerce.fulfillment;

/** What can happen to a parcel. */
public enum ParcelMove {
    PLAN,
    BOOK,
    LABEL,
    NO_BOOKING,
    LOST_ANSWER,
    VOID,
    HAND_OVER,
    TRAVEL,
    DELIVER,
    TURN_BACK,
    LOSE
}
